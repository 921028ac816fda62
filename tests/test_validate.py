"""The shapes: what we write conforms, and one planted violation of each constraint is found, by two engines alike."""

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph as Rdf

from kg import ontology, validate
from kg.errors import KnowledgeError, YuantuError
from kg.upkeep import make_shapes
from kg.write import turtle
from tests.extractions import assemble, gold_extractions, small
from tests.gold import DEV

SHAPES = ontology.DEFAULT / validate.FILE

# What is planted in the small graph: message, text to replace, replacement. All of it must be found.
PLANTED = [
    ("an entity has one type", "a yt:Park ;", "a yt:Park , yt:Place ;"),
    ("an entity has one label", '    rdfs:label "西溪数谷"@zh ;\n', ""),
    ("an entity has one label", 'rdfs:label "西溪数谷"@zh', 'rdfs:label "西溪数谷"@zh , "数谷"@zh'),
    ("an entity has one label", 'rdfs:label "西溪数谷"@zh', 'rdfs:label "西溪数谷"'),
    ("an entity has one label", 'skos:altLabel "余杭区"@zh', 'skos:altLabel "余杭区"@zh , "杭州市余杭区"@zh'),
    ("an alias is text with a language", 'skos:altLabel "余杭区"@zh', 'skos:altLabel "余杭区"'),
    ("a statement has one subject", "rdf:subject id:person-", "rdf:subject id:company-3275a887abe4 , id:person-"),
    ("a statement has one predicate", "    rdf:predicate yt:holdsPosition ;\n", ""),
    ("a statement has one object", "    rdf:object id:project-d51adfdbc7ec ;\n", ""),
    ("confidence is a decimal from 0 to 1", "yt:confidence 0.95", "yt:confidence 1.5"),
    ("confidence is a decimal from 0 to 1", "yt:confidence 0.95", 'yt:confidence "high"'),
    ("a role is text with a language", 'yt:role "主任"@zh', 'yt:role "主任"'),
    ("what announced a fact is evidence", "yt:announcedBy <article/", "yt:announcedBy <article/x"),
    ("a statement that holds is also a plain triple", "    yt:cooperatesWith id:government-8573bbff99c1 ;\n", ""),
    (
        "a planned statement is no plain triple",
        "    yt:locatedIn id:region-",
        "    yt:builds id:project-d51adfdbc7ec ; yt:locatedIn id:region-",
    ),
    (
        "a plain triple of partOf has its statement",
        "    yt:locatedIn id:region-",
        "    yt:partOf id:park-50bc46e67c39 ; yt:locatedIn id:region-",
    ),
    ("a figure is about one entity", "    yt:about id:region-330110 ;\n", ""),
    ("a figure is about an entity of the graph", "yt:about id:region-330110", "yt:about id:region-330199"),
    ("a figure has one metric", 'yt:metric "新设企业"@zh', 'yt:metric ""@zh'),
    ("a figure has one number", "yt:value 413 ", 'yt:value "413" '),
    ("a figure has one number", "yt:value 413 ", "yt:value 413 , 414 "),
    ("a figure has one unit", '    yt:unit "家"@zh ;\n', ""),
    ("a bound is minimum, maximum or approximate", "yt:value 413 ", "yt:value 413 ; yt:bound yt:Actual "),
    ("a fact is actual or planned", "yt:status yt:Planned", "yt:status yt:Minimum"),
    ("a fact is actual or planned", "    yt:status yt:Planned ;\n", ""),
    ("a fact has evidence", " ;\n    prov:wasDerivedFrom <article/eb16cfa3946c#char=64,74>", ""),
    (
        "a fact has evidence",
        "prov:wasDerivedFrom <article/eb16cfa3946c#char=64,74>",
        "prov:wasDerivedFrom <article/eb16cfa3946c>",
    ),
    ("a fact names its rule", '    yt:foundBy "builds-test" ;\n', ""),
    ("a period is a string", 'yt:period "2022"', "yt:period 2022"),
    ("a period begins on a day", '"2022-01-01"^^xsd:date', '"2023-01-01"^^xsd:date'),
    ("a period begins on a day", '"2022-01-01"^^xsd:date', '"2022"^^xsd:gYear'),
    ("a period ends on a day", '"2022-12-31"^^xsd:date', '"2022-12-31"'),
    ("a period that begins also ends", '    yt:periodEnd "2022-12-31"^^xsd:date ;\n', ""),
    ("a period that ends also begins", '    yt:periodStart "2022-01-01"^^xsd:date ;\n', ""),
    ("Pattern", "#char=64,74> a yt:Evidence", "#char=64> a yt:Evidence"),
    ("an article mentions entities", "schema:mentions id:", 'schema:mentions "甲"@zh , id:'),
    ("a quote begins at an offset", "oa:start 64", "oa:start 74"),
    ("a quote begins at an offset", "oa:start 64", "oa:start -1"),
    ("a quote begins at an offset", "    oa:start 64 ;\n", ""),
    ("a quote ends at an offset", "    oa:end 74 ;\n", ""),
    ("evidence has its quote", '    oa:exact "计划建设星河算力中心"@zh ;\n', ""),
    ("a quote comes from an article", "prov:wasQuotedFrom <article/eb16cfa3946c>", "prov:wasQuotedFrom <article/none>"),
    ("an article has one identifier", '    dcterms:identifier "plan" ;\n', ""),
    ("an article has one title", 'dcterms:title "星河智算拟落户西溪数谷"@zh', 'dcterms:title "星河"@zh , "智算"@zh'),
    ("an article is issued on a day", 'dcterms:issued "2021-08-10"^^xsd:date', 'dcterms:issued "八月十日"'),
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("small") / "graph.ttl"
    turtle.write(small(), path)
    return path.read_text("utf-8")


def violations(source: str, folder: Path) -> tuple[validate.Violation, ...]:
    path = folder / "graph.ttl"
    path.write_text(source, "utf-8")
    return validate.validate(path)


def referee(source: str) -> tuple[bool, str]:
    conforms, _, text = pyshacl.validate(Rdf().parse(data=source, format="turtle"), shacl_graph=Rdf().parse(SHAPES))
    return bool(conforms), str(text)


def test_what_we_write_conforms(source: str, tmp_path: Path) -> None:
    assert violations(source, tmp_path) == ()
    assert referee(source)[0]


@pytest.mark.skipif(not DEV.is_dir(), reason="the annotated articles are not beside the repository")
def test_the_annotated_articles_conform(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    turtle.write(assemble(gold_extractions()), path)
    assert validate.validate(path) == ()


@pytest.mark.parametrize(("message", "old", "new"), PLANTED)
def test_a_planted_violation_is_found(message: str, old: str, new: str, source: str, tmp_path: Path) -> None:
    assert old in source
    planted = source.replace(old, new, 1)
    assert any(message in str(violation) for violation in violations(planted, tmp_path))
    conforms, report = referee(planted)
    assert not conforms
    assert message in report


def predicates() -> list[str]:
    return list(ontology.load().predicates)


@pytest.mark.parametrize("name", predicates())
def test_domain_and_range_of_every_predicate(name: str, source: str, tmp_path: Path) -> None:
    """A planned statement between entities of the wrong types, one end at a time."""
    predicate = ontology.load().predicates[name]
    kinds = ontology.load().types
    for side, allowed in (("domain", predicate.domain), ("range", predicate.range)):
        ends = {"domain": min(predicate.domain), "range": min(predicate.range)}
        ends[side] = next(kind for kind in kinds if kind not in allowed)
        made = f"id:s a yt:{ends['domain']} ; rdfs:label '甲'@zh . id:o a yt:{ends['range']} ; rdfs:label '乙'@zh .\n"
        fact = re.search(r"^st:b017.*?\.\n\n", source, re.S | re.M)
        assert fact
        wrong = re.sub(r"(rdf:subject) \S+", r"\1 id:s", re.sub(r"(rdf:object) \S+", r"\1 id:o", fact[0]))
        wrong = wrong.replace("yt:builds", f"yt:{name}").replace("st:b017", "st:f017")
        found = [str(violation) for violation in violations(source + made + wrong, tmp_path)]
        assert [line for line in found if f"{name} joins none of its {side}" in line] == found != []


def test_every_message_of_the_shapes_is_planted() -> None:
    messages = set(re.findall(r'sh:message "([^"]*)"', SHAPES.read_text("utf-8").partition("# ── predicates")[0]))
    assert {m for m in messages if not any(m.startswith(planted) for planted, _, _ in PLANTED)} == set()


def test_shapes_follow_the_ontology() -> None:
    head, _, rest = SHAPES.read_text("utf-8").partition(make_shapes.MARK)
    assert rest.partition("\n")[2] == make_shapes.shapes(ontology.load())
    targets = re.search(r"shape:Entity .*?;\n(.*?) ;\n    sh:nodeKind", head, re.S)
    assert targets
    assert set(re.findall(r"yt:(\w+)", targets[1])) == set(ontology.load().types)


def test_unreadable_input_is_one_clear_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b>", "utf-8")
    with pytest.raises(YuantuError, match=r"broken\.ttl"):
        validate.validate(broken)
    with pytest.raises(YuantuError, match=r"absent\.ttl"):
        validate.validate(tmp_path / "absent.ttl")
    (tmp_path / validate.FILE).write_text("nonsense", "utf-8")
    with pytest.raises(KnowledgeError, match=validate.FILE):
        validate.validate(broken, ontology=tmp_path)
