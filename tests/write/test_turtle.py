"""Turtle: the same bytes every time, read back alike by three parsers, no plan asserted, hostile text harmless."""

import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD, Literal, Namespace, URIRef
from rdflib import Graph as Rdf

from kg import ontology
from kg.errors import YuantuError
from kg.model import Article, Entity, Graph
from kg.write import atomic, turtle
from kg.write.terms import BASE, base_iri, number, plain, text, url
from tests.extractions import assemble, gold_extractions, small
from tests.gold import DEV

YT = Namespace(ontology.NAMESPACE)
OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")


@pytest.fixture
def graphs() -> list[Graph]:
    return [small(), *([assemble(gold_extractions())] if DEV.is_dir() else [])]


def written(graph: Graph, folder: Path, **options: bool) -> Path:
    path = folder / "graph.ttl"
    turtle.write(graph, path, **options)
    return path


def test_three_parsers_agree(graphs: list[Graph], tmp_path: Path) -> None:
    for graph in graphs:
        path = written(graph, tmp_path)
        strict = set(ox.parse(path=str(path)))
        assert len(Rdf().parse(path)) == len(strict) > 100
        if shutil.which("rapper"):
            command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(path), BASE]
            lines = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
            assert set(ox.parse(lines, ox.RdfFormat.N_TRIPLES)) == strict


@pytest.mark.skipif(shutil.which("serdi") is None, reason="serdi is not installed")
def test_serd_reads_the_same(graphs: list[Graph], tmp_path: Path) -> None:
    for graph in graphs:
        path = written(graph, tmp_path)
        command = ["serdi", "-q", "-i", "turtle", "-o", "ntriples", str(path), BASE]
        lines = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
        assert set(ox.parse(lines, ox.RdfFormat.N_TRIPLES)) == set(ox.parse(path=str(path)))


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(small(), tmp_path).read_bytes()
    assert written(small(), tmp_path).read_bytes() == first
    assert b"\r" not in first


def test_no_blank_nodes_and_every_term_of_ours_is_defined(graphs: list[Graph], tmp_path: Path) -> None:
    defined = set(Rdf().parse(ontology.DEFAULT / ontology.FILE).subjects())
    for graph in graphs:
        for triple in Rdf().parse(written(graph, tmp_path)):
            assert all(isinstance(node, URIRef | Literal) for node in triple)
            assert all(node in defined for node in triple if isinstance(node, URIRef) and node.startswith(YT))


def test_a_plain_triple_for_what_holds_and_none_for_a_plan(graphs: list[Graph], tmp_path: Path) -> None:
    for graph in graphs:
        rdf = Rdf().parse(written(graph, tmp_path))
        statements = list(rdf.subjects(RDF.type, YT.Statement))
        assert len(statements) == len(graph.statements)
        for statement in statements:
            s, p, o = (rdf.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object))
            assert ((s, p, o) in rdf) == (rdf.value(statement, YT.status) == YT.Actual)


def test_every_fact_leads_to_its_quote_in_the_article(graphs: list[Graph], tmp_path: Path) -> None:
    for graph in graphs:
        rdf = Rdf().parse(written(graph, tmp_path))
        texts = {Literal(article.id): article.text for article in graph.articles}
        for fact in (*rdf.subjects(RDF.type, YT.Statement), *rdf.subjects(RDF.type, YT.Observation)):
            places = list(rdf.objects(fact, PROV.wasDerivedFrom))
            assert places
            for place in places:
                name = rdf.value(rdf.value(place, PROV.wasQuotedFrom), URIRef("http://purl.org/dc/terms/identifier"))
                start, end = int(rdf.value(place, OA.start)), int(rdf.value(place, OA.end))
                assert str(place).endswith(f"#char={start},{end}")
                assert texts[name][start:end] == str(rdf.value(place, OA.exact))


def test_figures_and_periods(tmp_path: Path) -> None:
    rdf = Rdf().parse(written(small(), tmp_path))
    values = {str(rdf.value(o, YT.metric)): rdf.value(o, YT.value) for o in rdf.subjects(RDF.type, YT.Observation)}
    assert values == {"新设企业": Literal(413), "新设企业 同比增长": Literal("5.5", datatype=XSD.decimal)}
    (start,) = set(rdf.objects(rdf.value(None, YT.metric, Literal("新设企业", lang="zh")), YT.periodStart))
    assert start == Literal("2021-01-01", datatype=XSD.date)


def test_what_announced_an_actual_fact_is_told_apart(tmp_path: Path) -> None:
    rdf = Rdf().parse(written(small(), tmp_path))
    ((fact, place),) = rdf.subject_objects(YT.announcedBy)
    assert rdf.value(fact, YT.status) == YT.Actual
    assert "拟落户" in rdf.value(place, OA.exact)


