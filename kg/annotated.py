"""Annotated articles as records: what the stages after linking make of the annotators' own names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.articles import read
from kg.errors import YuantuError
from kg.evaluate import read_gold
from kg.model import Article, Document, Entity, Mention
from kg.segment import paragraphs, sentences

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
    """Take every place where an annotated name is written as a mention; where two names overlap, the longer one."""
    entities = gold["entities"]
    forms = sorted(((form, e) for e in entities for form in (e["name"], *e["aliases"])), key=lambda p: -len(p[0]))
    taken, mentions = set[int](), {e["id"]: list[Mention]() for e in entities}
    for form, entity in forms:
        for start in _places(article.text, form):
            span = range(start, start + len(form))
            if not taken.intersection(span):
                taken.update(span)
                mentions[entity["id"]].append(Mention(start, span.stop, form, entity["type"], GOLD))
    records = tuple(
        Entity(e["id"], e["type"], e["name"], tuple(sorted(e["aliases"])), tuple(sorted(mentions[e["id"]])))
        for e in entities
    )
    return Annotated(document(article), records, gold)


def document(article: Article) -> Document:
    """The article split into paragraphs and sentences, without words."""
    parts = paragraphs(article.text)
    return Document(article, (), (), parts, sentences(article.text, parts))


def _places(text: str, form: str) -> Iterator[int]:
    start = text.find(form)
    while start >= 0:
        yield start
        start = text.find(form, start + 1)
