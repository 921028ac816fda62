"""query: SPARQL over a written graph, through rdflib's interface; large graphs are held by oxigraph underneath."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import east_asian_width

import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from pyparsing import ParseException
from rdflib import XSD, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import YuantuError
from kg.write.cells import safe_cell
from kg.write.terms import VOCABULARIES

# rdflib would read local files and the network through FROM <…>; nothing here may.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False

_FORMATS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig"}
_LARGE = 100_000
"""Bytes of Turtle that about 2,500 triples take: from here on oxigraph holds the graph, rdflib can take seconds."""
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|'
    + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    + r'"(?:[^"\\\n]|\\.)*"|'
    + r"'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|\#[^\n]*|[?$:]?\w+:?",
    re.S,
)
_SELECT = re.compile(r"^SELECT(?: DISTINCT)?\b(?!\s*\*)(?! DISTINCT)", re.M)
_OPENING = re.compile(r"^SELECT\b[^{}<\"'#]*\{", re.M)
_REFUSED = {"service": "SERVICE would ask other servers", "from": "FROM would read other graphs"}


def load(path: Path, *, engine: str = "auto") -> Graph:
    """Read a graph (.ttl, .nt, .nq, .trig); `engine` is rdflib, oxigraph, or auto: oxigraph for large ones."""
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise YuantuError(f"{path}: only {', '.join(_FORMATS)} can be queried")
    try:
        large = path.stat().st_size > _LARGE
        store = "Oxigraph" if engine == "oxigraph" or (engine == "auto" and large) else "default"
        graph = Dataset(store=store, default_union=True) if form in ("nquads", "trig") else Graph(store=store)
        return graph.parse(path, format=f"ox-{form}" if store == "Oxigraph" else form)
    except OSError as fault:
        raise YuantuError(f"{path}: {fault.strerror or fault}") from fault
    except Exception as fault:  # both parsers raise many kinds of errors for what is no RDF
        raise YuantuError(f"{path}: cannot be read: {' '.join(str(fault).split())[:300]}") from fault


def ask(graph: Graph, sparql: str, values: Mapping[str, Literal] | None = None) -> Result:
    """Answer a query; `values` are bound to its variables as terms, in its text they are at most escaped literals."""
    check(sparql)
    bound = dict(values or {})
    text = _projecting(sparql, bound)
    if bound and isinstance(graph.store, OxigraphStore):
        text = _beginning(text, bound)
    result = graph.query(text, initBindings=bound, initNs={})
    if result.type == "SELECT":
        result.bindings = [{k: _simple(v) for k, v in row.items() if str(k) not in bound} for row in result.bindings]
        result.vars = [name for name in result.vars or () if str(name) not in bound]
    return result


def check(sparql: str) -> None:
    """Raise for what is no query, and for queries that would leave the graph (SERVICE, FROM)."""
    for token in _TOKEN.findall(_unescaped(sparql)):
        if reason := _REFUSED.get(token.lower()):
            raise YuantuError(f"the query is refused: {reason}")
    try:
        algebra = prepareQuery(sparql).algebra
    except (ParseException, RecursionError) as fault:
        raise YuantuError(f"the query is no valid SPARQL: {' '.join(str(fault).split())}") from fault
    except Exception as fault:  # rdflib raises bare Exceptions, among others for unknown prefixes
        raise YuantuError(f"the query is no valid SPARQL: {fault}") from fault
    if algebra.datasetClause or any(part.name == "ServiceGraphPattern" for part in _parts(algebra)):
        raise YuantuError("the query is refused: it would leave the graph")


def render(result: Result, form: str = "table") -> str:
    """A result as `table`, `csv` (safe to open in a spreadsheet) or `json` (SPARQL 1.1 results); triples as Turtle."""
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        assert result.graph is not None
        return result.graph.serialize(format="turtle")
    if form == "json":
        data = result.serialize(format="json")
        return data.decode("utf-8") if data else ""
    if result.type == "ASK":
        return "yes\n" if result.askAnswer else "no\n"
    columns = [str(variable) for variable in result.vars or ()]
    rows = [[_shown(row.get(variable)) for variable in result.vars or ()] for row in result.bindings]
    return _csv(columns, rows) if form == "csv" else _table(columns, rows)


def _projecting(sparql: str, names: Iterable[str]) -> str:
    """The query with more variables in its SELECT: oxigraph binds no others. Only their names enter the text."""
    return _SELECT.sub(lambda match: " ".join([match[0], *(f"${name}" for name in names)]), sparql, count=1)


def _beginning(sparql: str, bound: Mapping[str, Literal]) -> str:
    """The query with its values as first part: oxigraph plans joins from them only where it reads them there."""
    terms = (ox.Literal(str(value), datatype=_datatype(value), language=value.language) for value in bound.values())
    row = f" VALUES ({' '.join(f'${name}' for name in bound)}) {{ ({' '.join(map(str, terms))}) }}"
    return _OPENING.sub(lambda match: match[0] + row, sparql, count=1)


def _datatype(value: Literal) -> ox.NamedNode | None:
    return None if value.language or value.datatype is None else ox.NamedNode(str(value.datatype))


def _simple(value: Identifier) -> Identifier:
    """Strings as rdflib has them, without a datatype; oxigraph writes it out."""
    return Literal(str(value)) if isinstance(value, Literal) and value.datatype == XSD.string else value


def _unescaped(sparql: str) -> str:
    """The query after its \\uXXXX escapes, which SPARQL reads before anything else."""
    point = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
    return point.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)


def _parts(node: object) -> Iterator[CompValue]:
    """All parts of a query's algebra, without recursion: hostile queries nest deeply."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list | tuple | set):
            waiting.extend(part)


def _shown(value: object) -> str:
    if isinstance(value, URIRef):
        for prefix, iri in VOCABULARIES.items():
            if value.startswith(iri):
                return f"{prefix}:{value.removeprefix(iri)}"
    return "" if value is None else str(value)


def _csv(columns: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _table(columns: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as their widest cell on a terminal, where a Chinese character takes two places."""
    cells = [columns, *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]]) + "\n"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
