"""Tells how surely one written form of a name is short for another: 深投控 for 深圳市投资控股有限公司."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from kg.link.habits import Habits, ending, pattern
from kg.ontology import (
    ASSOCIATION,
    COMPANY,
    EVENT,
    GOVERNMENT,
    INSTITUTION,
    PARK,
    PERSON,
    PLACE,
    POLICY,
    PROJECT,
    REGION,
    REPORT,
)

SAME, OPENED, BRAND, PLAIN, DOING, INNER, CUT, SPELLED, OLDER, NONE = 100, 90, 85, 80, 75, 70, 65, 60, 10, 0
_DROPPED = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』 \u3000\t·•")
_DASHES = str.maketrans("—–－~～", "-----")
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:20\d\d(?:-20\d\d)?(?:年度?|年版)?|第[一二三四五六七八九十\d]+[届次批期])+")
_EDITION = re.compile(r"\((?:20\d\d[^()]*|试行|暂行|草案|征求意见稿|修订)\)|20\d\d年版")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|第[一二三四五六七八九十]+|[一二三四五六七八九十]+五")
_SHORTEST, _LONGEST_SPELLED = 2, 6
_ENDED = frozenset({ASSOCIATION, EVENT, GOVERNMENT, INSTITUTION, PARK, PLACE, POLICY, PROJECT, REGION, REPORT})
"""Types whose names may be shortened to their last part."""
_CUT = frozenset({EVENT, PLACE, POLICY, PROJECT, REPORT})
_SPELLED = frozenset({COMPANY, INSTITUTION, ASSOCIATION, EVENT})
_LONG_LEGAL = 4
_PLAIN_LEGAL = ("", "公司", "集团")
_LEVELS = ("省", "市", "区", "县", "州")


@dataclass(frozen=True, slots=True)
class Name:
    """A written form taken apart.

    `key` folds widths, quotes and equal words. It begins with `places` (regions) and `wide` (years, ordinals, 中国) in
    any order; then comes `stem`, then the legal form of a company. `head` is the last word, telling the kind of thing.
    """

    text: str
    type: str
    key: str
    places: str
    wide: str
    stem: str
    legal: str
    head: str
    numbers: frozenset[str]


def fold(form: str) -> str:
    """The form without quotes, spaces and differences of width and case."""
    return unicodedata.normalize("NFKC", form).translate(_DROPPED).translate(_DASHES).casefold()


class Shortening:
    """Takes names apart and compares them; `region` tells how long the region is that a text begins with, 0 without."""

    def __init__(self, habits: Habits, region: Callable[[str], int]) -> None:
        self.habits = habits
        self._region = region
        self._equal = dict(habits.equals)
        self._rewrite = pattern(tuple(self._equal))
        self._filler = pattern(habits.fillers)
        self._word = pattern((*habits.tails, *habits.fillers, *habits.legal, *habits.heads))
        self._doings = (*habits.tails, *habits.legal)

    def take(self, form: str, type_: str) -> Name:
        """Return the form taken apart."""
        folded = fold(form)
        key = self._rewrite.sub(lambda match: self._equal[match.group()], _dated(folded))
        if type_ == PARK:
            key = _BRACKETED.sub(self._unbracket, key)
        places, wide, rest = self._open(_BRACKETED.sub("", key) or key)
        stem, legal = _strip(rest, self.habits.legal) if type_ in (COMPANY, PERSON) else (rest, "")
        head = "" if legal else ending(key, self.habits.heads)
        return Name(form, type_, key, places, wide, stem, legal, head, frozenset(_NUMBER.findall(folded)))

    def likeness(self, short: Name, full: Name) -> int:
        """How surely `short` is another form of `full`: 0 for not at all, 100 for the same but for width and quotes."""
        if short.key == full.key and short.numbers == full.numbers:
            return SAME
        if not short.numbers <= full.numbers or not _fits(short, full):
            return NONE
        older = OLDER if full.numbers - short.numbers else NONE
        found = max(
            self._ended(short, full), self._branded(short, full), self._inner(short, full), self._cut(short, full)
        )
        found = found or self._spelled(short, full)
        return max(found - older, NONE)

    def bare(self, name: Name, key: str = "") -> bool:
        """Tell whether the name (or this end of its key) is nothing but the word for a kind of thing."""
        return not self._filler.sub("", (key or name.key).removesuffix(name.head))

    def core(self, stem: str) -> str:
        """The brand: the stem of a company's name without the words that tell what it does."""
        return _strip(stem, self.habits.tails)[0]

    def common(self, form: str) -> bool:
        """Tell whether a form is made of words that many names have, or of regions."""
        return not self._word.sub("", form) or self._region(form + "市") >= len(form) or form in self.habits.openers

    def _unbracket(self, match: re.Match[str]) -> str:
        """中国（福建）自贸区 reads as 中国福建自贸区."""
        inner = match.group()[1:-1]
        return inner if inner and self._region(inner + "区") >= len(inner) else match.group()

    def _open(self, key: str) -> tuple[str, str, str]:
        """Split off regions, and years, ordinals and opening words, as long as two characters remain."""
        places, wide, rest = "", "", key
        while True:
            year = _YEAR.match(rest)
            word = year.group() if year else next((w for w in self.habits.openers if rest.startswith(w)), "")
            cut = len(word) or self._region(rest)
            if not cut or len(rest) - cut < _SHORTEST or rest[cut:] in self.habits.heads:
                return places, wide, rest
            places, wide = (places, wide + word) if word else (places + rest[:cut], wide)
            rest = rest[cut:]

    def _ended(self, short: Name, full: Name) -> int:
        """The same but for what stands in front: regions, years, 中国; or nothing but the last part of the name."""
        if short.type == GOVERNMENT and short.key.startswith(_LEVELS) and full.key.endswith(short.key):
            return OPENED
        if self.bare(short):
            alone = short.type == PARK == full.type and full.key.endswith(short.key)
            return SPELLED if alone else NONE
        if short.stem == full.stem and short.legal == full.legal:
            return OPENED if short.places in full.places else INNER
        if short.type != full.type or short.type not in _ENDED:
            return NONE
        whole = (full.key, *(full.key.removesuffix(w) for w in self.habits.weak if full.key.endswith(w)))
        return INNER if any(w.endswith(short.key) for w in whole) else NONE

    def _branded(self, short: Name, full: Name) -> int:
        """A brand for the name of a company: what is left out behind it tells what it does, or its legal form."""
        if full.type != COMPANY or (short.head and short.head not in self.habits.tails):
            return NONE
        for left, right in ((short.stem, full.stem + full.legal), (short.places + short.stem, full.key)):
            if len(left) >= _SHORTEST and right.startswith(left):
                return self._beyond(short, full, right[len(left) :])
        return NONE

    def _beyond(self, short: Name, full: Name, rest: str) -> int:
        """Judge what the whole name of a company has behind the brand."""
        if not _strip(rest, self.habits.legal, 0)[0]:
            return _legal(short, full)
        if short.legal in _PLAIN_LEGAL and not _strip(rest, self._doings, 0)[0]:
            return DOING if short.legal in full.legal else NONE
        clipped = full.legal and short.type == COMPANY and not short.legal and len(short.key) > _SHORTEST
        return SPELLED if clipped else NONE

    def _inner(self, short: Name, full: Name) -> int:
        """A form without words that say little, or without the word for the kind of thing: 雄安 for 雄安新区."""
        if short.legal and full.legal and not _legal(short, full):
            return NONE
        if not full.head.endswith(short.head) and not (short.legal and full.legal):
            return INNER if short.type == full.type and self._weakly(short, full) else NONE
        pairs = [(short.key.removesuffix(short.legal), full.key.removesuffix(full.legal))]
        if short.type != COMPANY:
            pairs.append((short.stem, full.stem))
        plain = ((self._filler.sub("", left), self._filler.sub("", right)) for left, right in pairs)
        return INNER if any(left == right and len(left) > len(short.head) for left, right in plain) else NONE

    def _weakly(self, short: Name, full: Name) -> bool:
        """Tell whether the names differ in a last word only that says little: 大湘西地区, 大湘西区域, 大湘西."""
        heads = [n.head if n.head in self.habits.weak else "" for n in (short, full)]
        if heads == ["", ""] or set(heads) <= set(_LEVELS):
            return False
        whole = [n.key.removesuffix(head) for n, head in zip((short, full), heads, strict=True)]
        stems = [n.stem.removesuffix(head) for n, head in zip((short, full), heads, strict=True)]
        return whole[0] == whole[1] or (stems[0] == stems[1] and short.type != REGION)

    def _cut(self, short: Name, full: Name) -> int:
        """A form without a middle part: 天津机场 for 天津滨海机场."""
        if short.type != full.type or short.type not in _CUT or not short.head or self.bare(short):
            return NONE
        front = len(_common(short.key, full.key))
        rest = short.key[front:]
        enough = front >= _SHORTEST and (len(rest) >= len(short.head) or front == len(short.key))
        return CUT if enough and len(rest) >= _SHORTEST and full.key.rstrip(")").endswith(rest) else NONE

    def _spelled(self, short: Name, full: Name) -> int:
        """A form with one character for each word: 深投控, 服贸会, 中电集团."""
        if (
            full.type not in _SPELLED
            or full.key.startswith(short.key)
            or not _SHORTEST <= len(short.key) <= _LONGEST_SPELLED
            or len(full.key) < 6
        ):
            return NONE
        if full.type == EVENT and short.key[-1] != full.key[-1]:
            return NONE
        starts = {m.start() for m in self._word.finditer(full.key)} | {0, full.key.find(full.stem)}
        if full.type == EVENT:
            starts.add(len(full.key) - 1)
        begin = (0, full.key.find(full.stem)) if full.type != EVENT else starts
        return SPELLED if any(_spells(short.key, full.key, at, starts) for at in sorted(begin)) else NONE


