"""Every rule's examples and counter-examples, with all rules loaded, and the faults that loading tells."""

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.ontology import DEFAULT
from kg.relate import rules
from kg.relate.examples import faults, parse, spelled_out
from kg.relate.rules import FOLDER
from kg.relate.ruleset import Rule

RULES = rules.load()


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.name)
def test_examples_say_what_they_claim(rule: Rule) -> None:
    assert faults(rule, RULES) == []


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.name)
def test_every_cue_occurs_in_an_example(rule: Rule) -> None:
    told = [parse(text).text for text, _ in spelled_out(rule)]
    assert [cue for cue in rule.cues if not any(cue in text for text in told)] == []


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.name)
def test_every_rule_has_a_counter_example(rule: Rule) -> None:
    assert rule.never


def test_every_predicate_has_rules() -> None:
    assert {r.predicate for r in RULES.rules} == set(RULES.vocabulary.predicates)


def test_there_are_enough_examples() -> None:
    assert sum(len(r.examples) for r in RULES.rules) >= 250
    assert sum(len(r.never) for r in RULES.rules) >= 120


def ontology_with(folder: Path, text: str) -> Path:
    """A copy of the ontology folder whose relation rules are the given text."""
    (folder / FOLDER).mkdir(parents=True)
    (folder / "lexicon").mkdir()
    for name in ("yuantu.ttl", "lexicon/status.csv", f"{FOLDER}/words.yaml"):
        (folder / name).write_bytes((DEFAULT / name).read_bytes())
    (folder / FOLDER / "rules.yaml").write_text(text, "utf-8")
    return folder


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    folder = ontology_with(
        tmp_path,
        """predicate: issues
rules:
  - name: Bad
    pattern: "{subject:Org}发布{object:Policy}"
    examples: ["[subject/Company 甲]发布[object/Policy 乙]"]
  - name: no-such-type
    pattern: "{subject:Orgs}发布{object:Policy}"
    examples: ["x"]
  - name: wrong-range
    pattern: "{subject:Org}发布{object:Event}"
    examples: ["x"]
  - name: no-object
    pattern: "{subject:Org}发布"
    examples: ["x"]
  - name: no-words
    pattern: "{subject:Org}{verbs}{object:Policy}"
    examples: ["x"]
  - name: with-key
    colour: red
    pattern: "{subject:Org}(发布{object:Policy}"
""",
    )
    with pytest.raises(KnowledgeError) as caught:
        rules.load(folder)
    assert [f.removeprefix("rules/relations/") for f in caught.value.faults] == [
        "rules.yaml:3: Bad: the name 'Bad' is not of the form issues-by-verb",
        "rules.yaml:6: no-such-type: unknown type Orgs",
        "rules.yaml:9: wrong-range: object of type Event does not fit issues",
        "rules.yaml:12: no-object: no object",
        "rules.yaml:15: no-words: no word list verbs",
        "rules.yaml:18: with-key: unknown key colour",
        "rules.yaml:18: with-key: no examples",
    ]


def test_names_are_unique(tmp_path: Path) -> None:
    rule = """
  - name: issues-by-verb
    pattern: "{subject:Org}发布{object:Policy}"
    examples: ["[subject/Company 甲公司]发布[object/Policy 乙方案]。"]
"""
    with pytest.raises(KnowledgeError) as caught:
        rules.load(ontology_with(tmp_path, f"predicate: issues\nrules:{rule}{rule}"))
    assert len(caught.value.faults) == 2
    assert all("name used twice" in f for f in caught.value.faults)


def test_confidence_is_smoothed() -> None:
    assert RULES.confidence("a-rule-never-counted") == 0.5
