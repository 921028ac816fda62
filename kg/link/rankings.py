"""Names of rankings, lists and indices taken apart: 《财富》世界500强 is 2022年世界500强排行榜, and no list of 2021."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.link.habits import Habits, ending, pattern
from kg.link.names import SHORTEST, fold

_EDITION = re.compile(
    r"\((?P<a>20\d\d)年?[度版]?\)|(?P<b>20\d\d(?:-20\d\d)?)(?![强家大])(?:年中|年度?|年版)?"
    r"|(?P<c>十[一二三四五六]五)|第(?P<d>[一二三四五六七八九十\d]+)[届次批期]|(?P<e>首)[届次批期]"
)
_NUMBERED = re.compile(r".*(?:(?:\d|[百千十])[大强佳优].{0,5}|top\d+)")
_FIRM = "企业"


@dataclass(frozen=True, slots=True)
class Ranking:
    """`core` tells what is ranked (500强, 独角兽); the rest is what is left out: whose, where, which edition."""

    core: str
    maker: str
    scope: str
    editions: frozenset[str]

    def same(self, other: "Ranking") -> bool:
        """Tell whether both may be one ranking: nothing that both tell differs."""
        return self.core == other.core and not self.against(other)

    def against(self, other: "Ranking") -> bool:
        """Tell whether one tells another maker, scope or edition than the other."""
        mine, theirs = self.editions, other.editions
        apart = bool(mine and theirs) and not (mine <= theirs or theirs <= mine)
        return apart or _differ(self.maker, other.maker) or _differ(self.scope, other.scope)


def _differ(one: str, other: str) -> bool:
    """胡润研究院 is 胡润, 江苏省 is 江苏; what is not told differs from nothing."""
    return not (one.startswith(other) or other.startswith(one))


class Rankings:
    """Takes the names of rankings apart; `region` tells how long the region is that a text begins with."""

    def __init__(self, habits: Habits, region: Callable[[str], int]) -> None:
        self._habits = habits
        self._region = region
        self._scopes, self._owned = dict(habits.scopes), {fold(form): maker for form, maker in habits.owned}
        self._scope, self._maker = pattern(tuple(self._scopes)), pattern(tuple(map(fold, habits.makers)))

    def take(self, form: str) -> Ranking | None:
        """Take a written form apart; None for what is no ranking: 政府工作报告."""
        folded = fold(form)
        editions = frozenset(found.group(found.lastgroup or 0) for found in _EDITION.finditer(folded))
        rest, listing = self._end(_EDITION.sub("", folded))
        if not listing and not _NUMBERED.fullmatch(rest):
            return None
        maker, scope, core = self._begin(rest)
        return Ranking(core, maker or self._owned.get(rest, ""), scope, editions)

    def _end(self, text: str) -> tuple[str, bool]:
        """The text without words for a list at its end, and whether there were any; 指数 is kept."""
        words, listing = (*self._habits.listings, *self._habits.codas), False
        while (word := ending(text, words)) and len(text) - len(word) >= SHORTEST:
            text, listing = text[: -len(word)], listing or word in self._habits.listings
        rest = text.removesuffix(_FIRM)
        return (rest if len(rest) >= SHORTEST else text), listing or text.endswith(self._habits.measures)

    def _begin(self, text: str) -> tuple[str, str, str]:
        """Split off the maker and the scope, in any order, as long as two characters remain."""
        maker = scope = ""
        while True:
            mine = "" if maker else _begun(self._maker, text)
            place = "" if mine or scope else _begun(self._scope, text) or text[: self._region(text)]
            cut = len(mine or place)
            if not cut or len(text) - cut < SHORTEST:
                return maker, scope, text
            maker, scope = mine or maker, self._scopes.get(place, place) or scope
            text = text[cut:]


def _begun(words: re.Pattern[str], text: str) -> str:
    found = words.match(text)
    return found.group() if found else ""
