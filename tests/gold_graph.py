"""The annotated development articles folded into one graph."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

from kg.model import Article, Entity, Evidence, Graph, Observation, Statement
from tests import gold


def annotated() -> Graph:
    """The annotated articles, entities of one type and name taken as one."""
    entities: dict[str, Entity] = {}
    articles, statements, figures = [], {}, []
    for name in gold.ids():
        document, found, notes = gold.oracle(name)
        articles.append(document.article)
        index = {e.id: f"{e.type.lower()}-{sha256(f'{e.type}{e.name}'.encode()).hexdigest()[:8]}" for e in found}
        for entity in found:
            old = entities.get(index[entity.id], entity)
            aliases = tuple(sorted({*old.aliases, *entity.aliases} - {entity.name}))
            entities[index[entity.id]] = Entity(index[entity.id], entity.type, entity.name, aliases)
        for note in notes["relations"]:
            key = (index[note["s"]], note["p"], index[note["o"]], note["status"])
            known = statements[key].evidence if key in statements else ()
            evidence = (*known, *_found(document.article, note["evidence"]))
            statements[key] = Statement(*key, note["time"], note["role"], evidence)
        figures += [_figure(note, index, document.article) for note in notes["observations"]]
    return Graph(
        tuple(articles),
        tuple(sorted(entities.values(), key=lambda e: e.id)),
        tuple(statements.values()),
        tuple(figures),
    )


def _figure(note: dict[str, Any], index: dict[str, str], article: Article) -> Observation:
    value = Decimal(str(note["value"]))
    evidence = _found(article, note["evidence"])
    return Observation(
        index[note["subject"]],
        note["metric"],
        value,
        note["unit"],
        note["period"],
        note["status"],
        note.get("bound"),
        evidence,
    )


def _found(article: Article, quote: str) -> tuple[Evidence, ...]:
    start = article.text.index(quote)
    return (Evidence(article.id, start, start + len(quote), quote, "annotated"),)
