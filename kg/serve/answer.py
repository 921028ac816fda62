"""Answers one SPARQL query in a form that a client accepts; runs inside a worker process."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result, ResultRow
from rdflib.term import Identifier, Variable

from kg import query
from kg.errors import YuantuError

SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "application/json": "json",
    "application/xml": "xml",
}
TRIPLES = {"text/turtle": "turtle", "application/n-triples": "nt"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the media types that the client accepts, the best first, and which page of the answer it wants."""

    sparql: str
    accepted: tuple[str, ...]
    page: int
    rows: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status, the media type and the body; `more` tells that another page follows."""

    status: int
    kind: str
    body: bytes
    more: bool = False


def refused(status: int, why: str) -> Answer:
    """An answer that says why there is none."""
    return Answer(status, "text/plain; charset=utf-8", f"{why}\n".encode())


def open_graph(folder: Path) -> Graph:
    """Open a store for reading only."""
    return Graph(OxigraphStore(store=ox.Store.read_only(str(folder))), identifier=DATASET_DEFAULT_GRAPH_ID)


def answer(graph: Graph, asked: Asked) -> Answer:
    """Answer a query; queries that are wrong or would leave the graph get a 400."""
    try:
        query.check(asked.sparql)
        result = graph.query(asked.sparql)
        forms = TRIPLES if result.type == "CONSTRUCT" else SOLUTIONS
        kind = next((kind for kind in asked.accepted if kind in forms), None)
        if kind is None:
            return refused(406, f"this result can be had as {', '.join(forms)}")
        return _page(result, kind, forms[kind], asked)
    except (YuantuError, SyntaxError, ValueError) as fault:
        return refused(400, str(fault))


def _page(result: Result, kind: str, form: str, asked: Asked) -> Answer:
    """One page of rows or triples."""
    start, more = asked.page * asked.rows, False
    if result.type == "SELECT":
        rows = list(islice(result, start, start + asked.rows + 1))
        part = Result("SELECT")
        part.vars = result.vars
        part.bindings = [_bound(part.vars or [], row) for row in rows[: asked.rows] if isinstance(row, ResultRow)]
        result, more = part, len(rows) > asked.rows
    elif result.type == "CONSTRUCT":
        found = sorted(result.graph or ())
        part = Result("CONSTRUCT")
        part.graph = Graph()
        for triple in found[start : start + asked.rows]:
            part.graph.add(triple)
        result, more = part, len(found) > start + asked.rows
    out = BytesIO()
    result.serialize(out, format=form)
    return Answer(200, kind, out.getvalue(), more)


def _bound(names: Sequence[Variable], row: ResultRow) -> dict[Variable, Identifier]:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}
