"""The habits of shortening names, as `ontology/lexicon/aliases.csv` tells them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.choice import choice, longest
from kg.errors import KnowledgeError
from kg.rows import rows

FILE = "lexicon/aliases.csv"


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """The table by kind, as its head comment explains them; each list has the longest words first."""

    equals: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    tails: tuple[str, ...]
    fillers: tuple[str, ...]
    openers: tuple[str, ...]
    heads: tuple[str, ...]
    weak: tuple[str, ...]
    areas: tuple[str, ...]
    extents: tuple[str, ...]
    titles: tuple[str, ...]
    trades: tuple[str, ...]
    units: tuple[str, ...]
    branches: tuple[str, ...]
    zones: tuple[str, ...]
    parts: tuple[str, ...]
    kinds: tuple[str, ...]
    sorts: tuple[str, ...]
    alone: tuple[str, ...]
    ruled: tuple[str, ...]
    parents: tuple[str, ...]
    made: tuple[str, ...]
    cues: tuple[str, ...]
    bracketed: tuple[str, ...]
    roles: tuple[str, ...]
    listings: tuple[str, ...]
    codas: tuple[str, ...]
    measures: tuple[str, ...]
    makers: tuple[str, ...]
    owned: tuple[tuple[str, str], ...]
    scopes: tuple[tuple[str, str], ...]
    nations: tuple[tuple[str, str], ...]
    called: Mapping[str, tuple[str, ...]]
    sites: tuple[str, ...]
    daughters: tuple[str, ...]


_PLAIN = {
    "legal": "legal",
    "tail": "tails",
    "filler": "fillers",
    "opener": "openers",
    "weak": "weak",
    "area": "areas",
    "extent": "extents",
    "title": "titles",
    "trade": "trades",
    "unit": "units",
    "branch": "branches",
    "zone": "zones",
    "part": "parts",
    "kind": "kinds",
    "sort": "sorts",
    "alone": "alone",
    "ruled": "ruled",
    "parent": "parents",
    "daughter": "daughters",
    "made": "made",
    "cue": "cues",
    "bracketed": "bracketed",
    "role": "roles",
    "listing": "listings",
    "coda": "codas",
    "measure": "measures",
    "maker": "makers",
    "site": "sites",
}
_VALUED = _EQUAL, _OWNED, _SCOPE, _NATION, _CALLED = ("equal", "owned", "scope", "nation", "called")
_HEAD = "head"


@cache
def load(directory: Path) -> Habits:
    """Read the table; a KnowledgeError tells its faults."""
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in (*_PLAIN, *_VALUED, _HEAD)}
    faults = []
    for row in rows(directory / FILE, "form", "kind", "value"):
        if row["kind"] in found:
            found[row["kind"]] += ((form, row["value"]) for form in row["form"].split("|"))
        else:
            faults.append(f"{directory / FILE}: no kind {row['kind']!r}")
    if faults:
        raise KnowledgeError(faults)
    words = {kind: [form for form, _ in pairs] for kind, pairs in found.items()}
    valued = {kind: tuple(sorted(found[kind], key=_first)) for kind in _VALUED}
    return Habits(
        heads=tuple(longest(words[_HEAD] + words["weak"] + words["title"])),
        equals=valued[_EQUAL],
        owned=valued[_OWNED],
        scopes=valued[_SCOPE],
        nations=valued[_NATION],
        called={
            level: tuple(form for form, value in valued[_CALLED] if value == level) for _, level in valued[_CALLED]
        },
        **{field: tuple(longest(words[kind])) for kind, field in _PLAIN.items()},
    )


def _first(pair: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return -len(pair[0]), pair


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these words, the longest first; of no words, one that matches nothing."""
    return re.compile(choice(words))


def ending(text: str, words: tuple[str, ...]) -> str:
    """The longest of these words that the text ends in, or ''."""
    known, longest = _set(words)
    return next((text[at:] for at in range(max(0, len(text) - longest), len(text)) if text[at:] in known), "")


@cache
def _set(words: tuple[str, ...]) -> tuple[frozenset[str], int]:
    return frozenset(words), max(map(len, words), default=0)
