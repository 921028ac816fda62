"""N-Quads and TriG: one named graph an article, named by its IRI; together they say what the Turtle file says."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.assemble import identity
from kg.model import Article, Entity, Evidence, Graph, Observation, Statement
from kg.write.nodes import nodes
from kg.write.terms import base_iri, expand, prefixes
from kg.write.turtle import blocks, head


def write_nquads(graph: Graph, path: Path, *, base: str = "") -> None:
    """Write one quad a line, in the order of the articles."""
    root = base_iri(base)
    names = prefixes(root)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for part in by_article(graph):
            name = expand(_name(part), names, root)
            for subject, pairs in nodes(part):
                s = expand(subject, names, root)
                for predicate, objects in pairs:
                    p = expand(predicate, names, root)
                    file.writelines(f"{s} {p} {expand(o, names, root)} {name} .\n" for o in objects)


def write_trig(graph: Graph, path: Path, *, base: str = "") -> None:
    """Write one block an article."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head(base_iri(base)))
        for part in by_article(graph):
            file.write(f"{_name(part)} {{\n\n")
            file.writelines(blocks(nodes(part)))
            file.write("}\n\n")


def by_article(graph: Graph) -> Iterator[Graph]:
    """Yield for each article the part of the graph that it tells: what it names, and facts with its own quotes alone.

    A statement keeps the status that all articles together give it.
    """
    entities, statements = defaultdict[str, list[Entity]](list), defaultdict[str, list[Statement]](list)
    observations = defaultdict[str, list[Observation]](list)
    for entity in graph.entities:
        for article in entity.articles:
            entities[article].append(entity)
    for statement in graph.statements:
        for article in sorted({e.article for e in (*statement.evidence, *statement.announced)}):
            own = replace(
                statement, evidence=_of(statement.evidence, article), announced=_of(statement.announced, article)
            )
            statements[article].append(own)
    for observation in graph.observations:
        for article in sorted({e.article for e in observation.evidence}):
            observations[article].append(replace(observation, evidence=_of(observation.evidence, article)))
    for source in graph.articles:
        yield _part(source, entities[source.id], statements[source.id], observations[source.id])


def _part(
    source: Article, entities: list[Entity], statements: list[Statement], observations: list[Observation]
) -> Graph:
    named = tuple(replace(entity, articles=(source.id,)) for entity in entities)
    return Graph((source,), named, tuple(statements), tuple(observations))


def _of(evidence: tuple[Evidence, ...], article: str) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if e.article == article)


def _name(part: Graph) -> str:
    return f"<article/{identity.article(part.articles[0])}>"
