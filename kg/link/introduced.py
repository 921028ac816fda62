"""Names that an article introduces itself: （以下简称“…”）, 又称, （RCEP）, 《规划》 for the plan named before."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.link.habits import Habits, pattern
from kg.model import Mention
from kg.ontology import COMPANY, INDUSTRY, PERSON, PLACE, POLICY, PRODUCT, REGION, REPORT

_QUOTED = re.compile(r"[“”\"‘’「『《]([^“”\"‘’「」『』《》\n]{2,24})[“”\"‘’」』》](?:或者?|、|和|及)?")
_PLAIN = re.compile(r"[^“”\"《》（）()，,。；;：:、\s]{2,12}(?=[）)，,])")
# Behind a cue without a bracket the name may go over into the sentence: 前身是成立于1958年的江北机床厂.
_LOOSE = re.compile(r"[^“”\"《》（）()，,。；;：:、\s的于在年是由\d]{2,10}(?=[，,。；;）)])")
_LONGER = re.compile(r"[^或和及与]+")  # what a known name goes on with in a bracket: （简称江北一期基金）
_ACRONYM = re.compile(r"[”》]?[（(](?:英文(?:简称|缩写|名)?[:：]?\s*)?([A-Z][A-Za-z0-9&-]{1,9})[）)]")
# The whole name in Latin letters: 环球资源（Global Sources）, WAIC 2021; no codes of shares.
_LATIN = re.compile(r"[”》]?[（(](?:英文名?[:：]?\s*)?([A-Z][A-Za-z&.'-]*(?: (?:[A-Za-z&.'-]+|20\d\d)){1,5})[）)]")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")  # no word of a person's name: Apple CEO
_BRACKET = re.compile(r"[”》]?[（(]")
_UNNAMED = frozenset({REGION, PERSON, PLACE, PRODUCT, INDUSTRY})
"""Types that brackets behind the name do not rename: 南宁（深圳）, 张三（中）."""
_CLOSED = tuple("）)，,")
_LISTING = tuple("、和与及")
_TITLED = frozenset({POLICY, REPORT})
_LOOK_BACK, _HEAD = 60, 2
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True)
class Introduced:
    """Forms that the article introduces for names: pairs of form and name, and the type of each form not found yet."""

    pairs: tuple[tuple[str, str], ...]
    new: dict[str, str]


def introduced(text: str, mentions: Sequence[Mention], habits: Habits) -> Introduced:
    """Return what the article says itself about its names."""
    finder = _Finder(text, mentions, habits)
    pairs = tuple(dict.fromkeys([*finder.told(), *finder.titles()]))
    types = {m.text: m.type for m in mentions}
    return Introduced(pairs, {form: types[full] for form, full in pairs if form not in types and full in types})


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
        for index, mention in enumerate(self._mentions):
            cue = self._cue.match(self._text, mention.end) if mention.type != INDUSTRY else None
            if cue:
                bracketed = "（" in cue.group() or "(" in cue.group()
                listed = index > 0 and self._listed(self._mentions[index - 1], mention)
                for form in self._forms(cue.end(), bracketed):
                    if not listed or set(form) <= set(mention.text):
                        yield form, mention.text
            elif mention.type == PERSON:
                latin = _LATIN.match(self._text, mention.end)
                if latin and not _CAPITALS.search(latin.group(1)):
                    yield latin.group(1), mention.text
            elif mention.type not in _UNNAMED:
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

    def _listed(self, before: Mention, mention: Mention) -> bool:
        """Tell whether a name ends a list: what is introduced behind it may stand for all of the list."""
        between = self._text[before.end : mention.start].strip("《》“”")
        return before.type == mention.type and between in _LISTING

    def _forms(self, position: int, bracketed: bool) -> Iterator[str]:
        plain = (_PLAIN if bracketed else _LOOSE).match(self._text, position)
        while quoted := _QUOTED.match(self._text, position):
            if quoted.group(1) not in self._habits.roles:
                yield quoted.group(1)
            position, plain = quoted.end(), None
        here = self._at(position)
        if here and not (bracketed and plain and _LONGER.fullmatch(self._text, here.end, plain.end())):
            yield here.text
        elif plain and plain.group() not in self._habits.roles:
            yield plain.group()

    def _bracketed(self, mention: Mention) -> Iterator[str]:
        acronym = _ACRONYM.match(self._text, mention.end) or _LATIN.match(self._text, mention.end)
        if acronym:
            yield acronym.group(1)
        elif opened := _BRACKET.match(self._text, mention.end):
            inner = self._at(opened.end())
            if inner and inner.type == mention.type != COMPANY and self._text[inner.end : inner.end + 1] in _CLOSED:
                yield inner.text

    def _at(self, position: int) -> Mention | None:
        index = bisect_left(self._starts, position)
        return self._mentions[index] if self._starts[index : index + 1] == [position] else None


@cache
def _cue(habits: Habits) -> re.Pattern[str]:
    """What stands between a name and another form of it: （以下简称, ，又称, （原."""
    cues, inner = pattern(habits.cues).pattern, pattern(habits.bracketed).pattern
    return re.compile(f"[”》]?(?:[（(，,]?\\s*(?:其|也|又)?(?:{cues})|[（(](?:{inner}))(?:为|是|作|称)?[:：]?\\s*")
