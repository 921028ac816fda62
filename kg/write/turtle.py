"""Turtle: readable, byte-stable, streamed; with `reifiers` in RDF 1.2 syntax."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Graph
from kg.write.nodes import Node, nodes
from kg.write.terms import base_iri, prefixes


def write(graph: Graph, path: Path, *, base: str = "", reifiers: bool = False) -> None:
    """Write the graph; all IRIs of its own begin with `base`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(chunks(graph, base=base_iri(base), reifiers=reifiers))


def chunks(graph: Graph, *, base: str, reifiers: bool = False) -> Iterator[str]:
    """Yield the head, then one node at a time."""
    yield head(base)
    yield from blocks(nodes(graph, reifiers=reifiers))


def head(base: str) -> str:
    """The base and the prefixes."""
    lines = [f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes(base).items()]
    return "".join([f"@base <{base}> .\n", *lines, "\n"])


def blocks(stream: Iterable[Node]) -> Iterator[str]:
    """Yield each node with a line for each predicate."""
    for subject, pairs in stream:
        lines = " ;\n    ".join([f"{predicate} {' , '.join(objects)}" for predicate, objects in pairs])
        yield f"{subject} {lines} .\n\n"
