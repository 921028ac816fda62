"""When a number is told of: by the dates before it in its clause, else by what the text went on in before."""

import re
from dataclasses import dataclass

from kg.model import Span
from kg.observe.figures import Clause, Scene
from kg.observe.metrics import Forms, Reading
from kg.observe.thread import Thread, compared, dates_listed, lasts, since_new_year
from kg.values.periods import begins_after, bounds
from kg.values.quantities import Quantity

_FROM = "从由自"
_YEAR, _TWO = 4, 2
_WHOLE, _NEAR = "占", 4
_AREA = ("面积", "范围")
_MARKS = re.compile("[，。；]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of numbers in its clause, with the words since the number before it and until the number after it."""

    clause: Clause
    row: tuple[Quantity, ...]
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Times:
    """Finds the periods of numbers in one article."""

    scene: Scene
    forms: Forms

    def of(self, spot: Spot, thread: Thread, reading: Reading) -> tuple[str | None, int]:
        """The period of a number as it is read, and the place of the date that tells it, -1 for an earlier one."""
        published = self.scene.document.article.published
        period, at = self._said(spot, thread)
        if at < spot.clause.start and not thread.now and self._stays(reading.metric, founded=at >= thread.sentence):
            period = None
        if at < spot.clause.start and period and (self._origin(at, spot, period) or self._to_be(at, spot, period)):
            period = None
        if at < thread.sentence and begins_after(period, published) and self._done(spot, thread):
            period = None
        if at < thread.sentence and reading.undated:
            period = None
        if at < spot.before.start and self.forms.words["at_present"].search(self._led(spot)):
            period, at = self._today(), spot.before.start
            thread.now_is(period, at)
        if at < spot.before.start:
            period = self._changed(spot, period)
        if self.forms.words["yearly"].search(reading.metric):
            period = self._between(spot, thread) or period
        if period and self.forms.words["since_new_year"].search(reading.metric):
            period = since_new_year(period)
        return period, at

    def _stays(self, metric: str, *, founded: bool) -> bool:
        """Whether the figure stays for years; the capital that a company is founded with is of that day.

        A metric with a number in it tells which are counted: 总投资超10亿元的项目.
        """
        if (founded and self.forms.words["capital"].match(metric)) or re.search(r"\d", metric):
            return False
        words = self.forms.words
        return bool(words["timeless"].search(metric) or (metric.endswith(_AREA) and not words["sold"].search(metric)))

    def _origin(self, at: int, spot: Spot, period: str) -> bool:
        """Whether the date of an earlier clause, long ago, tells how something came to be: 1994年经国务院批准设立，."""
        today, span = self.scene.document.article.published, bounds(period)
        if at < 0 or not today or not span or span[1].year >= today.year - 1:
            return False
        text = self.scene.document.text
        clause = _MARKS.split(text[at : spot.clause.start], maxsplit=1)[0]
        return bool(self.forms.words["comes_to_be"].search(clause))

    def _to_be(self, at: int, spot: Spot, period: str) -> bool:
        """Whether the date of an earlier clause tells when something will be done: 预计年底投产，."""
        if at < 0 or not begins_after(period, self.scene.document.article.published):
            return False
        text = self.scene.document.text
        clause = _MARKS.split(text[at : spot.clause.start], maxsplit=1)[0]
        return bool(self.forms.words["to_be_done"].search(clause))

    def _between(self, spot: Spot, thread: Thread) -> str | None:
        """The years between which a figure of each year is told: 从2015年的8亿元增长到2020年的20亿元，年均增长20%."""
        text, values = self.scene.document.text, [""]
        for period in self.scene.periods.between(thread.sentence, spot.before.end):
            begins = text[period.start - 1 : period.start] in _FROM
            values = [period.value or ""] if begins else [*values, period.value or ""]
        years = [value for value in values if len(value) == _YEAR]
        return "/".join(years) if len(years) == len(values) == _TWO and years[0] < years[1] else None

    def _led(self, spot: Spot) -> str:
        return self.scene.document.text[spot.before.start : spot.before.end]

    def _today(self) -> str | None:
        """The day of which the article's 目前 is."""
        day = self.scene.document.article.stated or self.scene.document.article.published
        return day.isoformat() if day else None

    def _done(self, spot: Spot, thread: Thread) -> bool:
        """Whether the sentence tells what is so already: 已引进企业90家."""
        return bool(self.forms.words["done"].search(self.scene.document.text, thread.sentence, spot.before.end))

    def listed(self, spot: Spot, thread: Thread) -> tuple[str, ...]:
        """The dates of a list that the numbers of the row are told of in turn; none where the row has another list."""
        text = self.scene.document.text
        dates = dates_listed(text, [p for p in spot.clause.periods if p.end <= spot.row[0].start]) or thread.dates
        in_turn = self.forms.words["in_turn"].search(text, spot.clause.start, spot.before.end)
        return dates if in_turn and len(dates) == len(spot.row) else ()

    def _said(self, spot: Spot, thread: Thread) -> tuple[str | None, int]:
        """The last date before the number and its place; 去年同期 counts for the number right after it only."""
        text = self.scene.document.text
        for period in reversed(spot.clause.periods):
            if period.end > spot.before.end or not period.value or compared(text, period):
                continue
            if _WHOLE in text[max(spot.before.start, period.start - _NEAR) : period.start]:  # 占公司目前总股本的3%
                continue
            if period.start >= spot.before.start or lasts(text, period):
                return period.value, period.start
        return thread.period, thread.period_at

    def _changed(self, spot: Spot, period: str | None) -> str | None:
        """The period of a number that changes: 2016—2020年由12家增至20家 tells 12 of 2016 and 20 of 2020."""
        text, figures = self.scene.document.text, spot.clause.figures
        first, _, last = (period or "").partition("/")
        spans = bool(last) and first[:_YEAR] != last[:_YEAR]
        if text[spot.row[0].start - 1] in _FROM and figures[-1].start > spot.row[-1].end:
            return first if spans else None
        before = [figure for figure in figures if figure.end <= spot.before.start]
        was = bool(before) and text[before[-1].start - 1] in _FROM
        return last if was and spans else period
