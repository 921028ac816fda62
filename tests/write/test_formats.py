"""The other formats: each output is read back by a parser that is not ours, and says what the Turtle says."""

import csv
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from lxml import etree
from rdflib import Dataset
from rdflib import Graph as Rdf
from rdflib.compare import isomorphic

from kg.model import Article, Entity, Evidence, Graph, Statement
from kg.write import jsonld, network, property_graph, quads, tables, turtle, xmlgraph
from kg.write.cells import safe_cell
from tests.extractions import full

BAD = '=1+1"; DROP,\n\x01\ud800<b>&\\'


def hostile() -> Graph:
    """Names and quotes that break naive writers."""
    article = Article("a", BAD, BAD, None, BAD, BAD)
    entities = tuple(Entity(f"company-{i}", "Company", f"{BAD}{i}", (BAD,), articles=("a",)) for i in range(2))
    fact = Statement("company-0", "cooperatesWith", "company-1", "actual", None, BAD, (Evidence("a", 0, 5, BAD, BAD),))
    return Graph((article,), entities, (fact,), ())


@pytest.fixture(params=[full, hostile], ids=["full", "hostile"])
def graph(request: pytest.FixtureRequest) -> Graph:
    made: Graph = request.param()
    return made


def triples(graph: Graph, folder: Path) -> set[ox.Triple]:
    path = folder / "reference.ttl"
    turtle.write(graph, path)
    return {quad.triple for quad in ox.parse(path=str(path))}


def test_nquads_and_trig_hold_the_same_quads_and_together_the_turtle(graph: Graph, tmp_path: Path) -> None:
    nq, trig = tmp_path / "g.nq", tmp_path / "g.trig"
    quads.write_nquads(graph, nq)
    quads.write_trig(graph, trig)
    one, two = set(ox.parse(path=str(nq))), set(ox.parse(path=str(trig)))
    assert one == two
    assert {quad.triple for quad in one} == triples(graph, tmp_path)
    assert len({quad.graph_name for quad in one}) == len(graph.articles)
    assert len(list(read_dataset(trig).quads())) == len(one)
    if shutil.which("rapper"):
        command = ["rapper", "-q", "-i", "nquads", "-c", str(nq)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("serdi") is None, reason="serdi is not installed")
def test_serd_reads_the_same_quads(graph: Graph, tmp_path: Path) -> None:
    for write, name, syntax in ((quads.write_nquads, "g.nq", "nquads"), (quads.write_trig, "g.trig", "trig")):
        path = tmp_path / name
        write(graph, path)
        command = ["serdi", "-q", "-i", syntax, "-o", "nquads", str(path)]
        lines = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
        assert set(ox.parse(lines, ox.RdfFormat.N_QUADS)) == set(ox.parse(path=str(path)))


def read_dataset(path: Path) -> Dataset:
    dataset = Dataset()
    dataset.parse(path, format="trig")
    return dataset


def test_a_named_graph_holds_only_quotes_of_its_article(tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    quads.write_nquads(full(), path)
    for quad in ox.parse(path=str(path)):
        if quad.predicate.value.endswith(("#wasDerivedFrom", "#announcedBy", "#wasQuotedFrom")):
            assert quad.object.value.partition("#")[0] == quad.graph_name.value


def test_jsonld_says_the_same_to_two_parsers(graph: Graph, tmp_path: Path) -> None:
    path, reference = tmp_path / "g.jsonld", tmp_path / "reference.ttl"
    jsonld.write(graph, path)
    expected = triples(graph, tmp_path)
    assert {quad.triple for quad in ox.parse(path.read_bytes(), ox.RdfFormat.JSON_LD)} == expected
    assert isomorphic(Rdf().parse(path, format="json-ld"), Rdf().parse(reference))


def test_networkx_graphml_and_gexf_agree(graph: Graph, tmp_path: Path) -> None:
    made = network.to_networkx(graph)
    assert (made.number_of_nodes(), made.number_of_edges()) == (len(graph.entities), len(graph.statements))
    xmlgraph.write_graphml(graph, tmp_path / "g.graphml")
    xmlgraph.write_gexf(graph, tmp_path / "g.gexf")
    for name, reader in (("g.graphml", nx.read_graphml), ("g.gexf", nx.read_gexf)):
        etree.parse(tmp_path / name)
        back = reader(tmp_path / name)
        assert set(back.nodes) == set(made.nodes)
        assert sorted(d["predicate"] for *_, d in back.edges(data=True)) == sorted(
            s.predicate for s in graph.statements
        )
        assert sorted(d["label"] for _, d in back.nodes(data=True)) == sorted(
            xmlgraph._NO_XML.sub("", e.name).replace("\r", "\n") for e in graph.entities
        )


def test_networkx_tells_plans_from_facts() -> None:
    edges = {d["predicate"]: d for *_, d in network.to_networkx(full()).edges(data=True)}
    assert (edges["builds"]["status"], edges["locatedIn"]["status"], edges["locatedIn"]["sources"]) == (
        "planned",
        "actual",
        2,
    )
    assert edges["holdsPosition"]["role"] == "主任"


def test_every_format_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        everything(full(), folder)
    one = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()}
    two = {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()}
    assert one == two
    assert len(one) > 10


