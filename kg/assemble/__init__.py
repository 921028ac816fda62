"""assemble: many extractions → one graph, the same whatever their order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from kg import ontology as vocabulary
from kg.assemble import identity, merge
from kg.assemble.merge import Owner
from kg.model import ACTUAL, PLANNED, Entity, Evidence, Extraction, Graph, Observation, Statement
from kg.values.periods import days

_Fact = TypeVar("_Fact", Statement, Observation)


def assemble(extractions: Iterable[Extraction], *, ontology: Path = vocabulary.DEFAULT) -> Graph:
    """Fold the extractions into one graph; article ids must differ."""
    pile = tuple(sorted(extractions, key=lambda extraction: extraction.article.id))
    owners = merge.merge(pile, ontology=ontology)
    texts = {x.article.id: identity.digest(x.article.text) for x in pile}
    symmetric = frozenset(p.name for p in vocabulary.load(ontology).predicates.values() if p.symmetric)
    statements = [s for x in pile for s in _renamed(x, owners, symmetric)]
    observations = [replace(o, subject=owners[x.article.id, o.subject]) for x in pile for o in x.observations]
    return Graph(
        articles=tuple(x.article for x in pile),
        entities=_entities(pile, owners),
        statements=tuple(_folded(group, texts) for group in _groups(statements, identity.statement)),
        observations=tuple(_united(group) for group in _groups(observations, identity.observation)),
    )


def _entities(pile: Sequence[Extraction], owners: Mapping[Owner, str]) -> tuple[Entity, ...]:
    found = defaultdict[str, list[tuple[str, Entity]]](list)
    for x in pile:
        for entity in x.entities:
            found[owners[x.article.id, entity.id]].append((x.article.id, entity))
    return tuple(_entity(id_, found[id_]) for id_ in sorted(found))


def _entity(id_: str, members: Sequence[tuple[str, Entity]]) -> Entity:
    """The fullest name wins: the longest one, of equally long ones the most frequent."""
    counts = Counter(entity.name for _, entity in members)
    name = min(counts, key=lambda n: (-len(n), -counts[n], n))
    aliases = {form for _, entity in members for form in entity.names} - {name}
    articles = tuple(sorted({article for article, _ in members}))
    return Entity(id_, members[0][1].type, name, tuple(sorted(aliases)), articles=articles)


def _renamed(extraction: Extraction, owners: Mapping[Owner, str], symmetric: frozenset[str]) -> Iterable[Statement]:
    """Statements by global ids; a symmetric one in one order, one of a thing about itself not at all."""
    for s in extraction.statements:
        ends = [owners[extraction.article.id, end] for end in (s.subject, s.object)]
        if s.predicate in symmetric:
            ends.sort()
        if ends[0] != ends[1]:
            yield replace(s, subject=ends[0], object=ends[1])


def _groups(facts: Iterable[_Fact], key: Callable[[_Fact], str]) -> Iterable[list[_Fact]]:
    for _, group in groupby(sorted(facts, key=key), key=key):
        yield list(group)


def _folded(group: Sequence[Statement], texts: Mapping[str, str]) -> Statement:
    """One statement from all that say the same: actual wins over planned, what announced it is kept apart."""
    actual = [s for s in group if s.status == ACTUAL]
    chosen = actual or group
    return Statement(
        subject=group[0].subject,
        predicate=group[0].predicate,
        object=group[0].object,
        status=ACTUAL if actual else PLANNED,
        time=_best((s.time for s in chosen), days),
        role=_best((s.role for s in chosen), lambda role: -len(role)),
        evidence=_evidence(chosen),
        confidence=_confidence(chosen, texts),
        announced=_evidence(s for s in group if actual and s.status == PLANNED),
    )


def _united(group: Sequence[Observation]) -> Observation:
    return replace(group[0], evidence=_evidence(group))


def _evidence(facts: Iterable[Statement | Observation]) -> tuple[Evidence, ...]:
    """The quotes in order, but for those inside another one, which says the same and more."""
    found = {evidence for fact in facts for evidence in fact.evidence}
    kept, outer = list[Evidence](), None
    for evidence in sorted(found, key=lambda e: (e.article, e.start, -e.end, e)):
        if outer is None or evidence.article != outer.article or evidence.end > outer.end:
            outer = evidence
        elif (evidence.start, evidence.end) != (outer.start, outer.end):
            continue
        kept.append(evidence)
    return tuple(sorted(kept))


def _best(values: Iterable[str | None], rank: Callable[[str], int]) -> str | None:
    """The value of the lowest rank; of equal ones the most frequent, then the first in order."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (rank(value), -counts[value], value), default=None)


def _confidence(facts: Sequence[Statement], texts: Mapping[str, str]) -> float | None:
    """Noisy or: 1 - Π(1 - cᵢ) over texts that differ; copies of one text are one source, its best rule counts."""
    best = defaultdict[str, float](float)
    for fact in facts:
        for evidence in fact.evidence if fact.confidence is not None else ():
            text = texts.get(evidence.article, evidence.article)
            best[text] = max(best[text], fact.confidence or 0.0)
    doubt = 1.0
    for text in sorted(best):
        doubt *= 1 - best[text]
    return round(1 - doubt, 4) if best else None
