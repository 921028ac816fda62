"""The further formats of a graph that `kg build --also` writes: name → where, and by which writer."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.model import Graph
from kg.write import jsonld, property_graph, quads, tables, turtle, xmlgraph

Writer = Callable[[Graph, Path, str], object]

FILES: Mapping[str, tuple[str, Writer]] = {
    "nquads": ("graph.nq", lambda graph, path, base: quads.write_nquads(graph, path, base=base)),
    "trig": ("graph.trig", lambda graph, path, base: quads.write_trig(graph, path, base=base)),
    "jsonld": ("graph.jsonld", lambda graph, path, base: jsonld.write(graph, path, base=base)),
    "rdf12": ("graph-rdf12.ttl", lambda graph, path, base: turtle.write(graph, path, base=base, reifiers=True)),
    "graphml": ("graph.graphml", lambda graph, path, base: xmlgraph.write_graphml(graph, path)),
    "gexf": ("graph.gexf", lambda graph, path, base: xmlgraph.write_gexf(graph, path)),
}
"""Formats of one file each."""

FOLDERS: Mapping[str, Callable[[Graph, Path], tuple[Path, ...]]] = {
    "tables": tables.write,
    "neo4j": property_graph.write_neo4j,
    "cypher": property_graph.write_cypher,
}
"""Formats of several files in a folder of the format's name."""

NAMES = (*FILES, *FOLDERS)
