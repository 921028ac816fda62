"""The figures of an article read one after the other, on the thread of what the text goes on about."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.model import Span
from kg.observe.figures import Clause, Name, Scene, name_rows, rows
from kg.observe.telling import Teller, Told
from kg.observe.thread import Thread
from kg.observe.times import Spot
from kg.observe.topics import MUTE, PASSING, Topics
from kg.ontology import REPORT
from kg.values.dates import Period, year_in
from kg.values.periods import bounds
from kg.values.quantities import Quantity

_ENDS = "。！？；…”）)："
_HEADING = 30
_LONGEST_METRIC = 20
_FOLLOWED = re.compile(r"[，,](?:分别|依次|同比|环比|增长|下降|双双|均)")
_DASHES_OF_A_DAY = 2
_BY, _SEEN = ("从", "按", "分", "就"), ("看", "来看")
_WHOLE = ("全", "我", "本")
_ITEM = ("——", "—", "●", "■", "◆", "▲", "•", "·")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the figures of one article."""

    scene: Scene
    teller: Teller
    topics: Topics

    def told(self, paragraphs: Iterable[Span]) -> Iterator[Told]:
        """The figures of paragraphs in text order.

        The article's main entity holds until a paragraph names its own, the date of its title where the paragraph
        before has no date of its own; the items of a list, ——甲, are of the time of what leads to them.
        """
        main, listed = self.topics.main(), self._listed()
        headline = listed or self._headline()
        period, lead, earlier = headline, None, ("", "")
        for paragraph in self._read(list(paragraphs)):
            item = self.scene.document.text.startswith(_ITEM, paragraph.start)
            period = lead or period if item else period
            thread = Thread(subject=main, period=period, held=period, earlier=earlier)
            if figures := self.scene.figures.between(paragraph.start, paragraph.end):
                yield from self._paragraph(paragraph, thread, main, figures[-1].start)
                told = True
            else:
                dates = self.scene.periods.between(paragraph.start, paragraph.end)
                thread.date(self.scene.document.text, dates, dates)
                told = thread.period_at >= paragraph.start
            earlier = (thread.base, thread.unit)
            lead = lead if item else thread.held if told and not self._day(thread.held) else None
            period = thread.held if told and not listed and self._holds_on(thread.held) else headline

    def _paragraph(self, paragraph: Span, thread: Thread, main: str | None, last: int) -> Iterator[Told]:
        """The figures of a paragraph; of what comes after its `last` number, only the dates count."""
        for sentence in self._sentences(paragraph):
            text = self.scene.document.text
            if text[max(0, sentence.start - 1)] not in "；;":
                goes_on = sentence.start > paragraph.start and self.teller.forms.words["this_time"].match(
                    text, sentence.start
                )
                thread.open(sentence.start, main, goes_on=bool(goes_on))
            else:
                thread.subject = thread.lasting
                if thread.now:
                    thread.go_back()
            for clause in self.scene.clauses(sentence):
                if clause.start <= last:
                    yield from self._clause(clause, thread)
                else:
                    self._date(clause, thread)

    def _headline(self) -> str | None:
        """The first date of the title: what an article of statistics is about."""
        title = self.scene.document.paragraphs[0]
        return next((p.value for p in self.scene.periods.parts if p.value and p.end <= title.end), None)

    def _listed(self) -> str | None:
        """The year in the name of the list that the title tells of."""
        title, text = self.scene.document.paragraphs[0], self.scene.document.text
        named = [name for name in self.scene.names.between(title.start, title.end) if name.type == REPORT]
        return next((year for name in named if (year := year_in(text[name.start : name.end]))), None)

    def _read(self, paragraphs: Sequence[Span]) -> Iterator[Span]:
        """The paragraphs that are no headings; short ones among short ones are the points of a list."""
        short = [False, *(self._heads(paragraph) for paragraph in paragraphs), False]
        for i, paragraph in enumerate(paragraphs):
            if not short[i + 1] or (short[i] and short[i + 2]):
                yield paragraph

    def _heads(self, paragraph: Span) -> bool:
        """A heading says in short what its section says in full."""
        last = self.scene.document.text[paragraph.end - 1]
        return paragraph.start > 0 and paragraph.end - paragraph.start <= _HEADING and last not in _ENDS

    def _holds_on(self, period: str | None) -> bool:
        """Whether the next paragraph goes on in it: a year of late or months of it, no day, no past, no plan."""
        span, today = bounds(period), self.scene.document.article.published
        if not span or self._day(period):
            return False
        if span[0].year != span[1].year:
            return False
        return not today or (span[0] <= today and today.year - 1 <= span[1].year)

    def _day(self, period: str | None) -> bool:
        return any(part.count("-") == _DASHES_OF_A_DAY for part in (period or "").split("/"))

    def _sentences(self, paragraph: Span) -> Sequence[Span]:
        found = self.scene.document.sentences
        first = bisect_left(found, paragraph.start, key=lambda sentence: sentence.start)
        return found[first : bisect_left(found, paragraph.end, key=lambda sentence: sentence.start)]

    def _clause(self, clause: Clause, thread: Thread) -> Iterator[Told]:
        text, cut, bases = self.scene.document.text, clause.start, list[str]()
        listed = list(rows(text, [figure for figure in clause.figures if not _inside(figure, clause.names)]))
        if clause.figures and clause.names and clause.names[0].end < clause.figures[0].start:
            self._announce(clause.start, clause.names[0].start, clause, thread)
        for row, following in zip_longest(listed, listed[1:]):
            after = Span(row[-1].end, following[0].start if following else clause.end)
            reading, found = self.teller.tell(Spot(clause, row, Span(cut, row[0].start), after), thread)
            bases += [told.base for told in found]
            yield from found
            cut = cut if reading and reading.joins else after.start
        if clause.figures:
            thread.items = tuple(dict.fromkeys(bases))
        self._go_on(clause, thread)

    def _go_on(self, clause: Clause, thread: Thread) -> None:
        """Take in what the clauses after this one rest on."""
        self._date(clause, thread)
        said = self._speak(clause, thread) if clause.names else None
        if clause.figures:
            return
        if not said and self.teller.nobody(clause, clause.end):
            thread.speak_of(self.teller.country(clause, clause.end), clause.start)
        if said and said.end < clause.end - 1:
            self._announce(said.end, clause.end, clause, thread)
        else:
            self._announce(clause.start, said.start if said else clause.end, clause, thread)
        if clause.names and _FOLLOWED.match(self.scene.document.text, clause.end):
            self._name(clause, thread)

    def _name(self, clause: Clause, thread: Thread) -> None:
        """Take in the metric that a clause ends with after its names: 甲、乙的出口，分别增长5%和8%."""
        own = self.scene.document.text[clause.names[-1].end : clause.end]
        metric = self.teller.forms.metric(own)
        if own.startswith("的") and 1 < len(metric) <= _LONGEST_METRIC and not self.teller.forms.verbs.search(metric):
            thread.base, thread.unit = metric, ""

    def _date(self, clause: Clause, thread: Thread) -> None:
        """Take in the dates of a clause."""
        leading = [period for period in clause.periods if self._leads(clause, period)]
        thread.date(self.scene.document.text, clause.periods, leading)

    def _speak(self, clause: Clause, thread: Thread) -> Name | None:
        """Take in the names of a clause; the one that the next clauses go on about."""
        text, said = self.scene.document.text, self.topics.said(clause)
        for row in name_rows(text, [name for name in clause.names if name.type not in MUTE]):
            if len(row) > 1:
                thread.listed = row
        if said and not thread.parts:
            told = self.teller.forms.words["says"].finditer(text, thread.sentence, clause.end)
            starts = [thread.sentence, *(saying.end() for saying in told)]  # 甲的数据显示，乙完成…；完成… is about 乙
            first = thread.subject_at < max(start for start in starts if start <= said.start) and starts[-1] <= said.end
            whole = text.startswith(_WHOLE, said.start)
            thread.speak_of(said.entity, said.start, lasts=said.type not in PASSING and (first or whole))
        group = () if said else self.topics.of(clause, clause.start, clause.end)
        if said or len(group) > 1:
            thread.group = group
        if len(group) > 1 and not clause.figures:
            thread.subject = thread.main
        thread.parts = thread.parts or bool(self.teller.forms.words["includes"].search(text, clause.start, clause.end))
        return said

    def _leads(self, clause: Clause, period: Period) -> bool:
        """Whether a clause begins with the date, or with a name before it: what comes is of that time.

        So it is where it names what will be told of, without a figure: 各市2021年的GDP出炉.
        """
        text = self.scene.document.text
        of = period.end + text.startswith("的", period.end)
        told = clause.figures and clause.figures[-1].start > of
        if not told and self.teller.forms.words["implied_money"].match(text, of):
            return True
        if (
            not told
            and self.teller.forms.words["planned"].search(text, clause.start, period.start)
            and text[of : clause.end]
        ):
            return False  # 预计2023年建成投产
        start = max([clause.start, *(name.end for name in clause.names if name.end <= period.start)])
        return not self.teller.forms.metric(text[start : period.start])

    def _announce(self, start: int, end: int, clause: Clause, thread: Thread) -> None:
        """Words without numbers that name the metric of the next: 甲的人口最多, 货邮吞吐量上, GDP居前三的是甲."""
        start = max([start, *(period.end for period in clause.periods if start <= period.start and period.end < end)])
        words = self.scene.document.text[start:end].rstrip("“《")
        if found := self.teller.forms.announced.search(words):
            metric = self.teller.forms.metric(words[: found.end("named") if found["named"] else found.start()])
            seen = found.group().endswith(_SEEN) and not self.teller.forms.money.search(metric)
            if seen and words.startswith(_BY):  # 从地域看
                return
            if thread.base and self.teller.forms.words["in_rank"].fullmatch(metric):
                return
            named = any(metric.endswith(self.scene.document.text[name.start : name.end]) for name in clause.names)
            if 1 < len(metric) <= _LONGEST_METRIC and not named and not self.teller.forms.dimension.search(metric):
                thread.base, thread.unit = metric, ""


def _inside(figure: Quantity, names: Sequence[Name]) -> bool:
    return any(name.start < figure.end and figure.start < name.end for name in names)
