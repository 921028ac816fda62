"""Periods: ISO-like values (2021, 2021-09, 2021-09-06, 2021-01/2021-07) → first and last day; steps from a date."""

import re
from calendar import monthrange
from datetime import date, timedelta

# A date as precise as it was said: (year,), (year, month) or (year, month, day).
Day = tuple[int, ...]

_PRECISE = 10
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def bounds(value: str | None) -> tuple[date, date] | None:
    """Return the first and the last day; None for no value, and for one that names no day of the calendar."""
    if not value:
        return None
    first, _, last = value.partition("/")
    try:
        start, end = _part(first)[0], _part(last or first)[1]
    except ValueError:
        return None
    return (start, end) if start <= end else None


def is_day(value: str) -> bool:
    """Tell whether a value is a full date, or begins with one."""
    return len(value.partition("/")[0]) == _PRECISE


def begins_after(value: str | None, day: date | None) -> bool:
    """Tell whether a period begins after a day; not where one of them is unknown."""
    span = bounds(value)
    return bool(span and day and span[0] > day)


def days(value: str | None) -> int:
    """The length of a period, to tell which of two is the more precise; a huge number for none."""
    span = bounds(value)
    return (span[1] - span[0]).days if span else 10**6


def _part(value: str) -> tuple[date, date]:
    match = _DAY.fullmatch(value)
    if not match:
        raise ValueError(value)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    first, last = month or 1, month or 12
    return date(year, first, day or 1), date(year, last, day or monthrange(year, last)[1])


def shift(year: int, month: int, by: int) -> tuple[int, int]:
    """The month so many months later."""
    year, month = divmod(year * 12 + month - 1 + by, 12)
    return year, month + 1


def later(said: Day | None, precision: int, count: int) -> Day:
    """So many years, months or days after what was said, as precise as that: 5月2日，… 一个月后，… is in June."""
    if said is None or len(said) < precision:
        raise LookupError("nothing said to count from")
    if precision == 1:
        return (said[0] + count,)
    if precision == 2:
        return shift(said[0], said[1], count)
    day = date(*said) + timedelta(days=count)
    return day.year, day.month, day.day
