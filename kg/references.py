"""The table of phrases that stand for an entity without naming it: `lexicon/references.csv`, as its head tells."""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.choice import choice
from kg.ontology import DEFAULT
from kg.rows import rows
from kg.values.numerals import number

FILE = "lexicon/references.csv"
_LETTER, _JOINED, _POINTING_AT, _COUNTED, TOGETHER = "letter", "joined", "pointing", "counted", "together"
_PARTY, CLAUSE = "party", "clause"
_COUNTS = {"pair": 2, "three": 3}
_FEWEST = 2
_COUNTED_NOUN = (
    r"(?:(?P<back>上述|以上|前述|这|该)|(?<![\d.第一二两三四五六七八九十百千万亿几多余近超约]))"
    r"(?P<number>[两二三四五六七八九]|十[一二三四五六七八九]?|\d{{1,2}})[个家所座大]?(?P<noun>{})(?![面块场法式长里化级委内外界志])"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table: what the phrase may stand for, and how the entity is found."""

    types: frozenset[str]
    endings: tuple[str, ...]
    rule: str
    place: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases, and one pattern that finds them all; regions by a letter each, and where such stand (粤澳合作).

    `pointing` finds the words that point at something named by its last word: 该, 这座; `counted` a number and what is
    counted, with or without a word that points back (上述12个省市), and `nouns` tells what that may be. `parties` are
    roles that an article gives to names itself (乙方).
    """

    kinds: dict[str, Kind]
    pattern: re.Pattern[str]
    letters: dict[str, Kind]
    lettered: re.Pattern[str]
    pointing: re.Pattern[str]
    counted: re.Pattern[str]
    nouns: dict[str, Kind]
    parties: dict[str, Kind]

    def together(self, match: re.Match[str]) -> Kind | None:
        """What a match of `counted` stands for."""
        noun, count = self.nouns[match["noun"]], int(number(match["number"]))
        return replace(noun, rule=TOGETHER, count=count) if count >= _FEWEST else None


@cache
def load(directory: Path = DEFAULT) -> Table:
    """Read the table; a KnowledgeError tells its faults."""
    kinds, letters, nouns, parties = (dict[str, Kind]() for _ in range(4))
    behind, pointing = list[str](), list[str]()
    for row in rows(directory / FILE, "form", "types", "ending", "rule", "place"):
        endings = tuple(row["ending"].split("|")) if row["ending"] else ()
        count = _COUNTS.get(row["rule"], 0)
        rule = TOGETHER if count else row["rule"]
        kind = Kind(frozenset(row["types"].split("|")), endings, rule, row["place"], count)
        forms = row["form"].split("|")
        if kind.rule == _JOINED:
            behind += forms
        elif kind.rule == _POINTING_AT:
            pointing += forms
        else:
            {_LETTER: letters, _COUNTED: nouns, _PARTY: parties}.get(kind.rule, kinds).update(
                dict.fromkeys(forms, kind)
            )
    lettered = re.compile(f"(?:{choice(letters)}){{2,4}}(?=(?:{choice(behind)}))")
    counted = re.compile(_COUNTED_NOUN.format(choice(nouns)))
    found, pointed = re.compile(choice(kinds)), re.compile(choice(pointing))
    return Table(kinds, found, letters, lettered, pointed, counted, nouns, parties)
