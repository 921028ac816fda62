"""GraphML and GEXF, for Gephi, yEd, Cytoscape and igraph."""

import re
from pathlib import Path
from typing import Any

import networkx as nx

from kg.model import Graph
from kg.write.network import to_networkx

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold; networkx would write it unescaped."""


def write_graphml(graph: Graph, path: Path) -> None:
    """Write GraphML."""
    nx.write_graphml(_clean(graph), path, encoding="utf-8", named_key_ids=True)


def write_gexf(graph: Graph, path: Path) -> None:
    """Write GEXF 1.2; without the date that networkx would put in, so that the same graph gives the same bytes."""
    lines = "\n".join(nx.generate_gexf(_clean(graph), encoding="utf-8", version="1.2draft"))
    path.write_text(re.sub(r'<meta lastmodifieddate="[^"]*">', "<meta>", lines) + "\n", "utf-8")


def _clean(graph: Graph) -> "nx.MultiDiGraph[str]":
    network = to_networkx(graph)
    for _, attributes in network.nodes(data=True):
        _strip(attributes)
    for _, _, attributes in network.edges(data=True):
        _strip(attributes)
    return network


def _strip(attributes: dict[str, Any]) -> None:
    attributes.update({key: _NO_XML.sub("", value) for key, value in attributes.items() if isinstance(value, str)})