def test_reifiers_say_the_same_in_rdf_1_2(tmp_path: Path) -> None:
    quads = list(ox.parse(path=str(written(small(), tmp_path, reifiers=True))))
    reified = {
        (q.object.subject, q.object.predicate, q.object.object) for q in quads if isinstance(q.object, ox.Triple)
    }
    rdf = Rdf().parse(written(small(), tmp_path))
    plain_form = {
        tuple(ox.NamedNode(str(rdf.value(s, part))) for part in (RDF.subject, RDF.predicate, RDF.object))
        for s in rdf.subjects(RDF.type, YT.Statement)
    }
    assert reified == plain_form
    assert not any(q.predicate.value == str(RDF.subject) for q in quads)


HOSTILE = [
    '"',
    "\\",
    "\\u0041",
    '"""',
    "'''",
    "a\nb",
    "a\r\tb",
    "<script>",
    "@en",
    "^^xsd:int",
    ". <a> <b> <c>",
    "𠮷野家",
    "{}",
    "%s %d",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_comes_back_to_the_letter(value: str, tmp_path: Path) -> None:
    assert labelled(value, tmp_path) == [value]


@pytest.mark.parametrize(
    ("value", "kept"), [("a\x00b", "ab"), ("\x1bx\x08", "x"), ("a\ud800b", "ab"), ("a\uffffb", "ab")]
)
def test_what_no_store_can_hold_is_dropped(value: str, kept: str, tmp_path: Path) -> None:
    assert labelled(value, tmp_path) == [kept]


def labelled(value: str, folder: Path) -> list[str]:
    article = Article(value, value, value, None, value, value)
    path = written(Graph((article,), (Entity("park-0", "Park", value, (value,)),), (), ()), folder)
    assert len(Rdf().parse(path)) == len(set(ox.parse(path=str(path))))
    return [q.object.value for q in ox.parse(path=str(path)) if q.predicate.value.endswith("#label")]


@given(st.text())
def test_any_text_is_one_literal_token(value: str) -> None:
    (quad,) = ox.parse(f"<x:s> <x:p> {text(value)} .", ox.RdfFormat.TURTLE)
    assert quad.object.value == "".join(filter(storable, value))


def storable(character: str) -> bool:
    return character in "\t\n\r" or (
        character >= " " and character not in "\ufffe\uffff" and not "\ud800" <= character <= "\udfff"
    )


@pytest.mark.parametrize(
    ("value", "token"),
    [
        ("3100000000", "3100000000"),
        ("5.50", "5.5"),
        ("1E+3", "1000"),
        ("-0.10", "-0.1"),
        ("0.00", "0"),
        ("0.0000001", "0.0000001"),
    ],
)
def test_numbers_have_no_trailing_zeros(value: str, token: str) -> None:
    assert number(Decimal(value)) == token
    (quad,) = ox.parse(f"<x:s> <x:p> {token} .", ox.RdfFormat.TURTLE)
    assert Decimal(quad.object.value) == Decimal(value)


@pytest.mark.parametrize(
    ("address", "token"),
    [
        ("https://a.example/b?c=d#e", "<https://a.example/b?c=d#e>"),
        ("https://a.example/园", "<https://a.example/%E5%9B%AD>"),
        ("https://a.example/> . <x:s> <x:p> <x:o", "<https://a.example/%3E%20.%20%3Cx:s%3E%20%3Cx:p%3E%20%3Cx:o>"),
        ("javascript:alert(1)", '"javascript:alert(1)"'),
        ("file:///etc/passwd", '"file:///etc/passwd"'),
        ("https://a.example/%zz", '"https://a.example/%zz"'),
        ("not a url", '"not a url"'),
    ],
)
def test_addresses(address: str, token: str) -> None:
    assert url(address) == token
    assert len(list(ox.parse(f"<x:s> <x:p> {token} .", ox.RdfFormat.TURTLE))) == 1


def test_the_base_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    turtle.write(small(), path, base="https://kg.example/zones")
    subjects = {q.subject.value for q in ox.parse(path=str(path))}
    assert all(s.startswith("https://kg.example/zones/") for s in subjects)


@pytest.mark.parametrize("base", ["zones", "https://a b/", "https://a/> <x", "https://a/#frag", "//x/", "javascript:x"])
def test_a_bad_base_is_a_clear_error(base: str) -> None:
    with pytest.raises(YuantuError, match="--base"):
        base_iri(base)


def test_atomic_leaves_the_old_file_on_a_fault(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    with pytest.raises(FileNotFoundError), atomic(target) as temporary:
        temporary.write_text("half" + (tmp_path / "absent").read_text())
    assert target.read_text() == "old"
    with atomic(target) as temporary:
        temporary.write_text("new")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]
    assert target.read_text() == "new"


def test_an_article_twice_under_two_names_is_two_articles(tmp_path: Path) -> None:
    graph = small()
    both = replace(graph, articles=(*graph.articles, replace(graph.articles[0], id="copy")))
    rdf = Rdf().parse(written(both, tmp_path))
    assert len(list(rdf.subjects(RDF.type, YT.Article))) == 3


def test_plain_strings() -> None:
    assert plain('a"b') == '"a\\"b"'
