"""Names that an article introduces itself: （以下简称“…”）, 又称, （RCEP）, 《规划》 for the plan named before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.habits import Habits
from kg.model import Mention
from kg.ontology import COMPANY, INDUSTRY, PERSON, PLACE, POLICY, PRODUCT, REGION, REPORT
from kg.spot import everywhere

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
        cues, inner = ("|".join(map(re.escape, words)) for words in (habits.cues, habits.bracketed))
        self._cue = re.compile(
            f"[”》]?(?:[（(，,]?\\s*(?:其|也|又)?(?:{cues})|[（(](?:{inner}))(?:为|是|作|称)?[:：]?\\s*"
        )
        self._title = re.compile(
            "《(" + "|".join(map(re.escape, sorted(habits.titles, key=lambda t: (-len(t), t)))) + ")》"
        )

    def told(self) -> Iterator[tuple[str, str]]:
        """Pairs of another form and the name before it."""
        for mention in self._mentions:
            cue = self._cue.match(self._text, mention.end)
            if cue and self._text[mention.start - 1 : mention.start] in _LISTING:
                continue
            if cue:
                yield from (
                    (form, mention.text) for form in self._forms(cue.end(), "（" in cue.group() or "(" in cue.group())
                )
            elif mention.type not in _UNNAMED:
                yield from ((form, mention.text) for form in self._bracketed(mention))

    def titles(self) -> Iterator[tuple[str, str]]:
        """《规划》 and the like, with the last title before that ends so."""
        for match in self._title.finditer(self._text):
            title = match.group(1)
            for mention in reversed(self._mentions[: bisect_left(self._starts, match.start())][-60:]):
                if (
                    mention.type in _TITLED
                    and mention.text != title
                    and mention.text.rstrip("）)").endswith(title[-2:])
                ):
                    yield title, mention.text
                    break

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
