"""An article's numbers in their clauses: which names, dates and other numbers stand around each of them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.model import Document, Entity, Reference, Span
from kg.ontology import INDUSTRY
from kg.values.dates import Period
from kg.values.quantities import Quantity

_BREAK = re.compile(r"[，：；。！？,:;!?\n]+")
_RANGE = re.compile(r"\s?(?:[-—–~～]{1,2}|至|到)\s?")
_NO = ("不", "低", "最")
_LIMITS = re.compile(r"[，、；]?[且但而]?")  # 不低于30亿元且不超过60亿元
_LIST = re.compile(r"\s?(?:[、,，]|和|与|及|以及)\s?")
_Placed = TypeVar("_Placed", "Name", Period, Quantity)


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


class Row(Generic[_Placed]):
    """Parts of a text in the order of their places, found by place."""

    def __init__(self, parts: Sequence[_Placed]) -> None:
        self.parts: tuple[_Placed, ...] = tuple(parts)
        self._starts: list[int] = [part.start for part in self.parts]

    def between(self, start: int, end: int) -> tuple[_Placed, ...]:
        """The parts that lie inside the range."""
        first = bisect_left(self._starts, start)
        if first == len(self.parts) or self._starts[first] >= end:
            return ()
        return tuple(part for part in self.parts[first : bisect_left(self._starts, end)] if part.end <= end)

    def holds(self, place: int) -> bool:
        """Whether a part covers the place."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self.parts[before].end


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with the parts that figures are read from; `country` is the entity that 全国 and 我国 stand for."""

    document: Document
    names: Row[Name]
    periods: Row[Period]
    figures: Row[Quantity]
    country: str | None = None

    def clauses(self, sentence: Span) -> Iterator[Clause]:
        """Cut a sentence at commas and colons; those inside a name or number (1,100万) do not count."""
        start = sentence.start
        for match in _BREAK.finditer(self.document.text, sentence.start, sentence.end):
            if not (self.figures.holds(match.start()) or self.names.holds(match.start())):
                yield self._clause(start, match.start())
                start = match.end()
        yield self._clause(start, sentence.end)

    def _clause(self, start: int, end: int) -> Clause:
        parts = (self.names.between(start, end), self.periods.between(start, end), self.figures.between(start, end))
        return Clause(start, end, *parts)


def names(entities: Sequence[Entity], references: Sequence[Reference]) -> tuple[Name, ...]:
    """All places where an entity is spoken of, sorted; of overlapping ones the longer stays.

    Fields of industry are left out: they are words of the metric (汽车制造业增加值). So are phrases that stand for
    several entities: a figure of 三市 is one of none of them.
    """
    types = {entity.id: entity.type for entity in entities if entity.type != INDUSTRY}
    found = [Name(m.start, m.end, e.id, e.type) for e in entities for m in e.mentions if e.id in types]
    several = Counter(r.start for r in references)
    alone = (r for r in references if r.entity in types and several[r.start] == 1)
    found += [Name(r.start, r.end, r.entity, types[r.entity]) for r in alone]
    kept = list[Name]()
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return tuple(kept)


def rows(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Group numbers that stand in one list or range: 8.2%、8.3%和8.6% is one row of three, 3%至5% one of two."""
    row = list[Quantity]()
    for figure in figures:
        if row and not (
            row[-1].unit == figure.unit and _joint(row[-1], figure).fullmatch(text, row[-1].end, figure.start)
        ):
            yield tuple(row)
            row = []
        row.append(figure)
    if row:
        yield tuple(row)


def _joint(one: Quantity, other: Quantity) -> re.Pattern[str]:
    """What stands between two numbers of one row."""
    if other.bound != "max":
        return _LIST
    return _LIMITS if one.bound == "min" and other.text[:1] in _NO else _RANGE


def ranges(row: Sequence[Quantity]) -> bool:
    """Whether the numbers of a row are the ends of one range."""
    return len(row) == 2 and row[0].bound == "min" and row[1].bound == "max"


def name_rows(text: str, found: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """Group names that stand in one list: 宁波、青岛和无锡 is one row of three, 粤苏浙 too."""
    row = list[Name]()
    for name in found:
        letters = row and row[-1].end == name.start == name.end - 1
        if row and not letters and not _LIST.fullmatch(text, row[-1].end, name.start):
            yield tuple(row)
            row = []
        row.append(name)
    if row:
        yield tuple(row)
