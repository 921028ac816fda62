"""When a number is told of: by the dates before it in its clause, else by what the text went on in before."""

from dataclasses import dataclass

from kg.model import Span
from kg.observe.figures import Clause, Scene
from kg.observe.metrics import Forms, Reading
from kg.observe.thread import Thread, compared, dates_listed, lasts, since_new_year
from kg.values.quantities import Quantity

_FROM = "从由自"
_YEAR = 4
_WHOLE, _NEAR = "占", 4


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
        period, at = self._said(spot, thread)
        if at < spot.clause.start and not thread.now and self.forms.words["timeless"].search(reading.metric):
            period = None
        if at < thread.sentence and reading.undated:
            period = None
        if at < spot.before.start:
            period = self._changed(spot, period)
        if period and self.forms.words["since_new_year"].search(reading.metric):
            period = since_new_year(period)
        return period, at

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
