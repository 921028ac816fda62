"""How long events last: 16日开幕、20日收尾; 7月21日开幕，会期三天; 7月11日，为期5天的大会落幕."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.choice import choice
from kg.relate.view import BORDERS, CARRIED, DATE, View, dates_of
from kg.values import numerals
from kg.values.periods import is_day

_DAYS = r"(?P<days>\d{1,2}|[一二两三四五六七八九十]{1,3})个?[天日](?![前后内])"
_LONGEST = 60
# How far the word that tells what happens may stand from its date.
_NEAR = f"[^{BORDERS}、{DATE}]{{0,8}}?"
_JOINT = f"[，、；]?[{CARRIED}]{{0,4}}"


@dataclass(frozen=True, slots=True)
class Course:
    """How it is told that an event begins, how long it lasts and when it ends.

    `opens` are words of its opening, `goes` all that say that it takes place, `already` those of what was so before the
    day that is told of; `since` ends before the year in which its history begins.
    """

    goes: re.Pattern[str]
    already: re.Pattern[str]
    opens: re.Pattern[str]
    ends: re.Pattern[str]
    lasts: re.Pattern[str]
    whole: re.Pattern[str]
    since: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[str, Sequence[str]]) -> "Course":
        """The patterns with the words of `rules/relations/words.yaml`."""
        begins, ends = choice(words.get("begins", ())), choice(words.get("ends", ()))
        until = choice(words.get("until", ()))
        closing = f"{_JOINT}{_NEAR}{DATE}{_NEAR}(?:{ends})|{_NEAR}{_JOINT}{_NEAR}(?:{until}){DATE}"
        return cls(
            goes=re.compile(choice([*words.get("begins", ()), *words.get("ends", ()), *words.get("at_opening", ())])),
            already=re.compile(choice(words.get("already", ()))),
            opens=re.compile(choice(words.get("at_opening", ()))),
            ends=re.compile(ends),
            lasts=re.compile(f"(?:{choice(words.get('lasts', ()))})[共约仅了]?{_DAYS}"),
            since=re.compile(f"(?:{choice(words.get('since', ()))})$"),
            whole=re.compile(f"{DATE}[^。；{DATE}]{{0,40}}?(?:{begins})(?:{closing})"),
        )

    def history(self, view: View, at: int, day: str) -> bool:
        """Tell whether a date is the year or month in which the history of an event begins: 自2018年起."""
        return not is_day(day) and bool(self.since.search(view.text, 0, at))

    def span(self, view: View, values: Mapping[int, str | None], known: str | None) -> str | None:
        """The first and last day of the event of which a view tells that, if it does; `known` is one of the two."""
        if whole := self.whole.search(view.text):
            dates = dates_of(view, *whole.span())
            first, last = (_day(values.get(view.starts[at])) for at in (dates[0], dates[-1]))
            return f"{first}/{last}" if first and last and first < last else None
        lasts = self.lasts.search(view.text)
        if not lasts:
            return None
        told = (day for at in dates_of(view) if (day := _day(values.get(view.starts[at]))))
        day = next(told, _day(known))
        over = self.ends.search(view.text) and not self.opens.search(view.text)
        return _counted(day, int(numerals.number(lasts["days"])), over=bool(over)) if day else None


def _day(value: str | None) -> str | None:
    return value if value and is_day(value) and "/" not in value else None


def _counted(day: str, days: int, *, over: bool) -> str | None:
    """So many days that begin with a day, or end with it where all is over."""
    if not 1 < days <= _LONGEST:
        return None
    one = date.fromisoformat(day)
    other = one + timedelta(days=days - 1) * (-1 if over else 1)
    return "/".join(sorted((one.isoformat(), other.isoformat())))
