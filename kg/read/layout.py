"""Tags and text → lines, as a reader sees them: blocks and breaks end lines, inline tags do not, a table row is one."""

import re
from collections.abc import Iterable, Iterator

from kg.read.characters import clean

BREAK, CELL, ROW = "\n", "\x1f", "\x1e"
BLOCKS = frozenset(
    str.split(
        "address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr html li main nav ol option p pre section table tbody tfoot thead title tr ul"
    )
)
_SEPARATOR = " | "  # between the cells of a table row
_LONGEST_CELL = 100
_NEW_PARAGRAPH = re.compile(r"\n[ \t\u3000]*\n|\n[ \t]*(?=\u3000)")  # a blank line, or an indent in the Chinese manner
_WRAPPED = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u3001-\u9fff\uff00-\uffef])")
_MARKS = re.compile(f"[{CELL}{ROW}]")


def mark(name: str, *, opening: bool) -> str:
    """Return what a tag means for the flow of text: a break, the border of a cell or of a row, or nothing."""
    if name in ("td", "th"):
        return CELL if opening else ""
    if name == "tr":
        return ROW
    return BREAK if name in BLOCKS else ""


def flow(text: str, *, line_by_line: bool = False) -> str:
    """Return a run of text as HTML means it: line ends are spaces, inside Chinese nothing; blank lines part it."""
    text = _MARKS.sub("", text)
    if "\n" not in text or line_by_line:
        return text
    parts = [_WRAPPED.sub("", part).replace("\n", " ") for part in _NEW_PARAGRAPH.split(text)]
    return " ".join(parts) if sum(map(bool, map(str.strip, parts))) < 2 else BREAK.join(parts)


def lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the clean, non-empty lines of text and marks."""
    for part in "".join(pieces).split(ROW):
        if CELL in part:
            yield from _row(part)
        else:
            yield from _clean_lines(part)


def _row(part: str) -> Iterator[str]:
    """A row of short cells is one line; a table that only lays out the page gives the lines of its cells."""
    cells = [list(_clean_lines(cell)) for cell in part.split(CELL)]
    if all(len(cell) <= 1 and len("".join(cell)) <= _LONGEST_CELL for cell in cells):
        joined = _SEPARATOR.join(cell[0] for cell in cells if cell)
        yield from [joined] if joined else []
    else:
        for cell in cells:
            yield from cell


def _clean_lines(text: str) -> Iterator[str]:
    return filter(None, map(clean, text.split(BREAK)))