def _fits(short: Name, full: Name) -> bool:
    """A national organ is no local one, what is in one region is not in another, and a bureau is no ministry."""
    if short.head and full.head and not full.head.endswith(short.head) and not short.head.endswith(full.head):
        return short.type == full.type and short.type in _ENDED
    if short.places and full.places and not _place(full.places).endswith(_place(short.places)):
        return False
    if GOVERNMENT in (short.type, full.type):
        return not (short.places and full.wide) and not (short.wide.strip("省市区县州") and full.places)
    return True


def _place(places: str) -> str:
    """Regions without the words for their level: 北京市朝阳区 and 北京朝阳 read alike."""
    return places.rstrip("区县").replace("省", "").replace("市", "")


def _legal(short: Name, full: Name) -> int:
    """Compare legal forms: 某某集团 is 某某集团有限公司 and no 某某股份有限公司; 某某 alone rather is the former."""
    if short.legal:
        return BRAND if short.legal in full.legal else NONE
    return BRAND if "集团" in full.legal or len(full.legal) > _LONG_LEGAL else PLAIN


def _dated(key: str) -> str:
    """The key without years and editions in brackets."""
    return _EDITION.sub("", key) or key


def _common(one: str, other: str) -> str:
    size = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _spells(short: str, full: str, at: int, starts: set[int]) -> bool:
    """Tell whether each character of `short` begins a word of `full` or follows the one before, from `at` on."""
    reached = {at} if full[at : at + 1] == short[0] else set[int]()
    for character in short[1:]:
        nexts = {i for r in reached for i in (r + 1, *(s for s in starts if s > r)) if full[i : i + 1] == character}
        reached = nexts
    return bool(reached)


def _strip(text: str, words: tuple[str, ...], left: int = _SHORTEST) -> tuple[str, str]:
    """Split off such words from the end as long as `left` characters remain."""
    rest = text
    while word := ending(rest[left:], words):
        rest = rest[: -len(word)]
    return rest, text[len(rest) :]
