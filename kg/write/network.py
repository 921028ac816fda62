"""The graph as a networkx object: entities are nodes, statements are edges, plans among them marked."""

from typing import Any

import networkx as nx

from kg.assemble import identity
from kg.model import Graph, Statement


def to_networkx(graph: Graph) -> "nx.MultiDiGraph[str]":
    """Return a directed multigraph; every attribute is a string or a number, so that all of networkx's writers take it.

    Nodes: type, label, aliases (joined by |), articles. Edges (key: statement id): predicate, status, period, role,
    confidence, sources, quote (the first one).
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in graph.entities:
        aliases, articles = "|".join(entity.aliases), len(entity.articles)
        network.add_node(entity.id, type=entity.type, label=entity.name, aliases=aliases, articles=articles)
    for statement in graph.statements:
        network.add_edge(statement.subject, statement.object, key=identity.statement(statement), **_edge(statement))
    return network


def _edge(s: Statement) -> dict[str, Any]:
    quotes = s.evidence or s.announced
    return {
        "predicate": s.predicate,
        "status": s.status,
        "period": s.time or "",
        "role": s.role or "",
        "confidence": s.confidence if s.confidence is not None else 1.0,
        "sources": len({e.article for e in s.evidence}),
        "quote": quotes[0].quote if quotes else "",
    }
