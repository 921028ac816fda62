"""What a text goes on about from clause to clause: subject, period, metric and lists that later figures rest on."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.observe.figures import Name
from kg.observe.metrics import Reading
from kg.values.datelines import LINE, NOW, ORIGIN
from kg.values.dates import Period

_COMPARED = ("比", "较", "与", "和", "同", "相比", "高于", "低于", "超过", "受")
_BEING = ("是", "为", "达", "到", "于", "至")
_SO_MANY = re.compile(
    r"(?:同期)?的[约近超逾]?[\d.]+倍|(?:(?<=同期)|同期)的[约近超逾]?(?:[\d.]+[%％]|[一二三四五六七八九两]成)"
)
_EVER_SINCE = re.compile("起，?连续")
_LIST = re.compile(r"\s?(?:[、,，]|和|与|及|以及)\s?")
_RANGE = re.compile(r"(\d{4})/(\d{4})")
_MANY = 9
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)")
_DAY = re.compile(r"\d+-\d+-\d+")
_FROM = ("从", "由")
_SEEN = re.compile(r"[^，。]{0,8}看[，,]")
_SAME, _SINCE = "同期", "以来"
_PASSING = (LINE, ORIGIN)


@dataclass(slots=True)
class Thread:
    """The state of reading inside a paragraph; places are offsets of where it was said, -1 for what was said before.

    `held` is the period that the next sentence goes on in, `now` tells that `period` is 目前, `main` is the subject
    of the article, `lasting` that of the next sentence, `base` the bare metric with its `unit`, `last` the full metric
    of the number before, `whole` what shares are of, `items`, `listed` and `dates` metrics, names and dates of the last
    list, `run` the bare metrics of the sentence so far, `group` the names of the last clause that spoke of several;
    `earlier` is the last bare metric of the paragraph before, with its unit; `told` the last one of each unit, `dated`
    when each was told of, `holders` whose it was in this sentence, and where; `parts` tells that the sentence goes
    through the parts of its subject, which it does not go on about.
    """

    period: str | None = None
    period_at: int = -1
    held: str | None = None
    now: bool = False
    subject: str | None = None
    subject_at: int = -1
    lasting: str | None = None
    main: str | None = None
    base: str = ""
    unit: str = ""
    last: str = ""
    last_unit: str = ""
    whole: str = ""
    items: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    listed: tuple[Name, ...] = ()
    group: tuple[Name, ...] = ()
    parts: bool = False
    dates: tuple[str, ...] = ()
    sentence: int = 0
    earlier: tuple[str, str] = ("", "")
    told: dict[str, str] = field(default_factory=dict)
    dated: dict[str, str | None] = field(default_factory=dict)
    holders: dict[str, tuple[str, int]] = field(default_factory=dict)

    def open(self, sentence: int, main: str | None, *, goes_on: bool = False) -> None:
        """Begin a sentence: it goes on in the year or months that the ones before began with, not in a day.

        One that `goes_on` about the same act (此次推出…) is of its time.
        """
        before = self.period
        self.sentence, self.listed, self.group, self.run, self.whole = sentence, (), (), (), ""
        self.main, self.parts, self.holders = main, False, {}
        self.subject = self.lasting = self.lasting or main
        if self.held and _DAY.fullmatch(self.held):
            self.held = None
        self.go_back()
        if goes_on and before:
            self.period = before

    def go_back(self) -> None:
        """Leave the time of a sentence for that of the text around it."""
        self.period, self.now = self.held, False

    def now_is(self, day: str | None, place: int) -> None:
        """Go on in the day of the news until the sentence ends: 现有企业90家，其中规上企业8家."""
        self.period, self.period_at, self.now = day, place, True

    def speak_of(self, subject: str | None, place: int, *, lasts: bool = True) -> None:
        """Go on about a subject, until the sentence ends or also after it."""
        self.subject, self.subject_at = subject, place
        if lasts:
            self.lasting = subject

    def date(self, text: str, periods: Sequence[Period], leading: Collection[Period]) -> None:
        """Take in the dates of a clause that later clauses go on in, and later sentences if they are leading ones."""
        self.dates = dates_listed(text, periods) or (() if leading else self.dates)
        for period in periods:
            if period.value and lasts(text, period):
                self.period, self.period_at, self.now = period.value, period.start, period.kind == NOW
                if period in leading:
                    self.held = period.value

    def listed_items(self, count: int) -> tuple[str, ...]:
        """The metrics of the last list, where it had so many; else the last ones of the sentence."""
        if len(self.items) == count:
            return self.items
        return self.run[-count:] if len(self.run) >= count else ()

    def held_by(self, base: str) -> str | None:
        """Whose the last figure of a metric in this sentence was, where the text has not gone on to somebody else."""
        holder, end = self.holders.get(base, (None, 0))
        return holder if self.subject_at < end else None

    def tell(self, reading: Reading, unit: str, period: str | None) -> None:
        """Take in the figure that later ones go on from."""
        self.base, self.whole = reading.base, reading.whole or self.whole
        self.last, self.last_unit = reading.metric, unit
        if reading.metric == reading.base:
            self.unit = unit
            self.told[unit] = reading.base
            if not reading.carried:
                self.dated[reading.base] = period
            if reading.base not in self.run:
                self.run = (*self.run, reading.base)


def compared(text: str, period: Period) -> bool:
    """Whether the date is only compared with: 比2019年, 与去年同期相比, 是2012年的3倍."""
    before = text[max(0, period.start - 2) : period.start]
    return (
        before.endswith(_COMPARED)
        or text.startswith("相比", period.end)
        or (before.endswith(_BEING) and bool(_SO_MANY.match(text, period.end)))
    )


def lasts(text: str, period: Period) -> bool:
    """Whether later numbers go on in it: not 2020年同期, 从2010年的, 2004年以来最大的."""
    if (
        period.kind in _PASSING
        or compared(text, period)
        or _SAME in period.text
        or _EVER_SINCE.match(text, period.end)
        or (text[max(0, period.start - 1) : period.start] in _FROM and not _SEEN.match(text, period.end))
    ):
        return False
    return not period.text.endswith(_SINCE) or text.startswith(("，", ","), period.end)


def dates_listed(text: str, periods: Sequence[Period]) -> tuple[str, ...]:
    """The values of dates that stand in one list, years between two of them filled in: 2019—2021年及2022年1-6月."""
    if not periods or not all(period.value for period in periods):
        return ()
    if any(not _LIST.fullmatch(text, one.end, other.start) for one, other in pairwise(periods)):
        return ()
    values = [value for period in periods for value in _years(period.value or "")]
    return tuple(values) if len(values) > 1 else ()


def since_new_year(value: str) -> str:
    """The stretch from the beginning of the year to the end of a month; a year that it ends is told as a year."""
    match = _MONTH.fullmatch(value)
    if not match or match["month"] == "01":
        return value
    return match["year"] if match["month"] == "12" else f"{match['year']}-01/{value}"


def _years(value: str) -> list[str]:
    """A range of years as single years, any other value as it is."""
    match = _RANGE.fullmatch(value)
    if not match or int(match[2]) - int(match[1]) > _MANY:
        return [value]
    return [str(year) for year in range(int(match[1]), int(match[2]) + 1)]
