"""Queries: every shipped question has its answer, both engines agree, and no query leaves the graph."""

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph as Rdf
from rdflib import Literal

from kg import ontology, query, questions
from kg.errors import KnowledgeError, YuantuError
from kg.write import turtle
from tests.extractions import assemble, full, gold_extractions
from tests.gold import DEV

ENGINES = ("rdflib", "oxigraph")
QUESTIONS = questions.load()

# What the questions answer on the small graph: parameters, and rows without their quotes.
ANSWERS: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "settled": (
        {"park": "西溪数谷"},
        [("月湖银行", "西溪数谷", ""), ("星河智算科技有限公司", "西溪数谷", "2021-09-06")],
    ),
    "planned": ({"name": "西溪数谷"}, [("西溪数谷", "yt:builds", "星河算力中心", "2022")]),
    "come-true": ({}, [("星河智算科技有限公司", "yt:settledIn", "西溪数谷", "2021-08-10", "2021-09-07")]),
    "policies": ({"park": "西溪数谷"}, [("西溪数谷", "西溪数谷十条", "杭州市余杭区人民政府", "2021")]),
    "figures": (
        {"name": "余杭区", "metric": "新设企业"},
        [("杭州市余杭区", "新设企业", "2021-01/2021-07", "413", "家", "yt:Actual")],
    ),
    "titles": ({"holder": "西溪数谷"}, [("西溪数谷", "未来产业先导区", "", "杭州市余杭区人民政府")]),
    "ties": (
        {"one": "星河智算", "two": "月湖银行"},
        [
            ("星河智算科技有限公司", "yt:investsIn", "", "", "月湖银行"),
            ("星河智算科技有限公司", "yt:settledIn", "西溪数谷", "yt:settledIn", "月湖银行"),
            ("星河智算科技有限公司", "yt:participatesIn", "西溪论坛", "yt:organizes", "月湖银行"),
        ],
    ),
    "people": ({"organization": "西溪数谷管委会"}, [("林知远", "主任", "西溪数谷管委会", "")]),
    "events": ({"name": "西溪论坛"}, [("西溪论坛", "月湖银行", "西溪数谷", "")]),
    "participants": ({"who": "星河智算"}, [("星河智算科技有限公司", "西溪论坛", "")]),
    "partners": ({"who": "星河智算"}, [("星河智算科技有限公司", "杭州市余杭区人民政府", "yt:Actual", "")]),
    "investments": ({"investor": "月湖银行"}, [("月湖银行", "星河智算科技有限公司", "yt:Actual", "")]),
    "founders": ({"founder": "月湖银行"}, [("月湖银行", "月湖研究院", "")]),
    "products": ({"maker": "星河智算"}, [("星河智算科技有限公司", "星河一号", "yt:Actual")]),
    "industries": ({"industry": "人工智能"}, [("人工智能", "西溪数谷", "yt:Park", "yt:Actual")]),
    "parks": ({"region": "余杭区"}, [("杭州市余杭区", "西溪数谷", ""), ("杭州市余杭区", "西溪数谷东片区", "西溪数谷")]),
    "subsidiaries": ({"parent": "月湖银行"}, [("月湖银行", "月湖研究院", "yt:Institution")]),
    "rankings": ({"report": "算力百强榜"}, [("算力百强榜", "星河智算科技有限公司", "2021")]),
    "administration": ({"zone": "西溪数谷"}, [("西溪数谷", "西溪数谷管委会")]),
    "hubs": ({}, [("西溪数谷", "2")]),
    "mentions": ({"name": "林知远"}, [("林知远", "星河智算落户西溪数谷", "2021-09-07", "园区报")]),
    "growth": ({}, [("杭州市余杭区", "新设企业 同比增长", "5.5", "2021-01/2021-07")]),
    "timeline": (
        {"name": "星河智算", "since": "2021-09-01"},
        [("2021-09-06", "星河智算科技有限公司", "yt:settledIn", "西溪数谷", "yt:Actual")],
    ),
    "well-sourced": ({}, [("西溪数谷", "yt:locatedIn", "杭州市余杭区", "2")]),
    "doubtful": ({"below": "0.65"}, [("0.6", "西溪数谷", "yt:builds", "星河算力中心", "builds-test")]),
    "articles": (
        {},
        [
            ("西溪数谷招商纪事", "2022-01-05", "16"),
            ("星河智算拟落户西溪数谷", "2021-08-10", "5"),
            ("星河智算落户西溪数谷", "2021-09-07", "4"),
        ],
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "graph.ttl"
    turtle.write(full(), path)
    return path


@pytest.fixture(scope="module")
def graphs(path: Path) -> dict[str, Rdf]:
    return {engine: query.load(path, engine=engine) for engine in ENGINES}


def rows(graph: Rdf, name: str, values: dict[str, str]) -> list[tuple[str, ...]]:
    question = QUESTIONS[name]
    text = query.render(query.ask(graph, question.sparql, question.bind(values)), "csv")
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ANSWERS)
def test_every_question_has_its_answer(name: str, engine: str, graphs: dict[str, Rdf]) -> None:
    values, expected = ANSWERS[name]
    head, *found = rows(graphs[engine], name, values)
    kept = [i for i, column in enumerate(head) if "uote" not in column]
    assert list(dict.fromkeys(tuple(row[i] for i in kept) for row in found)) == expected


