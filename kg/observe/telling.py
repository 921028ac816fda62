"""One number, or one row of numbers, in its clause → whose it is, what it measures, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Span
from kg.observe.figures import Clause, Name, Scene, name_rows, ranges
from kg.observe.lists import compared_with, items, parts
from kg.observe.metrics import NEAREST, NEXT, Context, Forms, Reading, Words
from kg.observe.owners import Owners
from kg.observe.settled import settled
from kg.observe.thread import Thread, compared
from kg.observe.times import Spot, Times
from kg.observe.topics import HOUSES, MUTE, Topics
from kg.ontology import DESIGNATION
from kg.values.quantities import Quantity
from kg.values.units import Units

_ATTRIBUTE = re.compile(r"(?P<own>[^，。；：、的]{0,4})的(?P<gap>[^，。；：、]{0,8}?)[“《]?")
_HOLDING = re.compile(r"[”》]?(?:[（(](?:约|近|超|逾)?|的)")
_NEXT = re.compile(r"[”》]?(?:[、和与及；（(]|以及)")
_SPOKEN = 60
_BY_THE_WAY = ("从", "在", "于", "对", "向", "与", "按", "为")
_WHOLE, _NEAR = "占", 3
_LIMITS, _AFTER = ("min", "max"), ("以上", "以下", "以内", "之内")
# So many without a unit, after an amount of money, are money too: 增加了1100亿.
_LARGE = 10**8


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


# Whose, which metric, which bare metric, which number, and of which date of a list of dates.
_Pair = tuple[str, str, str, Quantity, str | None]


@dataclass(frozen=True, slots=True)
class Teller:
    """Reads rows of numbers on the thread of the text, and moves that thread on."""

    scene: Scene
    forms: Forms
    units: Units
    topics: Topics
    times: Times
    owners: Owners

    def tell(self, spot: Spot, thread: Thread) -> tuple[Reading | None, list[Told]]:
        """How the row is read, and its figures: none where no form fits or nobody is known to have them."""
        names = self._subjects(spot)
        if self.topics.of_those(names, spot.clause, spot.before.end, thread.base, thread.subject):
            names = ()
        reading = self._read(spot, thread, names)
        if reading is None or not reading.metric or self._is_name(reading, spot) or self._sums_up(spot):
            return reading, []
        unit = spot.row[0].unit or self.forms.implied(reading.metric) or self.forms.implied(reading.base)
        if not unit and spot.row[0].value >= _LARGE and self.units.kind_of(thread.last_unit) == "money":
            unit = thread.last_unit
        pairs = self._pairs(spot, thread, names, reading)
        period, at = self.times.of(spot, thread, reading)
        start = min([spot.clause.start, *(place for place in (at, thread.subject_at) if place >= thread.sentence)])
        if pairs:
            thread.tell(reading, unit, period)
            if len({pair[0] for pair in pairs}) == 1:
                thread.holders[reading.base] = pairs[0][0], spot.clause.end
        spans = at >= thread.sentence and "/" in (period or "")
        own = self.topics.days if at < spot.clause.start and not spans else {}
        if period is None and self.forms.words["at_event"].search(
            self.scene.document.text, thread.sentence, spot.after.end
        ):
            period = self.topics.held_on()
        if period is None and reading.carried and at < spot.clause.start:
            period = thread.dated.get(reading.base)
        return reading, [
            Told(
                subject=who,
                metric=metric,
                base=base,
                figure=replace(figure, unit=unit),
                period=when or own.get(who, period),
                form=reading.form,
                clause=spot.clause,
                start=start,
                carried=at < thread.sentence,
            )
            for who, metric, base, figure, when in pairs
        ]

    def nobody(self, clause: Clause, end: int) -> bool:
        """Whether the clause up to `end` begins with somebody who is no entity: 全国, 双方."""
        nobody = self.forms.words["nobody"]
        anywhere = nobody.search(self.scene.document.text, clause.start, end)  # spares most clauses the second look
        return bool(anywhere and nobody.match(self._led(clause, end)))

    def country(self, clause: Clause, end: int) -> str | None:
        """The country, where the clause begins with it without naming it: 全国, 我国."""
        return self.scene.country if self.forms.words["nation"].match(self._led(clause, end)) else None

    def _led(self, clause: Clause, end: int) -> str:
        """The words that a clause begins with; none where it only begins with a circumstance: 从行业看, 在全国率先."""
        words = self._words(clause, Span(clause.start, end), ())
        led = self.forms.metric(words)
        if words[: words.find(led)].endswith(_BY_THE_WAY) and not self.forms.words["nobody"].fullmatch(led):
            return ""
        return led

    def _subjects(self, spot: Spot) -> Sequence[Name]:
        """Whose the number is by the words before it: 重庆的12次, 深圳（300万）, 、乙市20亿元, else by the clause."""
        text, clause, before = self.scene.document.text, spot.clause, spot.before
        near = [name for name in clause.names if before.start <= name.start and name.end <= before.end]
        near = [n for n in near if not self.topics.passed_over(n, clause)]
        if near and near[-1].type not in MUTE:
            whole = _WHOLE in text[max(clause.start, near[-1].start - _NEAR) : near[-1].start]
            toward = self.forms.words["toward"].match(text, max(clause.start, near[-1].start - 2), near[-1].start)
            if not whole and not toward and _HOLDING.fullmatch(text, near[-1].end, before.end):
                return near[-1:]
            if before.start > clause.start and _NEXT.fullmatch(text, before.start, near[0].start):
                return near[:1] if near[0].type not in MUTE else ()
        first = clause.figures[0].start
        return self.topics.of(clause, clause.start, first) or self.topics.of(clause, clause.start, before.end)

    def _read(self, spot: Spot, thread: Thread, names: Sequence[Name]) -> Reading | None:
        figure, attribute = spot.row[0], self._attribute(spot)
        before = [other for other in spot.clause.figures if other.end <= spot.before.start]
        words = Words(
            before=self._words(spot.clause, spot.before, names),
            after=attribute[1] if attribute else self.scene.document.text[spot.after.start : spot.after.end],
            kind=self.units.kind_of(figure.unit),
            characters=not any(char.isdecimal() for char in figure.text),
            more=spot.clause.figures[-1].start >= spot.after.end,
            follows=self.units.kind_of(before[-1].unit) if before else "",
            limit="" if figure.bound not in _LIMITS else "after" if figure.text.endswith(_AFTER) else "before",
        )
        if thread.unit and self.forms.words["converted"].match(words.before):  # 8亿美元，折合人民币57亿元
            words, thread.unit = replace(words, before=""), figure.unit
        base = thread.base or (self._spoken(spot, thread) if names and words.kind == "money" else "")
        if not base and names and thread.earlier[1] == figure.unit:
            base = thread.earlier[0]
        reading = self.forms.read(words, Context(base, thread.whole, thread.last))
        if reading is None:
            return None
        return settled(
            reading,
            thread,
            unit=figure.unit or self.forms.implied(reading.metric),
            named=bool(names),
            bare=bool(self.forms.words["bare"].fullmatch(reading.metric)),
            inside=spot.before.start > spot.clause.start,
        )

    def _spoken(self, spot: Spot, thread: Thread) -> str:
        """The last metric of money that the words before name without a number: 各市GDP揭晓。甲8000亿元."""
        spoken = self.forms.words["implied_money"].findall(
            self.scene.document.text[: spot.before.start], max(0, thread.sentence - _SPOKEN)
        )
        return spoken[-1] if spoken else ""

    def _is_name(self, reading: Reading, spot: Spot) -> bool:
        """Whether the supposed metric only is the name before the number."""
        text = self.scene.document.text
        if reading.metric != reading.base:
            return False
        touching = [n for n in spot.clause.names if n.end == spot.before.end and n.type != DESIGNATION]
        return any(reading.metric.endswith(text[n.start : n.end]) for n in touching)

    def _sums_up(self, spot: Spot) -> bool:
        """Whether the number only counts the names listed right before it: 甲、乙、丙3个开发区."""
        text, end = self.scene.document.text, spot.before.end
        near = [name for name in spot.clause.names if spot.before.start <= name.start and name.end <= end]
        if len(near) < 2 or text[near[-1].end : end].strip("”》 "):
            return False
        return len(list(name_rows(text, near))[-1]) == spot.row[0].value

    def _words(self, clause: Clause, before: Span, names: Sequence[Name]) -> str:
        """The words before a number without the subject's name and without dates that are not compared with."""
        text, start = self.scene.document.text, before.start
        if names and names[-1].end > start:
            start = names[-1].end
            if _HOLDING.fullmatch(text, start, before.end):
                return ""
        start = max([start, *[name.end for name in clause.names if name.type in HOUSES and name.end < before.end - 1]])
        start = self.topics.behind_place(clause, start, before.end)
        pieces = list[str]()
        for period in clause.periods:
            if start <= period.start and period.end <= before.end and not compared(text, period):
                pieces.append(text[start : period.start])
                start = period.end
        return self.forms.words["basis"].sub("", "".join([*pieces, text[start : before.end]])).lstrip("”》 ")

    def _attribute(self, spot: Spot) -> tuple[Name, str] | None:
        """The name that a number describes from in front, and its metric between: 5亿用户的某某云."""
        text, start = self.scene.document.text, spot.after.start
        if not text[spot.before.start : spot.before.end].strip():
            return None
        for name in spot.clause.names:
            match = _ATTRIBUTE.fullmatch(text, start, name.start) if name.start > start else None
            if match:
                own = "" if self.forms.words["acts"].fullmatch(match["own"]) else match["own"]
                return None if self.forms.verbs.search(own + match["gap"]) else (name, own)
        return None

    def _pairs(self, spot: Spot, thread: Thread, names: Sequence[Name], reading: Reading) -> list[_Pair]:
        """Who and what each number of the row is about; nothing where that is not clear."""
        row, holder = spot.row, self._holder(spot, thread, names, reading)
        if len(row) == 1 or ranges(row):
            holders = self._each(spot, thread, names) or ([holder] if holder else [])
            alike = self._turn(spot, thread, reading) or self._alike(spot, reading) or (reading.base,)
            return [
                (one, reading.metric.replace(reading.base, item, 1), item, figure, None)
                for one in holders
                for item in alike
                for figure in row
            ]
        dates = self.times.listed(spot, thread) if not reading.carried else ()
        if holder and dates:
            return [(holder, reading.metric, reading.base, q, date) for q, date in zip(row, dates, strict=True)]
        listed = names if len(names) == len(row) else () if len(thread.items) == len(row) else thread.listed
        if len(listed) == len(row):
            return [(name.entity, reading.metric, reading.base, q, None) for name, q in zip(listed, row, strict=True)]
        if not holder:
            return []
        if over := compared_with(reading.metric, reading.base, len(row)):
            return [(holder, metric, reading.base, q, None) for metric, q in zip(over, row, strict=True)]
        told = items(reading.base, len(row), self.forms.words["heads"]) or thread.listed_items(len(row))
        if not told:
            return []
        thread.items = told
        metrics = [reading.metric.replace(reading.base, item, 1) for item in told]
        return [(holder, metric, item, q, None) for metric, item, q in zip(metrics, told, row, strict=True)]

    def _holder(self, spot: Spot, thread: Thread, names: Sequence[Name], reading: Reading) -> str | None:
        """The one entity that the number is about, if it is one."""
        if reading.about == NEXT:
            return self.owners.named_next(spot)
        if reading.about:
            known = [n for n in self.scene.names.parts if n.end <= spot.before.end and n.type not in MUTE]
            known = [n for n in known if reading.about in (NEAREST, n.type)]
            return known[-1].entity if known else None
        if attribute := self._attribute(spot):
            return attribute[0].entity
        if built := self.owners.built(spot, reading.metric):
            return built
        if reading.carried and not names and (same := thread.held_by(reading.base)):
            return same
        if not reading.carried and (owner := self.owners.owner(spot, thread, reading.metric, led=bool(names))):
            return owner
        if names:
            return names[0].entity if len(names) == 1 else None
        if thread.subject_at < thread.sentence and self.forms.words["of_event"].search(
            self.scene.document.text, spot.clause.start, spot.after.end
        ):
            alone = thread.subject == thread.main
            if event := self.topics.event(spot.before.end, subject=thread.subject, alone=alone):
                return event
        if self.nobody(spot.clause, spot.before.end):
            counted = next((name.entity for name in spot.clause.names if name.start == spot.after.start), None)
            thread.speak_of(counted or self.country(spot.clause, spot.before.end), spot.clause.start)
        return thread.subject

    def _each(self, spot: Spot, thread: Thread, names: Sequence[Name]) -> list[str]:
        """All names of a list of which each has the number: 甲、乙均超过4万亿元, 甲、乙的产值超过4万亿元."""
        text, row, clause, end = self.scene.document.text, names or thread.group, spot.clause, spot.before.end
        if len(row) < 2 or self.forms.words["in_all"].search(text, spot.before.start, end):
            return []
        if not names and (self.nobody(clause, end) or self.forms.words["area"].match(self._led(clause, end))):
            return []
        own = text[max(row[-1].end, clause.start) : end]
        shared = bool(names) and own.startswith("的") and spot.row[0].bound in _LIMITS
        return [name.entity for name in row] if shared or self.forms.each(own) else []

    def _turn(self, spot: Spot, thread: Thread, reading: Reading) -> tuple[str, ...]:
        """The metric of one of several changes that are told in turn: 营收、净利润分别增长8%、下降5%."""
        figures, text = spot.clause.figures, self.scene.document.text
        turn = self.forms.words["in_turn"].search(text, spot.clause.start, figures[0].start)
        told = thread.listed_items(len(figures)) if reading.carried and turn and len(figures) > 1 else ()
        return (told[figures.index(spot.row[0])],) if told else ()

    def _alike(self, spot: Spot, reading: Reading) -> tuple[str, ...]:
        """The metrics of a list of which each has the number: 用电量、供电量双双突破80亿千瓦时."""
        text = self.scene.document.text[spot.before.start : spot.before.end]
        count, end = len(parts(reading.base)), text.rfind(reading.base) + len(reading.base)
        own = reading.base in text and count > 1 and self.forms.each(text[end:])
        return items(reading.base, count, self.forms.words["heads"]) if own else ()
