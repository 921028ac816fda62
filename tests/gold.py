"""The annotated development articles beside the repository, when they are there, and records made from them."""

import json
from pathlib import Path
from typing import Any

from kg.annotated import known
from kg.articles import read
from kg.model import Article, Document, Entity

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEV = SHARED / "gold" / "dev"


def ids(half: str = "all") -> list[str]:
    """Article ids of dev: 'all', or the 'tune' or the 'check' half (every other one by name)."""
    names = sorted(f.stem for f in (DEV / "gold").glob("*.json"))
    return {"all": names, "tune": names[1::2], "check": names[::2]}[half]


def load(name: str) -> tuple[Article, dict[str, Any]]:
    """One article with its gold annotation."""
    return read(DEV / "articles" / f"{name}.md"), json.loads((DEV / "gold" / f"{name}.json").read_text("utf-8"))


def oracle(name: str) -> tuple[Document, tuple[Entity, ...], dict[str, Any]]:
    """Gold entities as records: every occurrence of a written form is a mention, the longest one wins."""
    article, gold = load(name)
    found = known(article, gold)
    return found.document, found.entities, gold
