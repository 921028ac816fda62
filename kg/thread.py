"""What a text goes on about from clause to clause, and how the figures of a clause are read on that thread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from kg.dates import Period
from kg.figures import Clause, Name, Scene, name_rows, rows
from kg.metrics import Forms, Reading, Words
from kg.model import Span
from kg.quantities import Quantity
from kg.topics import Topics
from kg.units import Units

_COMPARED = ("比", "较", "与", "和", "同", "相比", "高于", "低于", "超过", "受")
_SAME = "同期"
_SPLIT = re.compile(r"[、和与及]|以及")
_ATTRIBUTE = re.compile(r"的[^，。；：、]{0,4}?[“《]?")
_BRACKET = re.compile(r"[”》]?[（(](?:约|近|超|逾)?")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as read: whose it is, its metric, the form that read it, and where what it rests on begins."""

    subject: str
    metric: str
    base: str
    figure: Quantity
    period: str | None
    form: str
    clause: Clause
    start: int


@dataclass(slots=True)
class Thread:
    """The state of reading inside a paragraph."""

    period: str | None = None
    period_at: int = -1
    subject: str | None = None
    subject_at: int = -1
    base: str = ""
    unit: str = ""
    whole: str = ""
    items: tuple[str, ...] = ()
    listed: tuple[Name, ...] = ()
    sentence: int = 0
    _fresh: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the figures of one article."""

    scene: Scene
    forms: Forms
    units: Units
    topics: Topics

    def told(self, paragraph: Span, *, subject: str | None, period: str | None) -> Iterator[Told]:
        """The figures of a paragraph in text order; `subject` and `period` hold until the text names its own."""
        thread = Thread(period=period, subject=subject)
        for sentence in self.scene.document.sentences:
            if not (paragraph.start <= sentence.start and sentence.end <= paragraph.end):
                continue
            if self.scene.document.text[sentence.start - 1 : sentence.start] not in ("；", ";"):
                thread.sentence, thread.listed, thread.items, thread.whole = sentence.start, (), (), ""
            for clause in self.scene.clauses(sentence):
                yield from self._clause(clause, thread)

    def _clause(self, clause: Clause, thread: Thread) -> Iterator[Told]:
        text, cut, bases = self.scene.document.text, clause.start, list[str]()
        listed = list(rows(text, [figure for figure in clause.figures if not _inside(figure, clause.names)]))
        for row, following in zip_longest(listed, listed[1:]):
            stop = following[0].start if following else clause.end
            for told in self._row(clause, thread, row, Span(cut, row[0].start), Span(row[-1].end, stop)):
                bases.append(told.base)
                yield told
            cut = row[-1].end
        if len(bases) > 1:
            thread.items = tuple(bases)
        self._go_on(clause, thread)

    def _row(
        self, clause: Clause, thread: Thread, row: Sequence[Quantity], before: Span, after: Span
    ) -> Iterator[Told]:
        text, first = self.scene.document.text, row[0]
        names = self.topics.of(clause, before.start, before.end) or self.topics.of(clause, clause.start, before.end)
        attribute = self._attribute(clause, after)
        words = Words(
            before=self._words(clause, before, names),
            after=text[after.start : after.end],
            kind=self.units.kind.get(first.unit, _NONE),
            characters=not any(char.isdigit() and char.isdecimal() for char in first.text),
        )
        reading = self.forms.read(words, thread.base, thread.whole)
        if reading is None or (reading.metric == thread.base and thread.unit != first.unit):
            return
        period, at = self._period(clause, first, thread)
        pairs = self._pairs(clause, thread, row, names, attribute, reading, words)
        for subject, metric, base, figure in pairs:
            start = min([clause.start, *[p for p in (at, thread.subject_at) if p >= thread.sentence]])
            yield Told(subject, metric, base, figure, period, reading.form, clause, start)
        if pairs:
            thread.base, thread.whole = reading.base, reading.whole or thread.whole
            if reading.metric == reading.base:
                thread.unit = first.unit

    def _pairs(
        self,
        clause: Clause,
        thread: Thread,
        row: Sequence[Quantity],
        names: Sequence[Name],
        attribute: Name | None,
        reading: Reading,
        words: Words,
    ) -> list[tuple[str, str, str, Quantity]]:
        """Who and what each number of a row is about; nothing where that is not clear."""
        holder = attribute.entity if attribute else names[0].entity if len(names) == 1 else thread.subject
        if len(row) == 1 or row[0].bound == "min" and row[-1].bound == "max":
            if len(names) > 1 and not attribute:
                each = self.forms.words["each"].search(words.before)
                return [(n.entity, reading.metric, reading.base, row[0]) for n in names] if each else []
            return [(holder, reading.metric, reading.base, figure) for figure in row] if holder else []
        listed = names if len(names) == len(row) else thread.listed
        if len(listed) == len(row):
            return [(n.entity, reading.metric, reading.base, q) for n, q in zip(listed, row, strict=True)]
        items = self._items(reading.base, thread, len(row))
        if not items or not holder or len(names) > 1:
            return []
        thread.items = items
        return [
            (holder, reading.metric.replace(reading.base, item, 1), item, q) for item, q in zip(items, row, strict=True)
        ]

    def _items(self, base: str, thread: Thread, count: int) -> tuple[str, ...]:
        """The metrics of a list in turn: those that the words themselves list, else those listed before."""
        own = [part.strip() for part in _SPLIT.split(base)]
        if len(own) != count or not all(own):
            return thread.items if len(thread.items) == count else ()
        head = self.forms.words["heads"].search(own[-1])
        shared = own[-1][head.start() :] if head and head.start() else ""
        return tuple(item if item.endswith(shared) else item + shared for item in own)

    def _attribute(self, clause: Clause, after: Span) -> Name | None:
        """The name that a number describes from in front: 总规模300亿元的某某基金."""
        for name in clause.names:
            if name.start > after.start and _ATTRIBUTE.fullmatch(self.scene.document.text, after.start, name.start):
                return name
        return None

    def _words(self, clause: Clause, before: Span, names: Sequence[Name]) -> str:
        """The words before a number without the subject's name and without dates that are not compared with."""
        text, start = self.scene.document.text, before.start
        if names and names[-1].end > start:
            start = names[-1].end
            if _BRACKET.fullmatch(text, start, before.end):
                return ""
        pieces = list[str]()
        for period in clause.periods:
            if start <= period.start and period.end <= before.end and not _compared(text, period):
                pieces.append(text[start : period.start])
                start = period.end
        return "".join([*pieces, text[start : before.end]]).lstrip("”》 ")

    def _period(self, clause: Clause, figure: Quantity, thread: Thread) -> tuple[str | None, int]:
        text = self.scene.document.text
        own = [p for p in clause.periods if p.end <= figure.start and p.value and not _compared(text, p)]
        return (own[-1].value, own[-1].start) if own else (thread.period, thread.period_at)

    def _go_on(self, clause: Clause, thread: Thread) -> None:
        text = self.scene.document.text
        lasting = [p for p in clause.periods if p.value and _SAME not in p.text and not _compared(text, p)]
        if lasting:
            thread.period, thread.period_at = lasting[-1].value, lasting[-1].start
        if said := self.topics.said(clause):
            thread.subject, thread.subject_at = said.entity, said.start
        for row in name_rows(text, clause.names):
            if len(row) > 1:
                thread.listed = row
        if not clause.figures and (top := self.forms.words["superlative"].search(text, clause.start, clause.end)):
            start = said.end if said else clause.start
            thread.base, thread.unit = self.forms.metric(text[start : top.start()]), ""


def _inside(figure: Quantity, names: Sequence[Name]) -> bool:
    return any(name.start < figure.end and figure.start < name.end for name in names)


def _compared(text: str, period: Period) -> bool:
    return text[max(0, period.start - 2) : period.start].endswith(_COMPARED) or text.startswith("相比", period.end)
