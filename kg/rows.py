"""Rows of the lexicon tables: CSV with a head line, where lines that begin with # are comments."""

import csv
from pathlib import Path

from kg.errors import KnowledgeError

__all__ = ["head", "numbered", "rows"]


def rows(path: Path, *columns: str) -> tuple[dict[str, str], ...]:
    """Return the table's rows as mappings; raise KnowledgeError naming file and line of every row that is not whole."""
    return tuple(row for _, row in numbered(path, *columns))


def numbered(path: Path, *columns: str) -> tuple[tuple[int, dict[str, str]], ...]:
    """Return the rows with their line numbers; raises as `rows` does."""
    lines = _lines(path)
    columns_there, *table = list(csv.reader(line for _, line in lines)) or [[]]
    faults = [f"{path}: no column {column}" for column in columns if column not in columns_there]
    places = [n for n, _ in lines[1:]]
    faults += [
        f"{path}:{n}: {len(row)} fields instead of {len(columns_there)}"
        for n, row in zip(places, table, strict=True)
        if len(row) != len(columns_there)
    ]
    if faults:
        raise KnowledgeError(faults)
    return tuple((n, dict(zip(columns_there, row, strict=True))) for n, row in zip(places, table, strict=True))


def head(path: Path) -> list[str]:
    """Return the names of the columns; raises as `rows` does."""
    return next(csv.reader(line for _, line in _lines(path)), [])


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines with their numbers, without comments; a spreadsheet may put a byte-order mark in front."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise KnowledgeError([f"{path}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise KnowledgeError([f"{path}:{line}: no UTF-8; save the table as “CSV UTF-8”"]) from error
    return [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
