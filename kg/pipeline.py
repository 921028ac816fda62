"""The whole flow on one screen: read → segment → recognise → link → resolve → relate / observe → plan → assemble."""

import hashlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.articles import load, sources
from kg.knowledge import Knowledge
from kg.link import link
from kg.model import Article, Entity, Extraction, Mention, Observation, Skipped, Statement
from kg.observe import observe
from kg.ontology import INDUSTRY, REGION
from kg.plans import plan
from kg.recognise import recognise
from kg.relate import relate
from kg.resolve import resolve
from kg.segment import segment
from kg.values import dates


@dataclass(frozen=True, slots=True)
class Batch:
    """What came out of a pile of articles: extractions by article id, and what could not be read."""

    extractions: tuple[Extraction, ...]
    skipped: tuple[Skipped, ...]


def extract(article: Article, *, knowledge: Knowledge) -> Extraction:
    """Return all that one article says."""
    document = segment(article)
    mentions = recognise(document, lexicon=knowledge.lexicon, tagger=knowledge.tagger)
    entities = link(document, mentions, lexicon=knowledge.lexicon)
    references = resolve(document, entities, lexicon=knowledge.lexicon)
    periods = dates.told(article, folder=knowledge.folder)
    statements = relate(document, entities, references, rules=knowledge.rules, periods=periods)
    figures = observe(document, entities, references, folder=knowledge.folder, periods=periods)
    observations = tuple(plan(figures, statements, entities))
    told = tuple(_placed(e, article.text) for e in _told(entities, statements, observations))
    return Extraction(article, told, statements, observations)


def run(
    paths: Sequence[str],
    *,
    ontology: Path,
    recogniser: str = "",
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Batch:
    """Read and extract every article under the paths; the result does not depend on their order or on `workers`."""
    articles, skipped = _read(sources(paths), ontology)
    done = []
    for extraction in _extracted(articles, ontology, recogniser, workers):
        done.append(extraction)
        progress(len(done), len(articles))
    return Batch(tuple(done), tuple(skipped))


def _told(
    entities: tuple[Entity, ...], statements: tuple[Statement, ...], observations: tuple[Observation, ...]
) -> tuple[Entity, ...]:
    """Leave out what earlier stages only offer, where nothing is said of it: fields of industry, regions in names."""
    used = {s.object for s in statements} | {s.subject for s in statements} | {o.subject for o in observations}
    return tuple(e for e in entities if e.id in used or (e.type != INDUSTRY and (e.type != REGION or e.mentions)))


def _placed(entity: Entity, text: str) -> Entity:
    """An entity that stands inside other names only is mentioned there; earlier stages read the outer names alone."""
    if entity.mentions:
        return entity
    start = text.index(entity.name)
    inside = Mention(start, start + len(entity.name), entity.name, entity.type, "inside")
    return replace(entity, mentions=(inside,))


def _read(files: Sequence[Path], ontology: Path) -> tuple[list[Article], list[Skipped]]:
    articles: dict[tuple[str, str], Article] = {}
    skipped: list[Skipped] = []
    for file in files:
        for item in load(file, ontology=ontology):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif (item.id, _digest(item)) in articles:
                skipped.append(Skipped(str(file), f"same article as another {item.id}"))
            else:
                articles[item.id, _digest(item)] = item
    return _distinct(list(articles.values())), skipped


def _distinct(articles: Sequence[Article]) -> list[Article]:
    """Sort by id; articles of one file name but different text get a hash of it behind the name."""
    count: dict[str, int] = {}
    for article in articles:
        count[article.id] = count.get(article.id, 0) + 1
    named = [a if count[a.id] == 1 else replace(a, id=f"{a.id}-{_digest(a)[:8]}") for a in articles]
    return sorted(named, key=lambda a: a.id)


def _digest(article: Article) -> str:
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def _extracted(articles: Sequence[Article], ontology: Path, recogniser: str, workers: int) -> Iterator[Extraction]:
    if workers <= 1 or len(articles) < 2:
        yield from (_one((article, ontology, recogniser)) for article in articles)
        return
    jobs = [(article, ontology, recogniser) for article in articles]
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_one, jobs, chunksize=max(1, min(16, len(jobs) // workers)))


def _one(job: tuple[Article, Path, str]) -> Extraction:
    article, ontology, recogniser = job
    return extract(article, knowledge=_knowledge(ontology, recogniser))


@cache
def _knowledge(ontology: Path, recogniser: str) -> Knowledge:
    return Knowledge.load(ontology, recogniser=recogniser)
