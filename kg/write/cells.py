"""Table cells that are safe to open in a spreadsheet."""


def safe_cell(value: str) -> str:
    """A table cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front."""
    return f"'{value}" if value.lstrip()[:1] in tuple("=+-@|") or value[:1] in ("\t", "\r", "\n") else value
