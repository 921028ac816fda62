"""tally: how often each rule is right."""

from kg.model import Evidence, Statement
from kg.ontology import load
from kg.relate import rules
from kg.relate.tally import doubts, tally


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


def told_of(rule: str, found: list[tuple[list[Statement], set[tuple[str, str, str]]]]) -> list[str]:
    return [line.split(": ", 2)[2] for line in doubts(rules.load(), found) if f": {rule}: " in line]


def test_a_rule_that_never_fires_is_told() -> None:
    assert told_of("issues-by-verb", []) == ["never fires"]


def test_a_rule_that_is_mostly_wrong_is_told() -> None:
    wrong = [statement("e1", "issues", f"e{n}", "issues-by-verb") for n in (2, 3)]
    assert told_of("issues-by-verb", [(wrong, {("e1", "issues", "e2")})]) == []
    assert told_of("issues-by-verb", [(wrong, set())]) == ["right 0 times of 2"]


def test_a_rule_whose_facts_another_one_finds_too_is_told() -> None:
    known = {("e1", "issues", "e2"), ("e1", "issues", "e3")}
    both = statement("e1", "issues", "e2", "issues-by-verb", "issues-passive")
    more = statement("e1", "issues", "e3", "issues-passive")
    own = statement("e1", "issues", "e3", "issues-by-verb")
    shadowed = ["shadowed by issues-passive, which finds all that it finds (1)"]
    assert told_of("issues-by-verb", [([both, more], known)]) == shadowed
    assert told_of("issues-passive", [([both, more], known)]) == []
    assert told_of("issues-by-verb", [([both, more, own], known)]) == []
