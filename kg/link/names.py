"""Names taken apart: regions, years and 中国 in front, the stem, the legal form, the word for the kind of thing."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.link.habits import Habits, ending, pattern
from kg.ontology import COMPANY, PARK, PERSON
from kg.values.numerals import number

SHORTEST = 2
_LONGEST_ZONE = 12
_DROPPED = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』 \u3000\t·•_")
_DASHES = str.maketrans("—–－~～", "-----")
_BRACKETED = re.compile(r"\([^()]*\)")
_EDITED = r"20\d\d(?!\d)(?:-20\d\d(?!\d))?(?:年度?|年版)?|第[一二三四五六七八九十\d]+[届次批期]"
_YEAR, _FIRST = re.compile(f"(?:{_EDITED})+"), re.compile(f"(?:{_EDITED}|首届) ?")
_YEAR_BEHIND = re.compile(r"(?<=[a-z会展坛节赛书告望鉴])20\d\d年?$")
_BEHIND = re.compile(r"(?<=[A-Za-z]) ?20\d\d$")
_EDITION = re.compile(r"\((?:20\d\d[^()]*|试行|暂行|草案|征求意见稿|修订)\)|20\d\d年版")
_ORDINAL = re.compile(r"第([一二三四五六七八九十百]{1,5})(?=[届次批期])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|第[一二三四五六七八九十]+|[一二三四五六七八九十]+五")


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


def undated(form: str) -> Iterator[str]:
    """The form without the year, then without the ordinal in front: 2021第九届江北论坛, 第九届江北论坛, 江北论坛.

    Or without the year behind it: WAIC 2021.
    """
    if behind := _BEHIND.search(form):
        yield form[: behind.start()]
    while (year := _FIRST.match(form)) and len(form) > year.end():
        form = form[year.end() :]
        yield form


def strip(text: str, words: tuple[str, ...], left: int = SHORTEST) -> tuple[str, str]:
    """Split off such words from the end as long as `left` characters remain."""
    rest = text
    while word := ending(rest[left:], words):
        rest = rest[: -len(word)]
    return rest, text[len(rest) :]


class Anatomy:
    """Takes names apart; `region` tells how long the region is that a text begins with, 0 without."""

    def __init__(self, habits: Habits, region: Callable[[str], int]) -> None:
        self.habits = habits
        self.filler = pattern(habits.fillers)
        self._trades = (*habits.tails, *habits.trades)
        self.word = pattern((*habits.tails, *habits.fillers, *habits.legal, *habits.heads))
        self._region = region
        self._equal = dict(habits.equals)
        self._rewrite = pattern(tuple(self._equal))
        zones = map(self._equalled, (*habits.zones, *habits.parts))
        self._zones = tuple(zone for zone in zones if len(zone) >= SHORTEST)
        self._taken: dict[tuple[str, str], Name] = {}

    def take(self, form: str, type_: str) -> Name:
        """Return the form taken apart; remembered, for a form is asked for many times."""
        if (form, type_) not in self._taken:
            self._taken[form, type_] = self._take(form, type_)
        return self._taken[form, type_]

    def _take(self, form: str, type_: str) -> Name:
        folded = _ORDINAL.sub(_counted, fold(form))
        key = self._equalled(_dated(folded))
        if type_ == PARK:
            key = _BRACKETED.sub(self._unbracket, key)
        places, wide, rest = self._open(_BRACKETED.sub("", key) or key)
        zone = self._zoned(rest) if type_ == COMPANY else 0
        places, rest = places + rest[:zone], rest[zone:]
        stem, legal = strip(rest, self.habits.legal) if type_ in (COMPANY, PERSON) else (rest, "")
        head = "" if legal else ending(key, self.habits.heads)
        return Name(form, type_, key, places, wide, stem, legal, head, frozenset(_NUMBER.findall(folded)))

    def _equalled(self, key: str) -> str:
        return self._rewrite.sub(lambda match: self._equal[match.group()], key)

    def _zoned(self, rest: str) -> int:
        """How long the zone is that the name of a company begins with: 苏州 + 工业园区 in 苏州工业园区海岳有限公司."""
        for cut in range(min(_LONGEST_ZONE, len(rest) - SHORTEST), SHORTEST - 1, -1):
            if ending(rest[:cut], self._zones):
                stem, legal = strip(rest[cut:], self.habits.legal)
                return cut if legal and not self.common(stem) else 0
        return 0

    def bare(self, name: Name, key: str = "") -> bool:
        """Tell whether the name (or this end of its key) is nothing but the word for a kind of thing."""
        return not self.filler.sub("", (key or name.key).removesuffix(name.head))

    def brands(self, stem: str) -> Iterator[str]:
        """The stem of a company's name and what is left without each word behind it that tells what it does."""
        yield stem
        while word := ending(stem[SHORTEST:], self._trades):
            stem = stem[: -len(word)]
            yield stem

    def plain(self, form: str, type_: str) -> str:
        """The key of a form without words that say little: 自动化研究所 and 自动化所 read alike."""
        key = self.take(form, type_).key
        return self.filler.sub("", key.replace("研究所", "所")) or key

    def common(self, form: str) -> bool:
        """Tell whether a form is made of words that many names have, or of regions."""
        return not self.word.sub("", form) or self._region(form + "市") >= len(form) or form in self.habits.openers

    def kind(self, form: str) -> bool:
        """Tell whether a form is nothing but a word for a kind of thing: 推介会, 博览会."""
        return ending(form, self.habits.heads) == form

    def area(self, form: str) -> str:
        """The last word of an economic region's name that its short form leaves out: 都市圈, or ''."""
        return ending(form, self.habits.areas)

    def _unbracket(self, match: re.Match[str]) -> str:
        """中国（福建）自贸区 reads as 中国福建自贸区."""
        inner = match.group()[1:-1]
        return inner if inner and self._region(inner + "区") >= len(inner) else match.group()

    def _open(self, key: str) -> tuple[str, str, str]:
        """Split off regions, and years, ordinals and opening words, as long as two characters remain."""
        places, wide = "", ""
        rest = key.lstrip("-")
        if behind := _YEAR_BEHIND.search(rest):
            wide, rest = behind.group(), rest[: behind.start()]
        while True:
            year = _YEAR.match(rest)
            word = year.group() if year else next((w for w in self.habits.openers if rest.startswith(w)), "")
            cut = len(word) or self._region(rest)
            if not cut or len(rest) - cut < SHORTEST or rest[cut:] in self.habits.heads:
                return places, wide, rest
            places, wide = (places, wide + word) if word else (places + rest[:cut], wide)
            rest = rest[cut:].lstrip("-")


def _counted(match: re.Match[str]) -> str:
    """第二十八届 reads as 第28届."""
    try:
        return f"第{number(match.group(1))}"
    except ValueError:
        return match.group()


def _dated(key: str) -> str:
    """The key without years and editions in brackets."""
    return _EDITION.sub("", key) or key
