"""Rows of the lexicon tables: CSV with a head line, where lines that begin with # are comments."""

import csv
from pathlib import Path

from kg.errors import KnowledgeError


def rows(path: Path, *columns: str) -> tuple[dict[str, str], ...]:
    """Return the table's rows as mappings; raise KnowledgeError naming file and line of every row that is not whole."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError([f"{path}: {error.strerror}"]) from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    table = list(csv.reader(line for _, line in numbered))
    head = table[0] if table else []
    faults = [f"{path}: no column {column}" for column in columns if column not in head]
    faults += [
        f"{path}:{n}: {len(row)} fields instead of {len(head)}"
        for (n, _), row in zip(numbered, table, strict=True)
        if len(row) != len(head)
    ]
    if faults:
        raise KnowledgeError(faults)
    return tuple(dict(zip(head, row, strict=True)) for row in table[1:])
