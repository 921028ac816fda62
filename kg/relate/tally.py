"""Count how often each relation rule is right, on articles whose facts are known."""

from collections.abc import Collection, Iterable, Mapping

from kg.model import Statement
from kg.ontology import Vocabulary

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
