"""Names that end in a telling suffix: 广东省 + 统计局, 长江存储科技 + 有限责任公司; grown to the left."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kg.lexicon import Lexicon, Suffix
from kg.model import Mention, Span
from kg.ontology import ASSOCIATION, EVENT, GOVERNMENT, INSTITUTION, ORGANIZATIONS, PARK, POLICY, PROJECT, REGION, REPORT
from kg.recognise.borders import Borders
from kg.recognise.scan import Index

FOUND_BY, FREE = "suffix", "free"
_REACH, _HEAD, _SHORTEST = 30, 22, 2
_WITH_AND, _AND = frozenset({GOVERNMENT, INSTITUTION, ASSOCIATION}), ("和", "与", "及")
_ANCHORS = ORGANIZATIONS | {REGION, PARK}
# Years, ordinals and five-year plans open the names of things that are numbered: 第三届…博览会, “十四五”…规划.
_NUMBERED = frozenset({EVENT, REPORT, POLICY, PROJECT})
_OPENER = re.compile(
    r"(?:20\d\d(?:[—\-]20\d\d)?(?:年度?)?(?!\d|[上下前后]半年|第?[一二三四]季度|\d*月))?(?:第[一二三四五六七八九十百\d]+[届次]|首届|[“\"]?十[一二三四五六]五[”\"]?(?:时期)?)?"
)


@dataclass(frozen=True, slots=True)
class _Lists:
    suffixes: Index
    soft: re.Pattern[str]
    hollow: re.Pattern[str]
    generic: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A suffix in the text, with all that may decide where its name begins; `anchors` are sorted."""

    text: str
    span: Span
    suffix: Suffix
    borders: Borders
    anchors: Sequence[Mention]

    @property
    def low(self) -> int:
        """How far to the left the name may reach."""
        return max(self.borders.before(self.span.start), self.span.start - _REACH)

    def start(self, lists: _Lists) -> int | None:
        """Where the name begins, or None where nothing before the suffix makes it a name."""
        anchors = self._between(self.low, self.span.start)
        if self.suffix.needs == "region":
            ends = (self.span.start, self.span.start + 1)  # 合肥 + 市政府 may be read as 合肥市 + 政府
            return next((a.start for a in anchors if a.type == REGION and a.end in ends), None)
        opened = self._opened()
        anchor = self._anchor(anchors, lists)
        if anchor and self.span.start - anchor.start <= _HEAD and self._says(anchor.end, lists):
            return anchor.start if opened is None else min(anchor.start, opened)
        if opened is not None:
            return opened
        return self._joined(anchors)

    def _anchor(self, anchors: Sequence[Mention], lists: _Lists) -> Mention | None:
        """The first name that this one may begin with; 蚌埠 is none in 蚌埠建设淮河经济带, for another follows the verb."""
        for anchor, after in zip_longest(anchors, anchors[1:]):
            verb = lists.soft.match(self.text, anchor.end)
            if anchor.end <= self.span.start and not (verb and after and after.start >= verb.end()):
                return anchor
        return None

    def _between(self, low: int, high: int) -> Sequence[Mention]:
        return self.anchors[bisect_left(self.anchors, low, key=_begin) : bisect_left(self.anchors, high, key=_begin)]

    def _joined(self, anchors: Sequence[Mention]) -> int | None:
        """A name with 和 or 与 inside: 东莞市 + 工业和信息化 + 局; the word before 和 says something and is no name."""
        low = self.low
        if anchors or self.suffix.type not in _WITH_AND or self.text[low - 1 : low] not in _AND or low < _HEAD // 2:
            return None
        before = self._between(self.borders.before(low - 2), low - 1)
        anchor = next((a for a in before if _SHORTEST <= low - 1 - a.end <= _HEAD // 2), None)
        return anchor.start if anchor and not any(a.end > anchor.end for a in before) else None

    def _opened(self) -> int | None:
        """A year or an ordinal between the border and the suffix opens the name of a numbered thing."""
        if self.suffix.type not in _NUMBERED:
            return None
        for match in _OPENER.finditer(self.text, self.low, self.span.start):
            if match.end() > match.start():
                return match.start() if match.end() < self.span.start else None
        return None

    def _says(self, end: int, lists: _Lists) -> bool:
        """Tell whether what stands between the anchor and the suffix makes a name: 中国 + 跨国 + 公司 is none."""
        if end == self.span.start:
            return self.suffix.needs != "named"
        hollow = lists.hollow.match(self.text, end, self.span.start)
        return not (hollow and hollow.end() == self.span.start)

    def _region(self) -> int | None:
        """A region directly before; 合肥 + 市政府 may be read as 合肥市 + 政府."""
        ends = (self.span.start, self.span.start + 1)
        return next((a.start for a in self.anchors if a.type == REGION and a.end in ends), None)

    def _opened(self) -> int | None:
        """A year or an ordinal between the border and the suffix opens the name of a numbered thing."""
        if self.suffix.type not in _NUMBERED:
            return None
        for start in range(self.low, self.span.start - 1):
            match = _OPENER.match(self.text, start, self.span.start)
            if match and match.end() > start and match.end() < self.span.start:
                return start
        return None

    def free(self, lists: _Lists) -> int | None:
        """Where a name without an anchor begins: at the border, less verbs and nouns that only introduce it."""
        if self.suffix.needs != "any" or self._between(self.low, self.span.start):
            return None
        if self.span.start - self.low >= _REACH:
            return None
        soft = lists.soft.match(self.text, self.low, self.span.start)
        start = soft.end() if soft else self.low
        length = self.span.start - start
        hollow = lists.hollow.match(self.text, start, self.span.start)
        if not 2 <= length <= self.suffix.reach or (hollow and hollow.end() == self.span.start):
            return None
        return start


def find(text: str, known: Sequence[Mention], borders: Borders, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the names that end in a suffix of the lexicon; `known` are sorted names that they may begin with."""
    lists = _lists(lexicon)
    anchors = [mention for mention in known if mention.type in _ANCHORS]
    ends = {mention.end for mention in known if len(mention.text) > 2}  # names that are known with their suffix
    found = list[Mention]()
    for span in lists.suffixes.scan(text):
        suffix = lexicon.suffixes.get(text[span.start : span.end])
        if not suffix or suffix.needs == "model" or span.end in ends:
            continue
        place = _Place(text, span, suffix, borders, anchors)
        start, kind = place.start(lists), suffix.needs
        if start is None:
            start, kind = place.free(lists), FREE
        if start is not None and (name := text[start : span.end]) not in lists.generic and _balanced(name):
            found.append(mention := Mention(start, span.end, name, suffix.type, f"{FOUND_BY}:{kind}"))
            if suffix.type in _ANCHORS:
                insort(anchors, mention)
    return tuple(found)


def _begin(mention: Mention) -> int:
    return mention.start


def _balanced(name: str) -> bool:
    return all(name.count(opening) == name.count(closing) for opening, closing in ("“”", "《》", "（）", "()"))


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    words = lexicon.words
    either = lambda kind: "|".join(map(re.escape, sorted(words[kind], key=lambda w: (-len(w), w))))  # noqa: E731
    return _Lists(
        Index([*lexicon.suffixes, *words["no-suffix"]]),
        re.compile(f"(?:{either('soft')})+"),
        re.compile(f"(?:{either('modifier')})*"),
        words["generic"],
    )
