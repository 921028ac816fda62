"""Count how often each relation rule is right, on articles whose facts are known, and tell which rules are doubtful."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.model import Statement
from kg.ontology import Vocabulary
from kg.relate.ruleset import RuleSet

Triple = tuple[str, str, str]


def tally(
    found: Iterable[tuple[Iterable[Statement], Collection[Triple]]], vocabulary: Vocabulary
) -> Mapping[str, tuple[int, int]]:
    """Return per rule the number of right and of wrong statements, over articles given as (statements, known triples).

    Statements and triples name entities by the same ids. Each rule in its evidence is counted once.
    """
    counts: dict[str, tuple[int, int]] = {}
    for statements, known in found:
        for statement in statements:
            triple = (statement.subject, statement.predicate, statement.object)
            mutual = vocabulary.predicates[statement.predicate].symmetric
            right = triple in known or (mutual and (triple[2], triple[1], triple[0]) in known)
            for rule in sorted({e.rule for e in statement.evidence}):
                correct, wrong = counts.get(rule, (0, 0))
                counts[rule] = (correct + right, wrong + (not right))
    return dict(sorted(counts.items()))


def doubts(ruleset: RuleSet, found: Sequence[tuple[Sequence[Statement], Collection[Triple]]]) -> Iterator[str]:
    """Tell, with file and line, the rules that never fire on these articles, are mostly wrong, or add nothing there."""
    counts, facts = tally(found, ruleset.vocabulary), _facts(statements for statements, _ in found)
    for rule in ruleset.rules:
        where = f"{rule.file}:{rule.line}: {rule.name}"
        correct, wrong = counts.get(rule.name, (0, 0))
        if not correct + wrong:
            yield f"{where}: never fires"
        elif correct < wrong:
            yield f"{where}: right {correct} times of {correct + wrong}"
        if by := _shadow(rule.name, facts):
            yield f"{where}: shadowed by {by}, which finds all that it finds ({len(facts[rule.name])})"


def _facts(found: Iterable[Sequence[Statement]]) -> Mapping[str, set[tuple[int, Triple]]]:
    facts: dict[str, set[tuple[int, Triple]]] = {}
    for article, statements in enumerate(found):
        for s in statements:
            for evidence in s.evidence:
                facts.setdefault(evidence.rule, set()).add((article, (s.subject, s.predicate, s.object)))
    return facts


def _shadow(rule: str, facts: Mapping[str, set[tuple[int, Triple]]]) -> str | None:
    """The first rule that finds all the same facts and more; of two with the same facts the later one is shadowed."""
    mine = facts.get(rule, set())
    return next(
        (o for o, theirs in sorted(facts.items()) if mine and mine <= theirs and (mine < theirs or o < rule)), None
    )
