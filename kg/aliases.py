"""How names are shortened: tells how surely one written form is short for another, after `ontology/lexicon/aliases.csv`."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.ontology import COMPANY, DEFAULT, EVENT, GOVERNMENT, INSTITUTION, ORGANIZATIONS, PARK, POLICY, REGION, REPORT
from kg.rows import rows

FILE = "lexicon/aliases.csv"
SAME, OPENED, BRAND, INNER, SPELLED, NONE = 100, 90, 80, 70, 60, 0
_DROPPED = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』 \u3000\t·•")
_DASHES = str.maketrans("—–－~～", "-----")
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:20\d\d(?:-20\d\d)?(?:年度?|年版)?|第[一二三四五六七八九十\d]+[届次批期])+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|第[一二三四五六七八九十]+|[一二三四五六七八九十]+五")
_SHORTEST, _LONGEST_SPELLED = 2, 6


@dataclass(frozen=True, slots=True)
class Habits:
    """The table by kind; word lists have the longest first."""

    equals: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    tails: tuple[str, ...]
    fillers: tuple[str, ...]
    openers: tuple[str, ...]
    heads: tuple[str, ...]
    titles: frozenset[str]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A written form taken apart.

    `key` folds widths, quotes and equal words. It begins with `places` (regions) and `wide` (years, ordinals, 中国), in any
    order; then comes `stem`, then the legal form of a company. `head` is its last word, telling what kind of thing it is.
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


@cache
def load(directory: Path = DEFAULT) -> Habits:
    """Read the table; a KnowledgeError tells its faults."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows(directory / FILE, "form", "kind", "value"):
        for form in row["form"].split("|"):
            found.setdefault(row["kind"], []).append((form, row["value"]))

    def words(*kinds: str) -> tuple[str, ...]:
        return tuple(sorted({f for kind in kinds for f, _ in found.get(kind, [])}, key=lambda f: (-len(f), f)))

    return Habits(
        equals=tuple(sorted(found.get("equal", []), key=lambda pair: (-len(pair[0]), pair))),
        legal=words("legal"),
        tails=words("tail"),
        fillers=words("filler"),
        openers=words("opener"),
        heads=words("head", "title"),
        titles=frozenset(words("title")),
        cues=words("cue"),
    )


def fold(form: str) -> str:
    """The form without quotes, spaces and differences of width and case."""
    return unicodedata.normalize("NFKC", form).translate(_DROPPED).translate(_DASHES).casefold()


class Shortening:
    """Takes names apart and compares them; `region` tells how long the region is that a text begins with, 0 without."""

    def __init__(self, habits: Habits, region: Callable[[str], int]) -> None:
        self.habits = habits
        self._region = region
        self._equal = dict(habits.equals)
        self._rewrite = re.compile("|".join(re.escape(long) for long, _ in habits.equals))
        self._filler = re.compile("|".join(map(re.escape, habits.fillers)))

    def take(self, form: str, type_: str) -> Name:
        """Return the form taken apart."""
        key = self._rewrite.sub(lambda match: self._equal[match.group()], fold(form))
        places, wide, rest = self._open(_BRACKETED.sub("", key) or key)
        stem, legal = _strip(rest, self.habits.legal) if type_ in ORGANIZATIONS else (rest, "")
        head = next((h for h in self.habits.heads if key.endswith(h)), "") if not legal else ""
        return Name(form, type_, key, places, wide, stem, legal, head, frozenset(_NUMBER.findall(key)))

    def likeness(self, short: Name, full: Name) -> int:
        """How surely `short` is another form of `full`: 0 for not at all, 100 for the same but for width and quotes."""
        if short.key == full.key:
            return SAME
        if not short.numbers <= full.numbers or not _level(short, full):
            return NONE
        if short.head and short.head != full.head and not full.head.endswith(short.head):
            return NONE
        if short.stem == full.stem:
            return OPENED if short.stem not in self.habits.heads or _levelled(short, full) else NONE
        return max(self._branded(short, full), self._inner(short, full), self._spelled(short, full))

    def bare(self, name: Name) -> bool:
        """Tell whether the name is nothing but the word for a kind of thing."""
        return name.key in self.habits.heads or not self._filler.sub("", name.key.removesuffix(name.head))

    def _open(self, key: str) -> tuple[str, str, str]:
        """Split off regions, and years, ordinals and opening words, as long as two characters remain."""
        places, wide, rest = "", "", key
        while True:
            size = self._region(rest)
            year = _YEAR.match(rest)
            cut = size or (year.end() if year else 0)
            cut = cut or len(next((w for w in self.habits.openers if rest.startswith(w)), ""))
            if not cut or len(rest) - cut < _SHORTEST:
                return places, wide, rest
            places, wide = (places + rest[:cut], wide) if size else (places, wide + rest[:cut])
            rest = rest[cut:]

    def _branded(self, short: Name, full: Name) -> int:
        """A brand for the whole name of a company: what is left out behind it only says what it does, or its legal form."""
        if COMPANY not in (short.type, full.type) or short.head or len(short.key) < _SHORTEST:
            return NONE
        for left, right in ((short.stem, full.stem), (short.key.removesuffix(short.legal), full.key)):
            if right.startswith(left) and left:
                rest = _strip(right[len(left) :], self.habits.tails + self.habits.legal, 0)[0]
                if not rest:
                    return BRAND + (5 if right == left or not short.legal else 0)
        return NONE

    def _inner(self, short: Name, full: Name) -> int:
        """A form without what stands in front of the last part of the name, or without words that say little."""
        if self.bare(short):
            return NONE
        if self._filler.sub("", short.key) == self._filler.sub("", full.key):
            return INNER + 5
        if short.type != full.type:
            return NONE
        if full.key.endswith(short.key) and (short.head or full.type == REGION):
            return INNER
        if full.head and full.type in (REGION, PARK) and short.key == full.key.removesuffix(full.head):
            return INNER
        return NONE

    def _spelled(self, short: Name, full: Name) -> int:
        """A form with one character for each word: 深投控, 服贸会, 中电集团."""
        return NONE


def _level(short: Name, full: Name) -> bool:
    """A national organ is no local one, and what is in one region is not in another."""
    if short.places and full.places:
        return short.places in full.places or full.places in short.places
    if GOVERNMENT in (short.type, full.type):
        return not (short.places and full.wide) and not (short.wide not in ("", *"省市区县") and full.places)
    return True


def _levelled(short: Name, full: Name) -> bool:
    """市政府 is short for the government of a city alone."""
    return bool(short.wide) and full.places.endswith(short.wide)


def _strip(text: str, words: tuple[str, ...], left: int = _SHORTEST) -> tuple[str, str]:
    """Split off such words from the end as long as `left` characters remain."""
    rest = text
    while word := next((w for w in words if rest.endswith(w) and len(rest) - len(w) >= left), ""):
        rest = rest[: -len(word)]
    return rest, text[len(rest) :]
