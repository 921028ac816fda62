"""What a text goes on about from clause to clause, and how the figures of a clause are read on that thread."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.dates import Period
from kg.figures import Clause, Name, Scene, name_rows, rows
from kg.metrics import NEAREST, Context, Forms, Reading, Words
from kg.model import Span
from kg.periods import bounds
from kg.quantities import Quantity
from kg.topics import HOUSES, MUTE, Topics
from kg.units import Units

_COMPARED = ("比", "较", "与", "和", "同", "相比", "高于", "低于", "超过", "受")
_SAME = "同期"
_SPLIT = re.compile(r"[、和与及]|以及")
_ATTRIBUTE = re.compile(r"的[^，。；：、]{0,8}?[“《]?")
_HOLDING = re.compile(r"[”》]?(?:[（(](?:约|近|超|逾)?|的)")
_NEXT = re.compile(r"[”》]?[、和与及；]|以及|；")
_FROM = ("从", "由")
_LONGEST, _DAY, _HEADING = 20, 2, 30
_LIMITS, _AFTER = ("min", "max"), ("以上", "以下", "以内", "之内")
_ENDS = "。！？；…”）)："
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as read: whose it is, its metric, the form that read it, and where what it rests on begins.

    `carried` tells that the period comes from an earlier sentence.
    """

    subject: str
    metric: str
    base: str
    figure: Quantity
    period: str | None
    form: str
    clause: Clause
    start: int
    carried: bool


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
    last: str = ""
    last_unit: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the figures of one article."""

    scene: Scene
    forms: Forms
    units: Units
    topics: Topics

    def told(self, paragraphs: Iterable[Span]) -> Iterator[Told]:
        """The figures of paragraphs in text order; the article's main entity holds until a paragraph names its own."""
        main, period = self.topics.main(), self._headline()
        for paragraph in paragraphs:
            if self._heads(paragraph):
                continue
            thread = Thread(subject=main, period=period)
            if not self.scene.figures.between(paragraph.start, paragraph.end):
                self._date(self.scene.periods.between(paragraph.start, paragraph.end), thread)
                period = thread.period if self._holds_on(thread.period) else period
                continue
            for sentence in self._sentences(paragraph):
                if self.scene.document.text[sentence.start - 1] not in "；;":
                    thread.sentence, thread.listed, thread.whole = sentence.start, (), ""
                    thread.subject = thread.subject or main
                for clause in self.scene.clauses(sentence):
                    yield from self._clause(clause, thread)
            period = thread.period if self._holds_on(thread.period) else period

    def _heads(self, paragraph: Span) -> bool:
        """A heading says in short what its section says in full."""
        text = self.scene.document.text
        return (
            paragraph.start > 0 and paragraph.end - paragraph.start <= _HEADING and text[paragraph.end - 1] not in _ENDS
        )

    def _holds_on(self, period: str | None) -> bool:
        """Whether the next paragraph goes on in it: a month or year of late, no day, no past, no plan."""
        span, today = bounds(period), self.scene.document.article.published
        if not span or not period or any(part.count("-") == _DAY for part in period.split("/")):
            return False
        return not today or (span[0] <= today and today.year - 1 <= span[1].year <= today.year)

    def _headline(self) -> str | None:
        title = self.scene.document.paragraphs[0]
        return next((p.value for p in self.scene.periods.parts if p.value and p.end <= title.end), None)

    def _sentences(self, paragraph: Span) -> Sequence[Span]:
        found = self.scene.document.sentences
        first = bisect_left(found, paragraph.start, key=lambda sentence: sentence.start)
        return found[first : bisect_left(found, paragraph.end, key=lambda sentence: sentence.start)]

    def _clause(self, clause: Clause, thread: Thread) -> Iterator[Told]:
        text, cut, bases = self.scene.document.text, clause.start, list[str]()
        listed = list(rows(text, [figure for figure in clause.figures if not _inside(figure, clause.names)]))
        for row, following in zip_longest(listed, listed[1:]):
            after = Span(row[-1].end, following[0].start if following else clause.end)
            reading, found = self._row(clause, thread, row, Span(cut, row[0].start), after)
            bases += [told.base for told in found]
            yield from found
            cut = cut if reading and reading.joins else after.start
        if clause.figures:
            thread.items = tuple(dict.fromkeys(bases))
        self._go_on(clause, thread)

    def _row(
        self, clause: Clause, thread: Thread, row: Sequence[Quantity], before: Span, after: Span
    ) -> tuple[Reading | None, list[Told]]:
        text, names = self.scene.document.text, self._subjects(clause, before)
        reading = self._read(clause, thread, row[0], before, after, names)
        if reading is None or not reading.metric:
            return reading, []
        if any(
            name.end == before.end and reading.metric.endswith(text[name.start : name.end]) for name in clause.names
        ):
            return reading, []
        holder = self._holder(reading, clause, thread, names, before, after)
        unit = row[0].unit or self._implied(reading.metric)
        own = text[names[-1].end if names else before.start : before.end]
        pairs = self._pairs(thread, row, names, holder, reading, own)
        period, at = self._period(clause, before, thread)
        if at < clause.start and self.forms.words["timeless"].search(reading.metric):
            period = None
        start = min([clause.start, *[p for p in (at, thread.subject_at) if p >= thread.sentence]])
        if pairs:
            thread.base, thread.whole = reading.base, reading.whole or thread.whole
            thread.last, thread.last_unit = reading.metric, unit
            if reading.metric == reading.base:
                thread.unit = unit
        return reading, [
            Told(
                subject,
                metric,
                base,
                replace(figure, unit=unit),
                period,
                reading.form,
                clause,
                start,
                at < thread.sentence,
            )
            for subject, metric, base, figure in pairs
        ]

    def _read(
        self, clause: Clause, thread: Thread, figure: Quantity, before: Span, after: Span, names: Sequence[Name]
    ) -> Reading | None:
        words = Words(
            before=self._words(clause, before, names),
            after="" if self._attribute(clause, after) else self.scene.document.text[after.start : after.end],
            kind=self.units.kind.get(figure.unit, _NONE),
            characters=not any(char.isdecimal() for char in figure.text),
            more=bool(clause.figures) and clause.figures[-1].start >= after.end,
            limit="" if figure.bound not in _LIMITS else "after" if figure.text.endswith(_AFTER) else "before",
        )
        reading = self.forms.read(words, Context(thread.base, thread.whole, thread.last))
        if reading and reading.carried and reading.metric == thread.base and thread.unit:
            unit = figure.unit or self._implied(reading.metric)
            if unit != thread.unit:
                return replace(reading, metric=thread.last) if unit == thread.last_unit else None
        return reading

    def _subjects(self, clause: Clause, before: Span) -> Sequence[Name]:
        """Whose the number is by the words before it: 重庆的12次, 深圳（300万）, 、乙市20亿元, else by the clause."""
        text = self.scene.document.text
        near = [name for name in clause.names if before.start <= name.start and name.end <= before.end]
        if near and near[-1].type not in MUTE:
            if _HOLDING.fullmatch(text, near[-1].end, before.end):
                return near[-1:]
            if before.start > clause.start and _NEXT.fullmatch(text, before.start, near[0].start):
                return self.topics.of(clause, before.start, before.end)
        first = clause.figures[0].start
        return self.topics.of(clause, clause.start, first) or self.topics.of(clause, clause.start, before.end)

    def _holder(
        self, reading: Reading, clause: Clause, thread: Thread, names: Sequence[Name], before: Span, after: Span
    ) -> str | None:
        """The one entity that the number is about, if it is one."""
        if reading.about:
            known = [n for n in self.scene.names.parts if n.end <= before.end and n.type not in MUTE]
            if reading.about != NEAREST:
                known = [n for n in known if n.type == reading.about]
            return known[-1].entity if known else None
        if attribute := self._attribute(clause, after):
            return attribute.entity
        if not names and self.forms.words["nobody"].match(self._led(clause, before.end)):
            counted = next((name.entity for name in clause.names if name.start == after.start), None)
            thread.subject, thread.subject_at = counted, clause.start
        return names[0].entity if len(names) == 1 else None if names else thread.subject

    def _attribute(self, clause: Clause, after: Span) -> Name | None:
        """The name that a number describes from in front: 总规模300亿元的某某基金."""
        for name in clause.names:
            if name.start > after.start and _ATTRIBUTE.fullmatch(self.scene.document.text, after.start, name.start):
                return name
        return None

    def _implied(self, metric: str) -> str:
        """The unit of 出资70亿 and 人口3257万."""
        if self.forms.words["implied_people"].search(metric):
            return "人"
        return "元" if self.forms.money.search(metric) else ""

    def _pairs(
        self,
        thread: Thread,
        row: Sequence[Quantity],
        names: Sequence[Name],
        holder: str | None,
        reading: Reading,
        before: str,
    ) -> list[tuple[str, str, str, Quantity]]:
        """Who and what each number of a row is about; nothing where that is not clear."""
        metric, base = reading.metric, reading.base
        if len(row) == 1 or (row[0].bound == "min" and row[-1].bound == "max"):
            holders = [holder] if holder else []
            if not holder and names and not self.topics.open(names) and self.forms.words["each"].search(before):
                holders = [name.entity for name in names]
            return [(one, metric, base, figure) for one in holders for figure in row]
        listed = names if len(names) == len(row) else () if len(thread.items) == len(row) else thread.listed
        if len(listed) == len(row):
            return [(name.entity, metric, base, figure) for name, figure in zip(listed, row, strict=True)]
        items = self._items(base, thread, len(row))
        if not items or not holder:
            return []
        thread.items = items
        return [(holder, metric.replace(base, item, 1), item, figure) for item, figure in zip(items, row, strict=True)]

    def _items(self, base: str, thread: Thread, count: int) -> tuple[str, ...]:
        """The metrics of a list in turn: those that the words themselves list, else those listed before."""
        own = [part.strip() for part in _SPLIT.split(base)]
        if len(own) != count or not all(own):
            return thread.items if len(thread.items) == count else ()
        head = self.forms.words["heads"].search(own[-1])
        shared = own[-1][head.start() :] if head and head.start() else ""
        return tuple(item if item.endswith(shared) else item + shared for item in own)

    def _led(self, clause: Clause, end: int) -> str:
        """The clause up to `end` without dates and the words that lead into it."""
        return self.forms.metric(self._words(clause, Span(clause.start, end), ()))

    def _words(self, clause: Clause, before: Span, names: Sequence[Name]) -> str:
        """The words before a number without the subject's name and without dates that are not compared with."""
        text, start = self.scene.document.text, before.start
        if names and names[-1].end > start:
            start = names[-1].end
            if _HOLDING.fullmatch(text, start, before.end):
                return ""
        start = max([start, *[name.end for name in clause.names if name.type in HOUSES and name.end < before.end - 1]])
        pieces = list[str]()
        for period in clause.periods:
            if start <= period.start and period.end <= before.end and not _compared(text, period):
                pieces.append(text[start : period.start])
                start = period.end
        return "".join([*pieces, text[start : before.end]]).lstrip("”》 ")

    def _period(self, clause: Clause, before: Span, thread: Thread) -> tuple[str | None, int]:
        """The last date before the number; one that is only compared with counts for the number right after it."""
        for period in reversed(clause.periods):
            if period.end > before.end or not period.value or _compared(self.scene.document.text, period):
                continue
            if period.start >= before.start or self._lasts(period):
                return period.value, period.start
        return thread.period, thread.period_at

    def _lasts(self, period: Period) -> bool:
        text = self.scene.document.text
        if _compared(text, period) or _SAME in period.text or text[period.start - 1] in _FROM:
            return False
        return not period.text.endswith("以来") or text.startswith(("，", ","), period.end)

    def _go_on(self, clause: Clause, thread: Thread) -> None:
        text = self.scene.document.text
        self._date(clause.periods, thread)
        said = self.topics.said(clause)
        if said:
            thread.subject, thread.subject_at = said.entity, said.start
        for row in name_rows(text, [name for name in clause.names if name.type not in MUTE]):
            if len(row) > 1:
                thread.listed = row
        if not said and not clause.figures and self.forms.words["nobody"].match(self._led(clause, clause.end)):
            thread.subject = None
        if not clause.figures:
            self._announce(text[said.end if said else clause.start : clause.end], thread)

    def _date(self, periods: Sequence[Period], thread: Thread) -> None:
        for period in periods:
            if period.value and self._lasts(period):
                thread.period, thread.period_at = period.value, period.start

    def _announce(self, words: str, thread: Thread) -> None:
        """A clause without numbers that names the metric of the next: 甲的人口最多, 货邮吞吐量上."""
        end = self.forms.announced.search(words)
        if end:
            found = self.forms.metric(words[: end.start()])
            if 1 < len(found) <= _LONGEST:
                thread.base, thread.unit = found, ""


def _inside(figure: Quantity, names: Sequence[Name]) -> bool:
    return any(name.start < figure.end and figure.start < name.end for name in names)


def _compared(text: str, period: Period) -> bool:
    return text[max(0, period.start - 2) : period.start].endswith(_COMPARED) or text.startswith("相比", period.end)
