"""The annotated development articles beside the repository, when they are there, and oracle records made from them."""

import json
from pathlib import Path
from typing import Any

from kg.articles import read
from kg.model import Article, Document, Entity, Mention
from kg.segment import paragraphs, sentences

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEV = SHARED / "gold" / "dev"


def ids(half: str = "all") -> list[str]:
    """Article ids of dev: 'all', or the 'tune' or the 'check' half (every other one by name)."""
    names = sorted(f.stem for f in (DEV / "gold").glob("*.json"))
    return {"all": names, "tune": names[1::2], "check": names[::2]}[half]


def load(name: str) -> tuple[Article, dict[str, Any]]:
    """One article with its gold annotation."""
    return read(DEV / "articles" / f"{name}.md"), json.loads((DEV / "gold" / f"{name}.json").read_text("utf-8"))


def document(article: Article) -> Document:
    """The article split into paragraphs and sentences, without words."""
    parts = paragraphs(article.text)
    return Document(article, (), (), parts, sentences(article.text, parts))


def oracle(name: str) -> tuple[Document, tuple[Entity, ...], dict[str, Any]]:
    """Gold entities as records: every occurrence of a written form is a mention, the longest one wins."""
    article, gold = load(name)
    forms = sorted(
        ((form, e) for e in gold["entities"] for form in [e["name"], *e["aliases"]]), key=lambda p: -len(p[0])
    )
    taken, mentions = set[int](), {e["id"]: list[Mention]() for e in gold["entities"]}
    for form, entity in forms:
        start = article.text.find(form)
        while start >= 0:
            span = range(start, start + len(form))
            if not taken.intersection(span):
                taken.update(span)
                mentions[entity["id"]].append(Mention(start, span.stop, form, entity["type"], "gold"))
            start = article.text.find(form, start + 1)
    entities = tuple(
        Entity(e["id"], e["type"], e["name"], tuple(sorted(e["aliases"])), tuple(sorted(mentions[e["id"]])))
        for e in gold["entities"]
    )
    return document(article), entities, gold
