"""What the page knows besides the drawn network: plain JSON values, facts by index, each quote and article once."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kg.model import PLANNED, Evidence, Graph, Observation, Statement
from kg.ontology import Vocabulary


def payload(graph: Graph, vocabulary: Vocabulary) -> dict[str, Any]:
    """The facts, quotes and articles of a graph and the labels of the terms in use, ready for `json.dumps`.

    Entities are named by their index in `graph.entities`, articles by theirs in `graph.articles`.
    """
    index = {entity.id: number for number, entity in enumerate(graph.entities)}
    articles = {article.id: number for number, article in enumerate(graph.articles)}
    quotes: dict[tuple[int, str], int] = {}

    def shown(fact: Statement | Observation) -> list[list[Any]]:
        return [_evidence(evidence, articles, quotes) for evidence in fact.evidence]

    statements = [_statement(s, index, shown(s)) for s in graph.statements]
    observations = [_observation(o, index, shown(o)) for o in graph.observations]
    return {
        "types": _types(graph, vocabulary),
        "predicates": _predicates(graph, vocabulary),
        "articles": [
            _article(a.title, a.published.isoformat() if a.published else None, a.source, a.url) for a in graph.articles
        ],
        "entities": [{"id": entity.id, "aliases": list(entity.aliases)} for entity in graph.entities],
        "quotes": [list(quote) for quote in quotes],
        "statements": statements,
        "observations": observations,
    }


def _types(graph: Graph, vocabulary: Vocabulary) -> dict[str, Any]:
    """Labels and colours of the types in use, in the order of the vocabulary."""
    used = {entity.type for entity in graph.entities}
    return {
        name: {"label": dict(vocabulary.classes[name].label), "colour": vocabulary.classes[name].colour}
        for name in vocabulary.types
        if name in used
    }


def _predicates(graph: Graph, vocabulary: Vocabulary) -> dict[str, Any]:
    used = {statement.predicate for statement in graph.statements}
    return {
        name: {"label": dict(term.label), "backward": dict(term.backward or term.label), "symmetric": term.symmetric}
        for name, term in vocabulary.predicates.items()
        if name in used
    }


def _article(title: str, published: str | None, source: str, url: str) -> dict[str, Any]:
    return {"title": title, "published": published, "source": source, "url": url}


def _statement(statement: Statement, index: Mapping[str, int], evidence: list[list[Any]]) -> dict[str, Any]:
    return _without_gaps(
        s=index[statement.subject],
        p=statement.predicate,
        o=index[statement.object],
        planned=statement.status == PLANNED or None,
        time=statement.time,
        role=statement.role,
        confidence=statement.confidence,
        evidence=evidence,
    )


def _observation(observation: Observation, index: Mapping[str, int], evidence: list[list[Any]]) -> dict[str, Any]:
    return _without_gaps(
        s=index[observation.subject],
        metric=observation.metric,
        value=_plain(observation.value),
        unit=observation.unit,
        period=observation.period,
        planned=observation.status == PLANNED or None,
        bound=observation.bound,
        evidence=evidence,
    )


def _evidence(evidence: Evidence, articles: Mapping[str, int], quotes: dict[tuple[int, str], int]) -> list[Any]:
    """A quote's index and the rule that found the fact."""
    return [quotes.setdefault((articles[evidence.article], evidence.quote), len(quotes)), evidence.rule]


def _plain(value: Decimal) -> str:
    """The number without exponent; text, for a JSON number would lose digits in a browser."""
    return format(value.normalize(), "f") if value.is_finite() else str(value)


def _without_gaps(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
