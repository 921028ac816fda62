"""Dates as files write them → the day in China."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_CHINA = timezone(timedelta(hours=8))
_DAY = r"(?P<year>(?:19|20)\d\d)(?:[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})日?)"
_CLOCK = r"[T ]{0,2}(?P<hour>\d{1,2})[:：时](?P<minute>\d{2})(?:[:：分]\d{2}(?:\.\d+)?)?"
_ZONE = r" ?(?P<zone>Z|GMT|UTC|[+-]\d\d:?\d\d)?"
_WRITTEN = re.compile(rf"{_DAY}(?:{_CLOCK}{_ZONE})?", re.ASCII)
_CLOCKED = re.compile(rf"(?<!\d){_DAY}{_CLOCK}{_ZONE}", re.ASCII)
_PACKED = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?", re.ASCII)
_LONGEST = 60


def day(stamp: str) -> date | None:
    """Return the day in China (UTC+8) that an ISO, RFC 822, Chinese or Unix time stamp means, or None."""
    stamp = stamp.strip()[:_LONGEST]
    if match := _WRITTEN.match(stamp):
        return _in_china(match)
    if match := _SECONDS.fullmatch(stamp):
        return datetime.fromtimestamp(int(match.group(1)), _CHINA).date()
    if match := _PACKED.fullmatch(stamp):
        return _day(match.group(1), match.group(3), match.group(4))
    try:
        moment = parsedate_to_datetime(stamp)
        return (moment.astimezone(_CHINA) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None


def stated(stamp: str) -> date | None:
    """Return the day that a time stamp writes, whatever its zone, or None."""
    if not (match := _WRITTEN.match(stamp := stamp.strip()[:_LONGEST])):
        try:
            return parsedate_to_datetime(stamp).date()
        except (ValueError, OverflowError):
            return day(stamp)
    return _day(match["year"], match["month"], match["day"])


def only(line: str) -> date | None:
    """Return the day when the line is a date and nothing else."""
    match = _WRITTEN.fullmatch(line)
    return _in_china(match) if match else None


def within(line: str) -> date | None:
    """Return the day of a date with a time of day inside a short line, as bylines give it."""
    match = _CLOCKED.search(line) if len(line) <= _LONGEST else None
    return _in_china(match) if match else None


def in_name(name: str) -> date | None:
    """Return the day that a file name tells: 2021-09-07, 20210907, 2021_09_07."""
    match = _PACKED.search(name)
    return _day(match.group(1), match.group(3), match.group(4)) if match else None


def _in_china(match: re.Match[str]) -> date | None:
    found = _day(match["year"], match["month"], match["day"])
    if not found or not match["zone"]:
        return found
    hour, minute = int(match["hour"]), int(match["minute"])
    moment = datetime(found.year, found.month, found.day, tzinfo=UTC) + timedelta(hours=hour, minutes=minute)
    return (moment - _offset(match["zone"])).astimezone(_CHINA).date()


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -offset if zone[0] == "-" else offset


def _day(year: str, month: str, day_: str) -> date | None:
    try:
        return date(int(year), int(month), int(day_))
    except ValueError:
        return None
