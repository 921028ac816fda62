"""JSON-LD 1.1: one object a node, with the context inside, so that nobody has to fetch it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.model import Graph
from kg.ontology import DEFAULT, load
from kg.write.nodes import Node, nodes
from kg.write.terms import base_iri, prefixes

_DATES = ("dcterms:issued", "yt:periodStart", "yt:periodEnd")
_STRINGS = ("yt:foundBy", "yt:period", "dcterms:identifier")


def context(*, base: str = "", ontology: Path = DEFAULT) -> dict[str, Any]:
    """The context: prefixes, and what the values of each term are (links, dates, Chinese text, plain strings)."""
    root = base_iri(base)
    links = [f"yt:{name}" for name in load(ontology).predicates]
    links += ["yt:status", "yt:bound", "yt:about", "yt:announcedBy", "rdf:subject", "rdf:predicate", "rdf:object"]
    links += ["prov:wasDerivedFrom", "prov:wasQuotedFrom", "schema:mentions"]
    typed: dict[str, dict[str, str | None]] = {name: {"@type": "@id"} for name in links}
    typed.update({name: {"@type": "xsd:date"} for name in _DATES})
    typed.update({name: {"@language": None} for name in _STRINGS})
    return {"@version": 1.1, "@base": root, "@language": "zh", **prefixes(root), **typed}


def write(graph: Graph, path: Path, *, base: str = "", ontology: Path = DEFAULT) -> None:
    """Write the graph, one node a line."""
    root = base_iri(base)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_json(context(base=root, ontology=ontology))},\n"@graph": [\n')
        file.writelines(_lines(nodes(graph)))
        file.write("]}\n")


def _lines(stream: Iterable[Node]) -> Iterator[str]:
    mark = ""
    for subject, pairs in stream:
        node: dict[str, Any] = {"@id": _name(subject)}
        for predicate, objects in pairs:
            values = [_name(o) if predicate == "a" else _value(predicate, o) for o in objects]
            node["@type" if predicate == "a" else predicate] = values[0] if len(values) == 1 else values
        yield f"{mark}{_json(node)}"
        mark = ",\n"
    yield "\n"


def _name(token: str) -> str:
    """An IRI: relative ones without their brackets, prefixed names as they are."""
    return token[1:-1] if token.startswith("<") else token


def _value(predicate: str, token: str) -> Any:
    """A value as the context reads it: text and dates as strings, numbers as numbers, decimals to the letter."""
    if token.startswith('"'):
        value = json.loads(token[: token.rindex('"') + 1])
        return {"@value": value} if token.endswith('"') and predicate not in _STRINGS else value
    if token[0] in "-0123456789":
        return {"@value": token, "@type": "xsd:decimal"} if "." in token else int(token)
    return {"@id": _name(token)} if predicate == "schema:url" else _name(token)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
