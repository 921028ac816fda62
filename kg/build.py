"""build: articles → output files, all of them or none."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kg.assemble import assemble
from kg.errors import YuantuError
from kg.model import Graph, Skipped
from kg.ontology import DEFAULT
from kg.pipeline import run
from kg.validate import validate
from kg.write import atomic, html, jsonl, turtle


@dataclass(frozen=True, slots=True)
class Built:
    """The graph, what was skipped, and the files that were written."""

    graph: Graph
    skipped: tuple[Skipped, ...]
    written: tuple[Path, ...]


def build(
    paths: Sequence[str],
    output: Path,
    *,
    ontology: Path = DEFAULT,
    base: str = "",
    workers: int = 1,
    recogniser: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Write graph.ttl, graph.html and extractions.jsonl into `output`; on any fault the old files stay as they were."""
    batch = run(paths, ontology=ontology, workers=workers, recogniser=recogniser, progress=progress)
    graph = assemble(batch.extractions, ontology=ontology)
    output.mkdir(parents=True, exist_ok=True)
    targets = tuple(output / name for name in ("graph.ttl", "graph.html", "extractions.jsonl"))
    with ExitStack() as stack:
        ttl, page, records = (stack.enter_context(atomic(target)) for target in targets)
        turtle.write(graph, ttl, base=base)
        _must_conform(ttl, ontology)
        html.write(graph, page, ontology=ontology)
        jsonl.write(batch.extractions, records)
    return Built(graph, batch.skipped, targets)


def _must_conform(ttl: Path, ontology: Path) -> None:
    if violations := validate(ttl, ontology=ontology):
        raise YuantuError("\n".join(f"the graph violates its shapes: {v}" for v in violations))
