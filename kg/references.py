"""The table of phrases that stand for an entity without naming it: `lexicon/references.csv`, as its head tells."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.choice import choice
from kg.ontology import DEFAULT
from kg.rows import rows

FILE = "lexicon/references.csv"
_LETTER, _JOINED, _POINTING_AT = "letter", "joined", "pointing"


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table: what the phrase may stand for, and how the entity is found."""

    types: frozenset[str]
    endings: tuple[str, ...]
    rule: str
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases, and one pattern that finds them all; regions by a letter each, and where such stand (粤澳合作).

    `pointing` finds the words that point at something named by its last word: 该, 这座.
    """

    kinds: dict[str, Kind]
    pattern: re.Pattern[str]
    letters: dict[str, Kind]
    lettered: re.Pattern[str]
    pointing: re.Pattern[str]


@cache
def load(directory: Path = DEFAULT) -> Table:
    """Read the table; a KnowledgeError tells its faults."""
    kinds, letters, behind, pointing = dict[str, Kind](), dict[str, Kind](), list[str](), list[str]()
    for row in rows(directory / FILE, "form", "types", "ending", "rule", "place"):
        endings = tuple(row["ending"].split("|")) if row["ending"] else ()
        kind = Kind(frozenset(row["types"].split("|")), endings, row["rule"], row["place"])
        forms = row["form"].split("|")
        if kind.rule == _JOINED:
            behind += forms
        elif kind.rule == _POINTING_AT:
            pointing += forms
        else:
            (letters if kind.rule == _LETTER else kinds).update(dict.fromkeys(forms, kind))
    lettered = re.compile(f"(?:{choice(letters)}){{2,4}}(?=(?:{choice(behind)}))")
    return Table(kinds, re.compile(choice(kinds)), letters, lettered, re.compile(choice(pointing)))
