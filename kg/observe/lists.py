"""Metrics that stand in one list before several numbers: 汽车、家电产量, 同比、环比增长, 高于全国、全省."""

import re

_SPLIT = re.compile(r"[、和与及]|以及")
_OVER = re.compile(
    r"(?P<how>.*?(?:比|较|高于|低于|快于|慢于|多于|少于|好于|高出|超出|领先于|落后于))(?P<of>.+?)"
    r"(?P<than>(?:平均水平|平均|水平)?(?:增长|下降|增加|减少|提高|降低|高出|多出|[高低快慢多少])?)"
)
_SINCE = re.compile(r"(?P<how>\s?)(?P<of>[同环]比(?:(?:[、和与及]|以及)[同环]比)+)(?P<than>.*)")


def parts(base: str) -> list[str]:
    """The items of a list."""
    return [part.strip() for part in _SPLIT.split(base)]


def items(base: str, count: int, heads: re.Pattern[str]) -> tuple[str, ...]:
    """The metrics of a list of so many, each with the head that they share; none where it is no such list."""
    own = parts(base)
    if len(own) != count or not all(own):
        return ()
    head = heads.search(own[-1])
    shared = own[-1][head.start() :] if head and head.start() else ""
    return tuple(item if item.endswith(shared) else item + shared for item in own)


def compared_with(metric: str, base: str, count: int) -> tuple[str, ...]:
    """The metrics of one thing compared with several: GDP增速 高于全国、全省 tells two."""
    if count == 1 or not metric.startswith(base):
        return ()
    over = _SINCE.fullmatch(metric, len(base)) or _OVER.fullmatch(metric, len(base))
    others = parts(over["of"]) if over else []
    if not over or len(others) != count or not all(others):
        return ()
    return tuple(f"{base}{over['how']}{other}{over['than']}" for other in others)
