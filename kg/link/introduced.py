"""Names that an article introduces itself: （以下简称“…”）, 又称, （RCEP）, 《规划》 for the plan named before."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.link.habits import Habits, pattern
from kg.link.spot import everywhere
from kg.model import Mention
from kg.ontology import COMPANY, INDUSTRY, PERSON, PLACE, POLICY, PRODUCT, REGION, REPORT

FOUND_BY = "introduced"
_QUOTED = re.compile(r"[“\"‘「『《]([^“”\"‘’「」『』《》\n]{2,24})[”\"’」』》](?:或|、|和|及)?")
_PLAIN = re.compile(r"[^“”\"《》（）()，,。；;：:、\s]{2,12}(?=[）)，,])")
_ACRONYM = re.compile(r"[”》]?[（(]([A-Z][A-Za-z0-9&-]{1,9})[）)]")
_BRACKET = re.compile(r"[”》]?[（(]")
_UNNAMED = frozenset({REGION, PERSON, PLACE, PRODUCT, INDUSTRY})
"""Types that brackets behind the name do not rename: 南宁（深圳）, 张三（中）."""
_LISTING = tuple("、和与及")
"""A cue behind a list introduces a name for all of it."""
_TITLED = frozenset({POLICY, REPORT})
_LOOK_BACK, _HEAD = 60, 2
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True)
class Introduced:
    """Mentions that the recogniser missed, and pairs of forms that name one thing."""

    mentions: tuple[Mention, ...]
    pairs: tuple[tuple[str, str], ...]


def introduced(text: str, mentions: Sequence[Mention], habits: Habits) -> Introduced:
    """Return what the article says itself about its names; new forms are found wherever no other name stands."""
    finder = _Finder(text, mentions, habits)
    pairs = dict.fromkeys([*finder.told(), *finder.titles()])
    known = {m.text for m in mentions}
    types = {m.text: m.type for m in mentions}
    new = {form: types[full] for form, full in pairs if form not in known and full in known}
    return Introduced(tuple(everywhere(text, mentions, new, FOUND_BY)), tuple(pairs))


class _Finder:
    def __init__(self, text: str, mentions: Sequence[Mention], habits: Habits) -> None:
        self._text = text
        self._mentions = mentions
        self._habits = habits
        self._starts = [m.start for m in mentions]
        self._cue = _cue(habits)
        self._title = re.compile(f"《({pattern(habits.titles).pattern})》")

    def told(self) -> Iterator[tuple[str, str]]:
        """Pairs of another form and the name before it."""
        for mention in self._mentions:
            cue = self._cue.match(self._text, mention.end)
            if cue and self._text[mention.start - 1 : mention.start] not in _LISTING:
                bracketed = "（" in cue.group() or "(" in cue.group()
                yield from ((form, mention.text) for form in self._forms(cue.end(), bracketed))
            elif not cue and mention.type not in _UNNAMED:
                yield from ((form, mention.text) for form in self._bracketed(mention))

    def titles(self) -> Iterator[tuple[str, str]]:
        """《规划》 and the like, with the title that most often is the last one before to end so."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for match in self._title.finditer(self._text):
            found[match.group(1)].update(self._title_before(match.group(1), match.start()))
        for title, fulls in found.items():
            ranked = fulls.most_common(2)
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                yield title, ranked[0][0]

    def _title_before(self, title: str, position: int) -> Iterator[str]:
        end = bisect_left(self._starts, position)
        for mention in reversed(self._mentions[max(0, end - _LOOK_BACK) : end]):
            longer = mention.type in _TITLED and mention.text != title
            if longer and _BRACKETED.sub("", mention.text).endswith(title[-_HEAD:]):
                yield mention.text
                return

    def _forms(self, position: int, bracketed: bool) -> Iterator[str]:
        while quoted := _QUOTED.match(self._text, position):
            if quoted.group(1) not in self._habits.roles:
                yield quoted.group(1)
            position = quoted.end()
            bracketed = False
        here = self._at(position)
        if here:
            yield here.text
        elif bracketed and (plain := _PLAIN.match(self._text, position)) and plain.group() not in self._habits.roles:
            yield plain.group()

    def _bracketed(self, mention: Mention) -> Iterator[str]:
        acronym = _ACRONYM.match(self._text, mention.end)
        if acronym:
            yield acronym.group(1)
        elif opened := _BRACKET.match(self._text, mention.end):
            inner = self._at(opened.end())
            if inner and inner.type == mention.type != COMPANY and self._text[inner.end : inner.end + 1] in ("）", ")"):
                yield inner.text

    def _at(self, position: int) -> Mention | None:
        index = bisect_left(self._starts, position)
        return self._mentions[index] if self._starts[index : index + 1] == [position] else None


@cache
def _cue(habits: Habits) -> re.Pattern[str]:
    """What stands between a name and another form of it: （以下简称, ，又称, （原."""
    cues, inner = pattern(habits.cues).pattern, pattern(habits.bracketed).pattern
    return re.compile(f"[”》]?(?:[（(，,]?\\s*(?:其|也|又)?(?:{cues})|[（(](?:{inner}))(?:为|是|作|称)?[:：]?\\s*")
