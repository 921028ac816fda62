"""The vocabulary: complete, without orphans or cycles, and its loader tells every fault at once."""

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg import ontology
from kg.errors import KnowledgeError
from kg.upkeep import make_docs

OURS = ontology.NAMESPACE
FILE = ontology.DEFAULT / ontology.FILE


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(FILE)


def terms(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(OURS)})


def test_all_classes_and_predicates_are_there() -> None:
    vocabulary = ontology.load()
    assert len(vocabulary.types) == 15
    assert len(vocabulary.predicates) == 20
    assert vocabulary.leaves(ontology.ORGANIZATION) == ontology.ORGANIZATIONS
    assert [p.name for p in vocabulary.predicates.values() if p.symmetric] == [ontology.COOPERATES_WITH]


def test_domain_and_range_are_leaf_types() -> None:
    vocabulary = ontology.load()
    for predicate in vocabulary.predicates.values():
        assert predicate.domain <= set(vocabulary.types)
        assert predicate.range <= set(vocabulary.types)
    assert vocabulary.predicates["settledIn"].domain == ontology.ORGANIZATIONS | {ontology.PROJECT}
    assert vocabulary.allows(ontology.COMPANY, "settledIn", ontology.PARK)
    assert not vocabulary.allows(ontology.PARK, "settledIn", ontology.COMPANY)


def test_every_type_has_its_own_colour() -> None:
    vocabulary = ontology.load()
    colours = [vocabulary.classes[name].colour for name in vocabulary.types]
    assert all(colours)
    assert len(set(colours)) == len(colours)


def test_every_term_has_labels_definitions_and_an_example(graph: Graph) -> None:
    for term in terms(graph):
        for relation in (RDFS.label, SKOS.definition):
            assert {o.language for o in graph.objects(term, relation)} == {"zh", "en"}, (term, relation)
        assert list(graph.objects(term, SKOS.example)), term


def test_no_term_is_an_orphan(graph: Graph) -> None:
    """Every class, property and individual hangs below a term of a public vocabulary."""
    individuals = {t for t in terms(graph) if (t, RDF.type, None) in graph and not is_defined(graph, t)}
    for term in set(terms(graph)) - individuals:
        if (term, RDF.type, OWL.AnnotationProperty) in graph:
            continue
        above = set(graph.transitive_objects(term, RDFS.subClassOf)) | set(
            graph.transitive_objects(term, RDFS.subPropertyOf)
        )
        assert any(isinstance(t, URIRef) and not t.startswith(OURS) for t in above), term
    for individual in individuals:
        assert all(is_defined(graph, kind) for kind in graph.objects(individual, RDF.type)), individual


def is_defined(graph: Graph, term: URIRef) -> bool:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    return bool(kinds & set(graph.objects(term, RDF.type)))


def test_no_term_of_ours_is_used_without_definition(graph: Graph) -> None:
    used = {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(OURS)}
    assert used == set(terms(graph))


def test_no_cycles(graph: Graph) -> None:
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in terms(graph):
            above = {t for parent in graph.objects(term, relation) for t in graph.transitive_objects(parent, relation)}
            assert term not in above


def test_it_is_versioned(graph: Graph) -> None:
    assert ontology.load().version == str(next(graph.objects(None, OWL.versionInfo)))


def test_it_loads_in_a_tenth_of_a_second() -> None:
    best = min(timed() for _ in range(3))
    assert best < 0.1


def timed() -> float:
    started = time.process_time()
    ontology.load()
    return time.process_time() - started


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    source = FILE.read_text("utf-8")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    (folder / ontology.FILE).write_text(source, "utf-8")
    return folder


def test_all_faults_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        ('rdfs:label "企业"@zh , "Company"@en ;', 'rdfs:label "Company"@en ;'),
        ("rdfs:range  yt:Event ;", "rdfs:range  yt:Happening ;"),
        ("yt:Industry a owl:Class", "yt:Field a owl:Class"),
    )
    with pytest.raises(KnowledgeError) as caught:
        ontology.load(folder)
    line = next(i for i, text in enumerate(FILE.read_text("utf-8").splitlines(), 1) if text.startswith("yt:Company "))
    faults = caught.value.faults
    assert any(f"{ontology.FILE}:{line}: Company: no label in zh" in fault for fault in faults)
    assert any("organizes: rdfs:range names Happening" in fault for fault in faults)
    assert any("Industry: the program needs it" in fault for fault in faults)


def test_a_cycle_is_a_fault(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        (
            "rdfs:subClassOf yt:Entity , schema:Organization",
            "rdfs:subClassOf yt:Company , yt:Entity , schema:Organization",
        ),
    )
    with pytest.raises(KnowledgeError, match="its own super-term"):
        ontology.load(folder)


@pytest.mark.parametrize("content", [b"", b"yt:broken", b"\xff\xfe\x00", b"<a> <b> <c> ."])
def test_a_broken_file_is_one_known_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ontology.FILE).write_bytes(content)
    with pytest.raises(KnowledgeError):
        ontology.load(tmp_path)


def test_a_new_class_and_predicate_need_no_python(tmp_path: Path) -> None:
    folder = changed(tmp_path, ("yt:Industry a owl:Class", NEW + "yt:Industry a owl:Class"))
    vocabulary = ontology.load(folder)
    assert "Port" in vocabulary.types
    assert vocabulary.allows("Port", "serves", ontology.REGION)


NEW = """
yt:Port a owl:Class ; rdfs:subClassOf yt:Entity , schema:Place ; rdfs:label "港口"@zh , "Port"@en ;
    skos:definition "港口。"@zh , "A port."@en ; skos:example "宁波舟山港" .
yt:serves a owl:ObjectProperty ; rdfs:subPropertyOf yt:relatedTo ; rdfs:domain yt:Port ; rdfs:range yt:Region ;
    rdfs:label "服务"@zh , "serves"@en ; skos:definition "服务于。"@zh , "Serves."@en ; skos:example "某港服务某市。" .
"""


def test_it_is_strict_turtle() -> None:
    assert len(list(ox.parse(path=str(FILE)))) > 500


def test_the_documentation_is_fresh() -> None:
    page = make_docs.page(ontology.load())
    assert make_docs.TARGET.read_text("utf-8") == page
    assert all(
        f"\n### {term.removeprefix(OURS)}\n" in page
        for term in terms(Graph().parse(FILE))
        if term[len(OURS) :] not in TOPS
    )


TOPS = {ontology.ENTITY, ontology.RELATED_TO}
