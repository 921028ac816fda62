"""check: ontology, shapes, lexicons, patterns, rules and queries of one folder; every fault at once."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg import lexicon, ontology, questions, references, resolve, validate
from kg.annotated import Annotated, annotated
from kg.errors import KnowledgeError
from kg.model import Statement
from kg.observe import metrics
from kg.read import boilerplate
from kg.recognise import patterns
from kg.relate import relate, rules
from kg.relate.ruleset import RuleSet
from kg.relate.tally import Triple, doubts
from kg.values import units


def check(folder: Path) -> Iterator[str]:
    """Yield one line for each part that is sound, then raise a KnowledgeError with all faults of the others."""
    faults: list[str] = []
    for name, count in _parts(folder):
        try:
            yield f"{name:18} {count()}"
        except KnowledgeError as fault:
            faults += fault.faults
    if faults:
        raise KnowledgeError(faults)


def check_rules(folder: Path, articles: Path) -> Iterator[str]:
    """Yield one line for each relation rule that never fires, is mostly wrong or is shadowed on annotated articles.

    `articles` is a folder with `articles/ID.md` and `gold/ID.json`. The names are the annotators', so that nothing but
    the rules is judged.
    """
    ruleset, words = rules.load(folder), lexicon.load(folder)
    yield from doubts(ruleset, list(judged(annotated(articles), ruleset, words)))


def judged(
    articles: Iterable[Annotated], ruleset: RuleSet, words: lexicon.Lexicon
) -> Iterator[tuple[tuple[Statement, ...], frozenset[Triple]]]:
    """Yield, for each annotated article, what the rules say of the annotators' names, and the annotated triples."""
    for one in articles:
        resolved = resolve.resolve(one.document, one.entities, lexicon=words)
        yield relate(one.document, one.entities, resolved, rules=ruleset), one.triples


def _parts(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "vocabulary", lambda: _vocabulary(folder)
    yield "shapes", lambda: f"{validate.count(folder)} shapes"
    yield "lexicon", lambda: f"{len(lexicon.load(folder).entries)} forms"
    yield "name patterns", lambda: f"{len(patterns.load(folder))} patterns"
    yield "references", lambda: f"{len(references.load(folder).kinds)} kinds"
    yield "relation rules", lambda: f"{len(rules.load(folder).rules)} rules"
    yield "observation rules", lambda: f"{len(metrics.load(folder).forms)} forms, {len(units.load(folder).unit)} units"
    yield "boilerplate", lambda: f"{len(boilerplate.load(folder).classes)} classes of page elements"
    yield "queries", lambda: f"{len(questions.load(folder))} questions"


def _vocabulary(folder: Path) -> str:
    found = ontology.load(folder)
    return f"{len(found.classes)} classes, {len(found.predicates)} predicates"
