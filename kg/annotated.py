"""Annotated articles as records: what the stages after linking make of the annotators' own names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.articles import read
from kg.errors import YuantuError
from kg.evaluate import read_gold
from kg.model import Article, Document, Entity, Mention
from kg.segment import outline

T = TypeVar("T")
ARTICLES, GOLD = "articles", "gold"


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article split into sentences (without words), its annotated entities, and the annotation as it was read."""

    document: Document
    entities: tuple[Entity, ...]
    gold: Mapping[str, Any]

    @property
    def triples(self) -> frozenset[tuple[str, str, str]]:
        """The annotated relations: subject id, predicate, object id."""
        return frozenset((r["s"], r["p"], r["o"]) for r in self.gold["relations"])


def annotated(folder: Path) -> Iterator[Annotated]:
    """Read `folder/gold/ID.json` beside `folder/articles/ID.md`; YuantuError where one of the two is missing."""
    for gold in read_gold(folder / GOLD):
        path = folder / ARTICLES / f"{gold['id']}.md"
        if not path.exists():
            raise YuantuError(f"{path}: annotated, but not there")
        yield known(read(path), gold)


def known(article: Article, gold: Mapping[str, Any]) -> Annotated:
    """Take every place where an annotated name is written as a mention; where two names overlap, the longer one.

    A name of one letter counts only beside another one (中日, 京沪): it stands in many words.
    """
    entities = gold["entities"]
    mentions = {e["id"]: list[Mention]() for e in entities}
    forms = [(form, e) for e in entities for form in (e["name"], *e["aliases"])]
    letters = {form for form, _ in forms if len(form) == 1}
    for start, form, entity in places(article.text, forms):
        beside = article.text[max(0, start - 1) : start] + article.text[start + 1 : start + 2]
        if form in letters and letters.isdisjoint(beside):
            continue
        mentions[entity["id"]].append(Mention(start, start + len(form), form, entity["type"], GOLD))
    records = tuple(
        Entity(e["id"], e["type"], e["name"], tuple(sorted(e["aliases"])), tuple(sorted(mentions[e["id"]])))
        for e in entities
    )
    return Annotated(outline(article), records, gold)


def places(text: str, names: Iterable[tuple[str, T]]) -> Iterator[tuple[int, str, T]]:
    """Yield start, name and what belongs to it for every place of every name, the longest first, none overlapping."""
    taken = bytearray(len(text))
    for name, what in sorted(names, key=lambda pair: -len(pair[0])):
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield start, name, what
