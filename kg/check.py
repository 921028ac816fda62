"""check: ontology, shapes, lexicons, rules, patterns and queries of one folder; every fault at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

from kg import lexicon, metrics, ontology, resolve, rules, units, validate
from kg.errors import KnowledgeError
from kg.read import boilerplate


def check(folder: Path) -> Iterator[str]:
    """Yield one line a part that is sound; raise a KnowledgeError with all faults of all parts."""
    faults: list[str] = []
    for name, load in _parts(folder):
        try:
            yield f"{name}: {load()}"
        except KnowledgeError as fault:
            faults += fault.faults
    if faults:
        raise KnowledgeError(faults)


def _parts(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "vocabulary", lambda: _vocabulary(folder)
    yield "relation rules", lambda: f"{len(rules.load(folder).rules)} rules"
    yield "lexicons", lambda: f"{len(lexicon.load(folder).entries)} entries"


def _vocabulary(folder: Path) -> str:
    found = ontology.load(folder)
    return f"{len(found.classes)} classes, {len(found.predicates)} predicates"
