"""serve: the page and a read-only SPARQL endpoint over one written graph, by default on this machine alone."""

from kg.serve.server import Limits, serve

__all__ = ["Limits", "serve"]
