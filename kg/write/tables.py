"""Tables: CSV files that open in a spreadsheet as they are, with no cell that could act as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.assemble import identity
from kg.model import Evidence, Graph
from kg.write.cells import safe_cell

ENTITIES = ("id", "type", "name", "aliases", "articles")
STATEMENTS = (
    "id", "subject", "subject_name", "predicate", "object", "object_name", "status", "period", "role", "confidence",
    "article", "start", "end", "quote", "rule",
)  # fmt: skip
OBSERVATIONS = (
    "id", "subject", "subject_name", "metric", "value", "unit", "period", "status", "bound",
    "article", "start", "end", "quote", "rule",
)  # fmt: skip
ARTICLES = ("id", "title", "published", "source", "url")

Row = Sequence[str | int | float | None]


def write(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write entities.csv, statements.csv, observations.csv and articles.csv; facts have one row for each quote."""
    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, tuple[Sequence[str], Iterable[Row]]] = {
        "entities.csv": (ENTITIES, _entities(graph)),
        "statements.csv": (STATEMENTS, _statements(graph)),
        "observations.csv": (OBSERVATIONS, _observations(graph)),
        "articles.csv": (ARTICLES, _articles(graph)),
    }
    for name, (head, rows) in parts.items():
        table(folder / name, head, rows)
    return tuple(folder / name for name in parts)


def table(path: Path, head: Sequence[str], rows: Iterable[Row], *, mark: bool = True, safe: bool = True) -> None:
    """Write one CSV; `mark` puts the sign in front by which Excel knows UTF-8, `safe` disarms formulas."""
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([_cell(value, safe) for value in row] for row in rows)


def _cell(value: str | int | float | None, safe: bool) -> str | int | float:
    if not isinstance(value, str):
        return "" if value is None else value
    text = value.replace("\0", "")
    return safe_cell(text) if safe else text


def _entities(graph: Graph) -> Iterator[Row]:
    for e in graph.entities:
        yield e.id, e.type, e.name, "|".join(e.aliases), "|".join(e.articles)


def _statements(graph: Graph) -> Iterator[Row]:
    names = {e.id: e.name for e in graph.entities}
    for s in graph.statements:
        said = (s.status, s.time, s.role, s.confidence)
        for e in s.evidence:
            ends = (s.subject, names[s.subject], s.predicate, s.object, names[s.object])
            yield identity.statement(s), *ends, *said, *_place(e)


def _observations(graph: Graph) -> Iterator[Row]:
    names = {e.id: e.name for e in graph.entities}
    for o in graph.observations:
        said = (o.metric, format(o.value.normalize(), "f"), o.unit, o.period, o.status, o.bound)
        for e in o.evidence:
            yield identity.observation(o), o.subject, names[o.subject], *said, *_place(e)


def _articles(graph: Graph) -> Iterator[Row]:
    for a in graph.articles:
        yield a.id, a.title, a.published.isoformat() if a.published else "", a.source, a.url


def _place(e: Evidence) -> Row:
    return e.article, e.start, e.end, e.quote, e.rule
