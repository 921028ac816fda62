"""build: articles → output files, all of them or none."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kg.assemble import assemble
from kg.errors import YuantuError
from kg.model import Graph, Skipped
from kg.ontology import DEFAULT
from kg.pipeline import Batch, run
from kg.validate import validate
from kg.write import atomic, formats, html, jsonl, turtle


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
    also: Sequence[str] = (),
    workers: int = 1,
    recogniser: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Write graph.ttl, graph.html, extractions.jsonl and what else is asked for; on a fault the old files stay."""
    if unknown := sorted(set(also) - set(formats.NAMES)):
        raise YuantuError(f"no format {', '.join(unknown)}; there are {', '.join(formats.NAMES)}")
    output.mkdir(parents=True, exist_ok=True)
    batch = run(paths, ontology=ontology, workers=workers, recogniser=recogniser, progress=progress)
    graph = assemble(batch.extractions, ontology=ontology)
    return Built(graph, batch.skipped, _write(graph, batch, output, ontology, base, also))


def _write(
    graph: Graph, batch: Batch, output: Path, ontology: Path, base: str, also: Sequence[str]
) -> tuple[Path, ...]:
    single = [name for name in formats.FILES if name in also]
    names = ("graph.ttl", "graph.html", "extractions.jsonl", *(formats.FILES[name][0] for name in single))
    targets = tuple(output / name for name in names)
    with ExitStack() as stack:
        ttl, page, records, *others = (stack.enter_context(atomic(target)) for target in targets)
        turtle.write(graph, ttl, base=base)
        _must_conform(ttl, ontology)
        html.write(graph, page, ontology=ontology)
        jsonl.write(batch.extractions, records)
        for name, path in zip(single, others, strict=True):
            formats.FILES[name][1](graph, path, base)
    return targets + tuple(_folder(graph, output, name) for name in formats.FOLDERS if name in also)


def _folder(graph: Graph, output: Path, name: str) -> Path:
    """Write a format of several files beside its place, then put the folder there."""
    with tempfile.TemporaryDirectory(dir=output) as temporary:
        fresh = Path(temporary) / name
        fresh.mkdir()
        formats.FOLDERS[name](graph, fresh)
        if (output / name).exists():
            shutil.rmtree(output / name)
        fresh.rename(output / name)
    return output / name


def _must_conform(ttl: Path, ontology: Path) -> None:
    if violations := validate(ttl, ontology=ontology):
        raise YuantuError("\n".join(f"the graph violates its shapes: {v}" for v in violations))
