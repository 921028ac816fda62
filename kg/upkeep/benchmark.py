"""Measure writing, validating and asking a large made graph, the writer beside rdflib's.

python -m kg.upkeep.benchmark [TRIPLES]        1,000,000 without an argument
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from rdflib import Graph as Rdf

from kg import query, questions
from kg.model import Graph
from kg.upkeep.large_graph import large
from kg.validate import validate
from kg.write import turtle

_RDFLIB_SHARE = 20
"""rdflib writes this part of the triples: all of a large graph would take it minutes and gigabytes."""
_NAMES = {"park": "第4号Park", "name": "第5号Region", "one": "第0号Company", "two": "第15号Company"}

_Result = TypeVar("_Result")


def main(triples: int) -> None:
    """Print one line a measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        graph = large(triples)
        before = _memory()
        seconds, _ = _timed(lambda: turtle.write(graph, path))
        count = sum(1 for _ in pyoxigraph.parse(path=str(path)))
        more = _memory() - before
        print(f"write Turtle   {count / seconds:12,.0f} triples/s   {count:,} triples, {more:,.0f} MB more memory")
        _beside_rdflib(large(triples // _RDFLIB_SHARE), Path(folder))
        seconds, violations = _timed(lambda: validate(path))
        print(f"validate       {count / seconds:12,.0f} triples/s   {len(violations)} violations, {seconds:.1f} s")
        _questions(path)


def _beside_rdflib(graph: Graph, folder: Path) -> None:
    path = folder / "part.ttl"
    turtle.write(graph, path)
    rdf = Rdf().parse(path)
    seconds, _ = _timed(lambda: rdf.serialize(folder / "rdflib.ttl", format="turtle"))
    print(f"rdflib writes  {len(rdf) / seconds:12,.0f} triples/s   {len(rdf):,} triples")


def _questions(path: Path) -> None:
    seconds, graph = _timed(lambda: query.load(path))
    print(f"load           {seconds:12.2f} s")
    for question in questions.load().values():
        values = question.bind({name: _NAMES[name] for name in question.parameters if name in _NAMES})
        seconds, result = _timed(lambda q=question, v=values: query.ask(graph, q.sparql, v))  # type: ignore[misc]
        scope = "" if question.parameters else ", all of the graph"
        print(f"{question.name:14} {seconds:12.3f} s   {len(result.bindings)} rows{scope}")


def _timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _memory() -> float:
    """The most memory that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