def everything(graph: Graph, folder: Path) -> None:
    quads.write_nquads(graph, folder / "g.nq")
    quads.write_trig(graph, folder / "g.trig")
    jsonld.write(graph, folder / "g.jsonld")
    xmlgraph.write_graphml(graph, folder / "g.graphml")
    xmlgraph.write_gexf(graph, folder / "g.gexf")
    tables.write(graph, folder / "tables")
    property_graph.write_neo4j(graph, folder / "neo4j")
    property_graph.write_cypher(graph, folder / "cypher")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_have_every_fact_with_its_quote(tmp_path: Path) -> None:
    graph = full()
    tables.write(graph, tmp_path)
    assert [row["id"] for row in read(tmp_path / "entities.csv")] == [e.id for e in graph.entities]
    texts = {a.id: a.text for a in graph.articles}
    for name, count in (
        ("statements.csv", sum(len(s.evidence) for s in graph.statements)),
        ("observations.csv", sum(len(o.evidence) for o in graph.observations)),
    ):
        rows = read(tmp_path / name)
        assert len(rows) == count > 0
        assert all(texts[r["article"]][int(r["start"]) : int(r["end"])] == r["quote"] for r in rows)


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    for path in tables.write(hostile(), tmp_path):
        for row in read(path):
            assert not any(value[:1] in tuple("=+-@\t\r") for value in row.values())


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "\n=1", "|x"])
def test_dangerous_cells(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"
    assert safe_cell(f"x{cell}") == f"x{cell}"


def test_neo4j_import_files(graph: Graph, tmp_path: Path) -> None:
    nodes, edges = property_graph.write_neo4j(graph, tmp_path)
    ids = {row["id:ID(entity)"] for row in read(nodes)}
    rows = read(edges)
    assert len(ids) == len(graph.entities)
    assert {row[":START_ID(entity)"] for row in rows} | {row[":END_ID(entity)"] for row in rows} <= ids
    assert all(row[":LABEL"].startswith("Entity;") for row in read(nodes))
    assert {row[":TYPE"] for row in rows} <= {property_graph._kind(s.predicate) for s in graph.statements}
    assert property_graph._kind("settledIn") == "SETTLED_IN"


def test_a_cypher_database_loads_it_and_finds_a_shortest_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ladybug = pytest.importorskip("ladybug", reason="the Cypher database ladybug is not installed")
    graph = full()
    *_, script = property_graph.write_cypher(graph, tmp_path)
    monkeypatch.chdir(tmp_path)
    connection = ladybug.Connection(ladybug.Database(str(tmp_path / "database")))
    for command in filter(None, map(str.strip, script.read_text("utf-8").split(";\n"))):
        connection.execute(command)
    assert connection.execute("MATCH (n:Entity) RETURN count(n)").get_next() == [len(graph.entities)]
    assert connection.execute("MATCH ()-[f:Fact]->() RETURN count(f)").get_next() == [len(graph.statements)]
    path = connection.execute(
        "MATCH p = (a:Entity {name: '林知远'})-[f:Fact* SHORTEST 1..6]-(b:Entity {name: '月湖银行'}) RETURN length(f)"
    )
    assert path.get_next() == [3]


def test_cypher_files_hold_hostile_text_to_the_letter(tmp_path: Path) -> None:
    nodes, *_ = property_graph.write_cypher(hostile(), tmp_path)
    assert read(nodes)[0]["name"] == f"{BAD}0".replace("\ud800", "?")
