"""validate: a written graph against the shapes of the ontology."""

from dataclasses import dataclass
from pathlib import Path

import shacl

from kg.errors import KnowledgeError, YuantuError
from kg.ontology import DEFAULT

FILE = "shapes.ttl"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong: the shape, the node it is about, the offending value, and why."""

    shape: str
    node: str
    value: str
    message: str

    def __str__(self) -> str:
        """One line for the user."""
        return f"{self.node}: {self.message}" + (f": {self.value}" if self.value and self.value != self.node else "")


def validate(path: Path, *, ontology: Path = DEFAULT, limit: int | None = None) -> tuple[Violation, ...]:
    """Return what violates the shapes, sorted, at most `limit`; raise when the graph or the shapes cannot be read."""
    shapes = _shapes(ontology / FILE)
    try:
        report = shapes.validate_turtle(path.read_text("utf-8"), max_results=limit)
    except (OSError, ValueError, RuntimeError) as fault:
        raise YuantuError(f"{path}: cannot be validated: {fault}") from fault
    found = {_violation(result) for result in report.results}
    return tuple(sorted(found))


def count(ontology: Path = DEFAULT) -> int:
    """The number of node shapes; a KnowledgeError when they cannot be read."""
    _shapes(ontology / FILE)
    return (ontology / FILE).read_text("utf-8").count("a sh:NodeShape")


def _shapes(path: Path) -> shacl.Shapes:
    try:
        return shacl.Shapes.from_turtle(path.read_text("utf-8"))
    except (OSError, ValueError, RuntimeError) as fault:
        raise KnowledgeError([f"{path}: {fault}"]) from fault


def _violation(result: shacl.Result) -> Violation:
    return Violation(
        shape=(result.root_shape or result.source_shape or "").strip("<>").rpartition("#")[2],
        node=result.focus_node,
        value=result.value or "",
        message=result.message or result.component,
    )
