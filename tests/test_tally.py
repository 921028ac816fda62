"""tally: how often each rule is right."""

from kg.model import Evidence, Statement
from kg.ontology import load
from kg.relate.tally import tally


def statement(subject: str, predicate: str, object_: str, *rules: str) -> Statement:
    evidence = tuple(Evidence("a", n, n + 1, "x", rule) for n, rule in enumerate(rules))
    return Statement(subject, predicate, object_, "actual", None, None, evidence)


def test_right_and_wrong_are_counted_per_rule() -> None:
    first = [statement("e1", "issues", "e2", "one", "two"), statement("e1", "issues", "e3", "one", "one")]
    second = [statement("e1", "issues", "e2", "two")]
    found = [(first, {("e1", "issues", "e2")}), (second, set[tuple[str, str, str]]())]
    assert tally(found, load()) == {"one": (1, 1), "two": (1, 1)}


def test_symmetric_facts_have_no_direction() -> None:
    found = [([statement("e1", "cooperatesWith", "e2", "one")], {("e2", "cooperatesWith", "e1")})]
    assert tally(found, load()) == {"one": (1, 0)}


def test_direction_matters_otherwise() -> None:
    found = [([statement("e1", "issues", "e2", "one")], {("e2", "issues", "e1")})]
    assert tally(found, load()) == {"one": (0, 1)}
