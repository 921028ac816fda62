"""Identity keys: two entities of different articles with one key are one thing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.link import regions
from kg.link.regions import CITY, PROVINCE, Context, Divisions
from kg.model import Entity
from kg.ontology import COMPANY, INDUSTRY, PERSON, PRODUCT, REGION
from kg.rows import head, rows
from kg.trees import tree

FILE = "identity.yaml"
_NOISE = re.compile(r"[\s“”‘’\"'《》〈〉「」『』（）()\[\]【】]+")
_ITSELF = "="
"""In a lexicon's canonical column: each form of the row is a thing of its own."""
_UNPLACED = frozenset({COMPANY, PERSON, PRODUCT, INDUSTRY})
"""Types whose names never begin with a region that may be left out."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What decides on identity: divisions, lexicon names, equal words, and which names many places use."""

    divisions: Divisions
    canonical: Mapping[tuple[str, str], str]
    equal: tuple[tuple[str, str], ...]
    legal: tuple[str, ...]
    levels: Mapping[str, str]
    not_levels: tuple[str, ...]
    regional: Mapping[str, re.Pattern[str]]
    local: Mapping[str, re.Pattern[str]]
    national: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Keys:
    """Gives the keys of one article's names."""

    knowledge: Knowledge
    article: str
    context: Context

    def key(self, entity: Entity) -> str:
        """The identity key of an entity: what its fullest name means in its article."""
        if entity.type == REGION:
            codes = self.knowledge.divisions.meant(map(plain, entity.names), self.context)
            if codes:
                return codes[0] if len(codes) == 1 else f"{plain(entity.name)}@{self.article}"
        return self.name(entity.type, entity.name)

    def name(self, type_: str, name: str) -> str:
        """The identity key of one written name of a type."""
        bare = plain(name)
        bare = self.knowledge.canonical.get((type_, bare), bare)
        if type_ in _UNPLACED:
            return self._told_apart(type_, bare)
        codes, rest = self.knowledge.divisions.opening(bare, self.context)
        for form, value in self.knowledge.equal:
            rest = rest.replace(form, value)
        if len(codes) > 1:
            return f"{bare}@{self.article}"
        return f"{codes[0]}{rest}" if codes else self._placed(type_, rest)

    def short(self, type_: str, name: str) -> Iterator[str]:
        """Keys of shorter forms that mean the same as a name although the article does not write them."""
        bare = plain(name)
        ending = next((form for form in self.knowledge.legal if bare.endswith(form)), "") if type_ == COMPANY else ""
        if ending and len(bare) - len(ending) >= 3:
            yield self.name(type_, bare.removesuffix(ending))

    def _placed(self, type_: str, name: str) -> str:
        """A name without a region in front: the nation's, that of the region it is used in, or the article's alone."""
        known = self.knowledge
        if known.national.fullmatch(name):
            return name
        level = next((w for w in known.levels if name.startswith(w) and not name.startswith(known.not_levels)), "")
        if level and type_ != REGION:
            code = self.context.main(known.levels[level])
            return f"{code}{name.removeprefix(level)}" if code else f"{name}@{self.article}"
        return self._told_apart(type_, name)

    def _told_apart(self, type_: str, name: str) -> str:
        known = self.knowledge
        if type_ in known.local and known.local[type_].fullmatch(name):
            return f"{name}@{self.article}"
        if type_ in known.regional and known.regional[type_].fullmatch(name):
            return f"{name}@{self.context.main(CITY) or self.context.main(PROVINCE) or self.article}"
        return name


@cache
def load(directory: Path) -> Knowledge:
    """Read identity.yaml and what the lexicon says of names."""
    path = directory / FILE
    try:
        data = tree(path)
        return Knowledge(
            divisions=regions.load(directory),
            canonical=_canonical(directory),
            equal=_equal(directory),
            legal=tuple(data["legal_forms"]),
            levels=data["levels"],
            not_levels=tuple(data["not_levels"]),
            regional={t: re.compile(p) for t, p in data["regional"].items()},
            local={t: re.compile(p) for t, p in data["local"].items()},
            national=re.compile(data["national"]),
        )
    except (re.error, KeyError, AttributeError, TypeError) as fault:
        raise KnowledgeError([f"{path}: {fault!r}"]) from fault


def plain(name: str) -> str:
    """A name without quotes, brackets, white space and differences of width and case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold().replace("•", "·").replace("・", "·")


def _canonical(directory: Path) -> dict[tuple[str, str], str]:
    """The canonical name of each lexicon form by type; forms that stand for two things are left out."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((directory / "lexicon").glob("*.csv")):
        for row in _named(path):
            forms = row["form"].split("|")
            for form in forms:
                name = {"": forms[0], _ITSELF: form}.get(row["canonical"], row["canonical"])
                found.setdefault((row["type"], plain(form)), set()).add(plain(name))
    return {key: min(names) for key, names in found.items() if len(names) == 1 and key[0] != REGION}


def _named(path: Path) -> tuple[dict[str, str], ...]:
    return rows(path) if {"form", "canonical", "type"} <= set(head(path)) else ()


def _equal(directory: Path) -> tuple[tuple[str, str], ...]:
    """Words that mean the same inside a name, the longest first: (人民政府, 政府)."""
    path = directory / "lexicon" / "aliases.csv"
    table = rows(path, "form", "kind", "value") if path.is_file() else ()
    pairs = [(form, row["value"]) for row in table if row["kind"] == "equal" for form in row["form"].split("|")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
