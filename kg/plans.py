"""plan: figures of what is still to be built (总投资120亿元 of a planned plant) → planned ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import ACTUAL, PLANNED, Entity, Observation, Statement
from kg.ontology import PROJECT

_MAKING = frozenset({"builds", "investsIn"})


def plan(
    observations: Sequence[Observation], statements: Sequence[Statement], entities: Sequence[Entity]
) -> Iterator[Observation]:
    """Yield the observations; one of a project that the article only tells of as planned is planned, if undated."""
    projects = {entity.id for entity in entities if entity.type == PROJECT}
    making = [s for s in statements if s.predicate in _MAKING and s.object in projects]
    ahead = {s.object for s in making if s.status == PLANNED} - {s.object for s in making if s.status == ACTUAL}
    for seen in observations:
        yield replace(seen, status=PLANNED) if seen.subject in ahead and not seen.period else seen
