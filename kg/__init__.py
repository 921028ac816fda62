"""yuantu (园图): Chinese economic and policy news to a knowledge graph with the quote behind each fact.

`build_graph` writes a graph as `kg build` does, `extract` gives the extractions, `fold` makes one `Graph` of them, and
`to_networkx` and `to_rdflib` hand a graph on. Names are imported when they are first used: `import kg` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.assemble import assemble as fold
    from kg.build import build as build_graph
    from kg.pipeline import run as extract
    from kg.query import load as to_rdflib
    from kg.write.network import to_networkx

__version__ = "0.1.0"
__all__ = ["build_graph", "extract", "fold", "to_networkx", "to_rdflib"]

_PLACES = {
    "fold": ("kg.assemble", "assemble"),
    "build_graph": ("kg.build", "build"),
    "extract": ("kg.pipeline", "run"),
    "to_networkx": ("kg.write.network", "to_networkx"),
    "to_rdflib": ("kg.query", "load"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)
