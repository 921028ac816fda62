"""An article's numbers in their clauses: which names, dates and other numbers stand around each of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.dates import Period
from kg.model import Document, Entity, Reference, Span
from kg.quantities import Quantity

_BREAK = re.compile(r"[，：；。！？,:;!?\n]+")
_LIST = re.compile(r"\s?(?:[、,，]|和|与|及|以及)\s?")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name, or a phrase that stands for it, at a place in the text."""

    start: int
    end: int
    entity: str
    type: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two commas, without the marks; its parts are sorted by place and lie inside it."""

    start: int
    end: int
    names: tuple[Name, ...]
    periods: tuple[Period, ...]
    figures: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The parts of an article that figures are read from, each sorted by place."""

    document: Document
    names: tuple[Name, ...]
    periods: tuple[Period, ...]
    figures: tuple[Quantity, ...]

    def clauses(self, sentence: Span) -> Iterator[Clause]:
        """Cut a sentence at commas and colons; those inside a name or number (1,100万) do not count."""
        start = sentence.start
        for match in _BREAK.finditer(self.document.text, sentence.start, sentence.end):
            if _around(self.figures, match.start()) or _around(self.names, match.start()):
                continue
            yield self._clause(start, match.start())
            start = match.end()
        yield self._clause(start, sentence.end)

    def _clause(self, start: int, end: int) -> Clause:
        return Clause(
            start,
            end,
            _between(self.names, start, end),
            _between(self.periods, start, end),
            _between(self.figures, start, end),
        )


def names(entities: Sequence[Entity], references: Sequence[Reference]) -> tuple[Name, ...]:
    """All places where an entity is spoken of, sorted; of overlapping ones the longer stays."""
    types = {entity.id: entity.type for entity in entities}
    found = [Name(m.start, m.end, e.id, e.type) for e in entities for m in e.mentions]
    found += [Name(r.start, r.end, r.entity, types[r.entity]) for r in references if r.entity in types]
    kept = list[Name]()
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return tuple(kept)


def rows(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Group numbers that stand in one list: 8.2%、8.3%和8.6% is one row of three."""
    row = list[Quantity]()
    for figure in figures:
        if row and not (_LIST.fullmatch(text, row[-1].end, figure.start) and row[-1].unit == figure.unit):
            yield tuple(row)
            row = []
        row.append(figure)
    if row:
        yield tuple(row)


def name_rows(text: str, found: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """Group names that stand in one list: 宁波、青岛和无锡 is one row of three."""
    row = list[Name]()
    for name in found:
        if row and not _LIST.fullmatch(text, row[-1].end, name.start):
            yield tuple(row)
            row = []
        row.append(name)
    if row:
        yield tuple(row)


_Placed = TypeVar("_Placed", Name, Period, Quantity)


def _between(parts: Sequence[_Placed], start: int, end: int) -> tuple[_Placed, ...]:
    first = bisect_left(parts, start, key=lambda part: part.start)
    last = bisect_left(parts, end, key=lambda part: part.start)
    return tuple(part for part in parts[first:last] if part.end <= end)


def _around(parts: Sequence[_Placed], place: int) -> bool:
    before = bisect_right(parts, place, key=lambda part: part.start) - 1
    return before >= 0 and place < parts[before].end
