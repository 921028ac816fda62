"""What a reader knows of time at a point of the text: it tells which day, months or years a phrase means there."""

import re
from datetime import date, timedelta

from kg.values import numerals
from kg.values.periods import Day, later, shift
from kg.values.timewords import TimeWords

# News tells what was rather than what will be: a bare month further ahead than this belongs to the year before.
_FUTURE_MONTHS = 5
# Until this month the papers sum up the year before.
_SUMMING_UP = 3
_CLOSE = "末"
_SINCE = re.compile(r"[^\d，。；：、\n]{1,9}以来")
# How precise the words are that count from what was said last: 两年后, 一个月后, 三天后.
_LATER = {"lateryears": 1, "latermonths": 2, "laterdays": 3}
_RECENT = 15
# The groups of which one is set when a moment was said.
_HEADS = ("year", "yearhan", "yearword", "plan", "part", "monthword", "first", "month", "yearbegin", "yearend")


class Clock:
    """The day of publication, and the year, months and day said last."""

    def __init__(self, published: date | None, now: date | None, words: TimeWords) -> None:
        self._published = published
        self._now = now
        self._words = words
        self._year: int | None = None
        self._months: tuple[Day, Day] | None = None
        self._day: Day | None = None
        self._latest: Day | None = None  # the day said last, in whatever paragraph
        self._said: Day | None = None  # the moment said last
        self._fresh = False  # the year was said in this sentence
        self._aside = False  # the phrase is only compared with
        self._coming = False  # the phrase tells what will be
        self._from = False  # the phrase may be a beginning: 自5月启动以来
        self._until = False  # the phrase may be a goal: 到2025年

    def read(self, between: str) -> None:
        """Take in the text before the next phrase: a sentence ends the hold of its year, a line all else."""
        if "。" in between or "\n" in between:
            self._fresh = False
        if "\n" in between:
            self._year = self._day = None
        self._aside = between.endswith(("比", "较", "与", "和", "同"))
        self._from = between.endswith(("自", "从"))
        self._until = between.endswith(("到", "至"))
        self._coming = between.endswith(("将于", "将在", "拟于", "定于", "计划于", "计划在", "预计", "将"))

    def tell(self, match: re.Match[str]) -> str | None:
        """Return the value of a matched phrase; LookupError when nothing says it, ValueError when it is no date."""
        span = self._span(match)
        if span is None:
            return None
        for day in span:
            date(*(*day, 1, 1)[:3])
        if not self._aside and not match["same"] and not match["now"]:
            self._keep(span)
        return "/".join("-".join(f"{part:02d}" for part in day) for day in dict.fromkeys(span))

    def _keep(self, span: tuple[Day, Day]) -> None:
        goal = self._until and len(span[1]) == 1 and self._published and span[1][0] > self._published.year
        self._year, self._fresh = span[1][0], not goal
        if len(span[1]) == 2:
            self._months = span
        self._said = span[1]
        if len(span[1]) == 3:
            self._day = self._latest = span[1]

    def _span(self, match: re.Match[str]) -> tuple[Day, Day] | None:
        kind = match.lastgroup
        if match["vague"]:
            return None
        if match["now"]:
            return (_day(self._now),) * 2
        if match["iso"]:
            day = tuple(int(part) for part in re.split(r"[-./]", match["iso"]))
            return day, day
        if match["dayword"]:
            return self._day_word(match["dayword"])
        if match["lone"]:
            return self._lone(match)
        if match["whole"]:
            return (self._whole_year(),) * 2
        if kind in ("aheadyears", "behindyears", "within", "ago"):
            return self._years(kind, int(numerals.number(match[kind])))
        if kind in ("behindmonths", "behinddays"):
            return self._of_late(kind, int(numerals.number(match[kind])))
        if kind in _LATER:
            said = self._said if self._year or _LATER[kind] > 1 else None
            return (later(said, _LATER[kind], int(numerals.number(match[kind]))),) * 2
        return self._moments(match)

    def _today(self) -> Day:
        return _day(self._published)

    def _said_year(self) -> int:
        if self._year is None:
            raise LookupError("no year said")
        return self._year

    def _whole_year(self) -> Day:
        """全年 without a year is this one, but for the news of its first months, which sums up the one before."""
        if self._year is not None:
            return (self._year,)
        year, month, _ = self._today()
        return (year - 1,) if month <= _SUMMING_UP and not self._coming else (year,)

    def _day_word(self, form: str) -> tuple[Day, Day]:
        if form in self._words.offsets:
            day = date(*self._today()) + timedelta(days=self._words.offsets[form])
            return (day.year, day.month, day.day), (day.year, day.month, day.day)
        if form in self._words.steps:
            return (later(self._day, 3, self._words.steps[form]),) * 2
        return (self._day or self._of_these_days() or self._today(),) * 2

    def _of_these_days(self) -> Day | None:
        """The day that an earlier paragraph said last, where the news is of that day: 当天 goes on about it."""
        if not self._latest or not 0 <= (date(*self._today()) - date(*self._latest)).days <= _RECENT:
            return None
        return self._latest

    def _years(self, kind: str, count: int) -> tuple[Day, Day]:
        year = self._today()[0]
        if kind == "ago":
            return (year - count,), (year - count,)
        return ((year - count,), (year,)) if kind == "behindyears" else ((year,), (year + count,))

    def _of_late(self, kind: str, count: int) -> tuple[Day, Day]:
        """近三个月: the months before that of publication; 近30日: the days up to it."""
        year, month, day = self._today()
        if kind == "behindmonths":
            return shift(year, month, -count), (year, month)
        first = date(year, month, day) - timedelta(days=count)
        return (first.year, first.month, first.day), (year, month, day)

    def _lone(self, match: re.Match[str]) -> tuple[Day, Day]:
        """7日: in the month said last, else in that of publication, or the one before where it were still to come."""
        last = int(match["lone"])
        first = int(match["lonefrom"] or last)
        year, month = self._day[:2] if self._day else self._today()[:2]
        if not self._day and not self._coming and last > self._today()[2] + 7:
            year, month = shift(year, month, -1)
        return (year, month, first), (year, month, last)

    def _moments(self, match: re.Match[str]) -> tuple[Day, Day]:
        first, last = self._moment(match, "1")
        if match["day3"]:
            last = (*last[:2], int(numerals.number(match["day3"])))
        elif any(_group(match, name, "2") for name in _HEADS):
            self._keep((first, last))
            last = self._moment(match, "2")[1]
        if match["same"] and len(last) == 1 and first == last and self._months:
            first, last = ((*last, *day[1:2]) for day in self._months)
        if match["since"] or (self._from and _SINCE.match(match.string, match.end())):
            last = self._today()[: len(first)]
        return (first, last) if first <= last else (last, last)

    def _moment(self, match: re.Match[str], i: str) -> tuple[Day, Day]:
        if match[f"yearbegin{i}"] or match[f"yearend{i}"]:
            summed = match[f"yearend{i}"] == _CLOSE  # statistics end with 年末, plans and hopes with 年底
            year = self._year if self._year and (self._fresh or summed) else self._today()[0]
            edge = (year, 1 if match[f"yearbegin{i}"] else 12)
            return edge, edge
        years = self._named_years(match, i)
        if years and (match[f"begin{i}"] or match[f"end{i}"]):
            edge = (years[0], 1) if match[f"begin{i}"] else (years[1], 12)
            return (edge[:1], edge[:1]) if match[f"plan{i}"] else (edge, edge)
        months = self._named_months(match, i, years)
        if not months:
            if not years:  # 0月
                raise ValueError(match.group())
            return (years[0],), (years[1],)
        last = _number(match, "day", i)
        if last is None:
            return months
        first = _number(match, "dayfrom", i) or last
        return (*months[1], first), (*months[1], last)

    def _named_years(self, match: re.Match[str], i: str) -> tuple[int, int] | None:
        if match[f"year{i}"]:
            return int(match[f"yearfrom{i}"] or match[f"year{i}"]), int(match[f"year{i}"])
        if match[f"yearhan{i}"]:
            return (int(numerals.number(match[f"yearhan{i}"])),) * 2
        if match[f"plan{i}"]:
            return self._words.spans[match[f"plan{i}"]]
        if word := match[f"yearword{i}"]:
            if word in self._words.offsets:
                return (self._today()[0] + self._words.offsets[word],) * 2
            return (self._said_year() + self._words.steps.get(word, 0),) * 2
        return None

    def _named_months(self, match: re.Match[str], i: str, years: tuple[int, int] | None) -> tuple[Day, Day] | None:
        if word := _group(match, "monthword", i):
            return self._month_word(word)
        if part := _group(match, "part", i):
            first, last = self._words.spans[part]
        elif count := _number(match, "first", i):
            first, last = 1, count
        elif month := _number(match, "month", i):
            first, last = _number(match, "monthfrom", i) or month, month
        else:
            return None
        year = years[1] if years else self._year_of(first, last, counted=first < last and not part)
        return (year, first), (year, last)

    def _month_word(self, word: str) -> tuple[Day, Day]:
        if word in self._words.offsets:
            year, month = self._today()[:2]
            return (shift(year, month, self._words.offsets[word]),) * 2
        if not self._months:
            raise LookupError("no month said")
        return (later(self._months[1], 2, self._words.steps.get(word, 0)),) * 2

    def _year_of(self, first: int, last: int, *, counted: bool) -> int:
        if self._fresh and self._year:
            return self._year
        year, month, _ = self._today()
        if self._coming:
            return year if last >= month else year + 1
        if first == 1:  # figures for 1-11月 are not told before December; 上半年 may be planned
            first = last
        return year - 1 if first - month > (0 if counted else _FUTURE_MONTHS) else year


def _day(day: date | None) -> Day:
    if day is None:
        raise LookupError("no day of publication")
    return day.year, day.month, day.day


def _group(match: re.Match[str], name: str, i: str) -> str | None:
    """The group of moment `i`, whether its year was said or not."""
    known = match.re.groupindex
    for key in (f"{name}{i}", f"{name}{i}x"):
        if key in known and (found := match[key]):
            return str(found)
    return None


def _number(match: re.Match[str], name: str, i: str) -> int | None:
    found = _group(match, name, i)
    return int(numerals.number(found)) if found else None
