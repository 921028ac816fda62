"""Names that end in a telling suffix: 广东省 + 统计局, 长江存储科技 + 有限责任公司. Grown to the left up to where a name can begin."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon, Suffix
from kg.model import Mention, Span
from kg.ontology import COMPANY, ORGANIZATIONS, PARK, REGION
from kg.recognise.scan import Index

FOUND_BY = "suffix"
_REACH, _HEAD = 26, 14
_HARD = re.compile(r"[，。、；：！？“”‘’\"《》〈〉【】\[\]\s,;:!?|｜/（）()—…]+")
# A short bracket inside a name: 百度在线网络技术（北京）有限公司, 五象新区（自贸试验区南宁片区）管委会.
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fffA-Za-z]{1,14}[）)](?=[\u4e00-\u9fff])")
_COUNT = re.compile(r"[\d一二两三四五六七八九十百千万多几数]+(?:余|多)?[家个座所项条位名批只支种类届大]+")
_ANCHORS = ORGANIZATIONS | {REGION, PARK}


@dataclass(frozen=True, slots=True)
class _Lists:
    suffixes: Index
    stops: dict[str, tuple[str, ...]]
    breaks: frozenset[str]
    soft: re.Pattern[str]
    hollow: re.Pattern[str]
    generic: frozenset[str]


def find(text: str, known: Sequence[Mention], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the names that end in a suffix of the lexicon; `known` are names that they may begin with."""
    lists = _lists(lexicon)
    borders = _borders(text, lists)
    anchors = [mention for mention in known if mention.type in _ANCHORS]
    starts = [mention.start for mention in anchors]
    found = list[Mention]()
    for span in lists.suffixes.scan(text):
        suffix = lexicon.suffixes.get(text[span.start : span.end])
        if suffix and suffix.needs != "model":
            low = max(borders[bisect_right(borders, span.start) - 1], span.start - _REACH)
            near = anchors[bisect_right(starts, low - 1) : bisect_right(starts, span.start - 1)]
            start = _start(text, low, span, suffix, near, lists)
            name = text[start : span.end] if start is not None else ""
            if start is not None and name not in lists.generic:
                found.append(Mention(start, span.end, name, suffix.type, f"{FOUND_BY}:{suffix.needs}"))
    return tuple(found)


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    words = lexicon.words
    alternatives = lambda kind: "|".join(map(re.escape, sorted(words[kind], key=lambda w: (-len(w), w))))  # noqa: E731
    stops: dict[str, list[str]] = {}
    for word in sorted(words["break"] | words["inside"], key=lambda w: (-len(w), w)):
        stops.setdefault(word[0], []).append(word)
    return _Lists(
        Index.of([*lexicon.suffixes, *words["no-suffix"]]),
        {first: tuple(found) for first, found in stops.items()},
        words["break"],
        re.compile(f"(?:{alternatives('soft')})+"),
        re.compile(f"(?:{alternatives('modifier')})*"),
        words["generic"],
    )


def _borders(text: str, lists: _Lists) -> list[int]:
    """Positions over which no name reaches to the left: behind punctuation, function words, verbs and counts."""
    inside = [match.span() for match in _BRACKETED.finditer(text)]
    hard = {m.end() for m in _HARD.finditer(text) if not any(a <= m.start() < b for a, b in _near(inside, m.start()))}
    hard.update(match.end() for match in _COUNT.finditer(text))
    return sorted({0} | hard | set(_stops(text, lists)))


def _near(spans: Sequence[tuple[int, int]], position: int) -> Iterable[tuple[int, int]]:
    at = bisect_right(spans, (position, len_max := 1 << 60))
    return spans[max(0, at - 1) : at] if len_max else ()


def _stops(text: str, lists: _Lists) -> Iterator[int]:
    end = 0
    for start, char in enumerate(text):
        if start >= end and char in lists.stops:
            for word in lists.stops[char]:
                if text.startswith(word, start):
                    end = start + len(word)
                    if word in lists.breaks:
                        yield end
                    break


def _start(text: str, low: int, span: Span, suffix: Suffix, anchors: Sequence[Mention], lists: _Lists) -> int | None:
    """Where the name that ends with this suffix begins, or None where nothing before it makes it a name."""
    if suffix.needs == "region":
        return next((a.start for a in anchors if a.type == REGION and a.end == span.start), None)
    anchor = next((a for a in anchors if a.end <= span.start), None)
    if anchor and span.start - anchor.end <= _HEAD:
        return anchor.start
    if suffix.needs == "anchor" or span.start - low >= _REACH:
        return None
    head = text[low : span.start]
    cut = low + (match.end() if (match := lists.soft.match(head)) else 0)
    rest = text[cut : span.start]
    hollow = lists.hollow.match(rest)
    if len(rest) < 2 or len(rest) > _HEAD or (hollow and hollow.end() == len(rest)):
        return None
    return cut if suffix.type == COMPANY or len(rest) <= _HEAD else None
