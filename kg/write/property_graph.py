"""Property graphs: CSV for Neo4j's bulk import, and CSV with a Cypher script for Ladybug, Kùzu and their like."""

from collections.abc import Iterator
from pathlib import Path

from kg.assemble import identity
from kg.model import Graph, Statement
from kg.write.tables import Row, table

_NODES = ("id", "name", "type", "aliases")
_EDGES = ("id", "status", "period", "role", "confidence", "quote", "article")

SCRIPT = """\
CREATE NODE TABLE Entity(id STRING, name STRING, type STRING, aliases STRING, PRIMARY KEY(id));
CREATE REL TABLE Fact(FROM Entity TO Entity, id STRING, predicate STRING, status STRING, period STRING, role STRING, \
confidence DOUBLE, quote STRING, article STRING);
COPY Entity FROM 'nodes.csv' (HEADER=true, PARALLEL=false);
COPY Fact FROM 'facts.csv' (HEADER=true, PARALLEL=false);
"""


def write_neo4j(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write entities.csv and facts.csv for `neo4j-admin database import full --nodes=… --relationships=…`."""
    folder.mkdir(parents=True, exist_ok=True)
    nodes, edges = folder / "entities.csv", folder / "facts.csv"
    rows = ((*row, f"Entity;{row[2]}") for row in _nodes(graph))
    table(nodes, ("id:ID(entity)", "name", "type", "aliases:string[]", ":LABEL"), _arrays(rows), mark=False, safe=False)
    head = (
        ":START_ID(entity)",
        ":END_ID(entity)",
        ":TYPE",
        "id",
        "status",
        "period",
        "role",
        "confidence:double",
        "quote",
        "article",
    )
    facts = ((s.subject, s.object, _kind(s.predicate), *_edge(s)) for s in graph.statements)
    table(edges, head, facts, mark=False, safe=False)
    return nodes, edges


def write_cypher(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write nodes.csv, facts.csv and load.cypher, which makes the tables and copies the files into them."""
    folder.mkdir(parents=True, exist_ok=True)
    nodes, edges, script = folder / "nodes.csv", folder / "facts.csv", folder / "load.cypher"
    table(nodes, _NODES, _nodes(graph), mark=False, safe=False)
    facts = ((s.subject, s.object, _edge(s)[0], s.predicate, *_edge(s)[1:]) for s in graph.statements)
    table(edges, ("from", "to", "id", "predicate", *_EDGES[1:]), facts, mark=False, safe=False)
    script.write_text(SCRIPT, "utf-8")
    return nodes, edges, script


def _nodes(graph: Graph) -> Iterator[Row]:
    for e in graph.entities:
        yield e.id, e.name, e.type, "|".join(e.aliases)


def _arrays(rows: Iterator[Row]) -> Iterator[Row]:
    """Neo4j parts arrays at semicolons."""
    for id_, name, kind, aliases, label in rows:
        yield id_, name, kind, str(aliases).replace(";", "；").replace("|", ";"), label


def _edge(s: Statement) -> Row:
    first = (s.evidence or s.announced)[0]
    return identity.statement(s), s.status, s.time or "", s.role or "", s.confidence, first.quote, first.article


def _kind(predicate: str) -> str:
    """settledIn as Neo4j writes types: SETTLED_IN."""
    return "".join(f"_{c}" if c.isupper() else c for c in predicate).upper()