def test_at_least_twenty_questions_and_all_are_answered() -> None:
    assert len(QUESTIONS) >= 20
    assert set(QUESTIONS) - set(ANSWERS) == {"profile", "overview"}


@pytest.mark.parametrize("engine", ENGINES)
def test_profile_and_overview(engine: str, graphs: dict[str, Rdf]) -> None:
    found = rows(graphs[engine], "profile", {"name": "林知远"})[1:]
    assert found[0][:6] == ("林知远", "yt:holdsPosition", "西溪数谷管委会", "yt:Actual", "", "主任")
    assert found[0][6:] == ("西溪数谷管委会主任林知远", "星河智算落户西溪数谷")
    assert ("yt:Statement", str(len(full().statements))) in rows(graphs[engine], "overview", {})


@pytest.mark.skipif(not DEV.is_dir(), reason="the annotated articles are not beside the repository")
def test_engines_agree_on_the_annotated_articles(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    turtle.write(assemble(gold_extractions()), path)
    graphs = [query.load(path, engine=engine) for engine in ENGINES]
    for question in QUESTIONS.values():
        values = question.bind(dict.fromkeys(question.required, "深圳市"))
        one, two = (query.ask(graph, question.sparql, values) for graph in graphs)
        assert query.render(one, "csv") == query.render(two, "csv"), question.name


HOSTILE = [
    '"',
    "\\",
    '" . ?s ?p ?o . #',
    "'''",
    "x\ny",
    '"@zh } SERVICE <http://127.0.0.1/> { ?s ?p ?o',
    "$park",
    "}",
    "\\u0022",
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_parameters_find_nothing(value: str, engine: str, graphs: dict[str, Rdf]) -> None:
    assert rows(graphs[engine], "settled", {"park": value})[1:] == []


ATTACKS = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { sErViCe ?x { ?s ?p ?o } }",
    "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "SELECT * WHERE { { SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "SELECT * WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * WHERE { ?s ?p '#' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p '\\'' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p <http://x/#> . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?o<1)SERVICE<http://127.0.0.1:9/>{?a ?b ?c} FILTER(?o>1) }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DROP ALL",
    "",
    "SELECT",
    "SELECT * WHERE { ?s ex:p ?o }",
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sparql", ATTACKS)
def test_attacks_are_refused(sparql: str, engine: str, graphs: dict[str, Rdf]) -> None:
    with pytest.raises(YuantuError, match="the query is"):
        query.ask(graphs[engine], sparql)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_words_are_no_attack_as_text_or_name(engine: str, graphs: dict[str, Rdf]) -> None:
    sparql = 'SELECT ?service ?from WHERE { ?service ?from "FROM SERVICE" . # SERVICE\n }'
    assert query.render(query.ask(graphs[engine], sparql), "csv") == "service,from\n"


def test_forms_of_answers(graphs: dict[str, Rdf]) -> None:
    graph = graphs["rdflib"]
    asked = query.ask(graph, QUESTIONS["people"].sparql)
    table = query.render(asked)
    assert table.splitlines()[0].split() == ["person", "role", "where", "period"]
    assert "林知远" in table
    data = json.loads(query.render(query.ask(graph, QUESTIONS["people"].sparql), "json"))
    assert data["results"]["bindings"][0]["person"] == {"type": "literal", "value": "林知远", "xml:lang": "zh"}
    assert query.render(query.ask(graph, "ASK { ?s ?p ?o }")) == "yes\n"
    made = query.render(query.ask(graph, "CONSTRUCT { ?s <x:p> ?o } WHERE { ?s <http://www.w3.org/ns/oa#exact> ?o }"))
    assert len(Rdf().parse(data=made, format="turtle")) > 5


def test_csv_holds_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "g.nt"
    path.write_text('<x:s> <x:p> "=HYPERLINK(1)" .\n', "utf-8")
    text = query.render(query.ask(query.load(path), "SELECT ?o WHERE { ?s ?p ?o }"), "csv")
    assert text == "o\n'=HYPERLINK(1)\n"


def test_columns_line_up_for_chinese(graphs: dict[str, Rdf]) -> None:
    lines = query.render(query.ask(graphs["rdflib"], QUESTIONS["industries"].sparql)).splitlines()
    assert len({query._width(line[: line.index("yt:")]) for line in lines[2:]}) == 1


def test_large_graphs_are_held_by_oxigraph(path: Path, tmp_path: Path) -> None:
    assert type(query.load(path).store).__name__ == "Memory"
    large = tmp_path / "large.ttl"
    large.write_text(path.read_text("utf-8") + "# \n" * 200_000, "utf-8")
    assert type(query.load(large).store).__name__ == "OxigraphStore"


@pytest.mark.parametrize("name", ["graph.rdf", "graph.xml", "graph.jsonld", "graph"])
def test_other_formats_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("<rdf/>")
    with pytest.raises(YuantuError, match="can be queried"):
        query.load(tmp_path / name)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", [b"<a> <b>", b"\xff\xfe", b"\x00\x01"])
def test_unreadable_files_are_one_clear_error(content: bytes, engine: str, tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_bytes(content)
    with pytest.raises(YuantuError, match=r"g\.ttl"):
        query.load(path, engine=engine)
    with pytest.raises(YuantuError, match=r"absent\.ttl"):
        query.load(tmp_path / "absent.ttl", engine=engine)


def test_parameters() -> None:
    assert questions.arguments(["--park", "甲", "--name=乙=丙"]) == {"park": "甲", "name": "乙=丙"}
    assert QUESTIONS["settled"].bind({"park": "甲"}) == {"park": Literal("甲", lang="zh")}
    with pytest.raises(YuantuError, match="no parameter --zone"):
        QUESTIONS["settled"].bind({"zone": "甲"})
    with pytest.raises(YuantuError, match="needs --one and --two"):
        QUESTIONS["ties"].bind({})
    for wrong in (["--park"], ["park", "甲"]):
        with pytest.raises(YuantuError, match="--name value"):
            questions.arguments(wrong)


def test_all_faults_of_questions_are_told(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / ontology.FILE).write_text((ontology.DEFAULT / ontology.FILE).read_text("utf-8"), "utf-8")
    (tmp_path / "queries" / "one.rq").write_text(
        "# zh: 问\n# $x: 甲\n\nPREFIX yt: <x:>\nSELECT * { ?s yt:nothing ?o }", "utf-8"
    )
    (tmp_path / "queries" / "two.rq").write_text("# zh: 问\n# en: q\n\nSELECT", "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        questions.load(tmp_path)
    told = "\n".join(caught.value.faults)
    for fault in (
        "one.rq:1: no line '# en",
        "$x is not described",
        "$x is not used",
        "one.rq:5: yt:nothing",
        "two.rq: no valid",
    ):
        assert fault in told


@pytest.mark.parametrize("engine", ENGINES)
def test_values_can_be_bound_where_all_variables_are_selected(engine: str, graphs: dict[str, Rdf]) -> None:
    sparql = "SELECT * WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    assert len(query.ask(graphs[engine], sparql, {"name": Literal("林知远", lang="zh")}).bindings) == 1
