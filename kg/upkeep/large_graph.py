"""A large graph of plausible shape for benchmarks, made without chance: the same size gives the same graph."""

from datetime import date, timedelta
from decimal import Decimal

from kg.model import ACTUAL, PLANNED, Article, Entity, Evidence, Graph, Observation, Statement
from kg.ontology import Vocabulary, load

_TRIPLES_AN_ARTICLE = 302
"""Measured: what the facts of one made article come to."""


def large(triples: int) -> Graph:
    """A graph of about so many triples: articles of ten statements and five figures each."""
    return of_articles(max(1, triples // _TRIPLES_AN_ARTICLE))


def of_articles(count: int) -> Graph:
    """A graph of `count` made articles."""
    vocabulary = load()
    entities = tuple(_entity(vocabulary, n, count) for n in range(5 * count))
    kinds = {kind: [e for e in entities if e.type == kind] for kind in vocabulary.types}
    articles = tuple(_article(n) for n in range(count))
    statements = dict[tuple[str, str, str], Statement]()
    for n in range(10 * count):
        fact = _statement(vocabulary, kinds, n)
        statements[fact.subject, fact.predicate, fact.object] = fact
    observations = tuple(_observation(kinds, n) for n in range(5 * count))
    return Graph(articles, entities, tuple(statements.values()), observations)


def _article(n: int) -> Article:
    return Article(
        f"a{n}",
        f"第{n}篇报道",
        f"第{n}篇报道\n正文",
        date(2015, 1, 1) + timedelta(n % 3000),
        "园区报",
        f"https://news.example/{n}",
    )


def _entity(vocabulary: Vocabulary, n: int, articles: int) -> Entity:
    kind = vocabulary.types[n % len(vocabulary.types)]
    return Entity(f"{kind.lower()}-{n:012x}", kind, f"第{n}号{kind}", (f"{n}号",), articles=(f"a{n % articles}",))


def _statement(vocabulary: Vocabulary, kinds: dict[str, list[Entity]], n: int) -> Statement:
    predicates = tuple(vocabulary.predicates.values())
    predicate, step = predicates[n % len(predicates)], n // len(predicates)
    subjects, objects = sorted(predicate.domain), sorted(predicate.range)
    one = kinds[subjects[step % len(subjects)]]
    two = kinds[objects[step % len(objects)]]
    # Parks and regions are few and much talked of: squares make some objects far more frequent than others.
    s, o = one[step * 7919 % len(one)], two[step * step % max(1, len(two) // 3)]
    status = PLANNED if n % 9 == 0 else ACTUAL
    return Statement(
        s.id, predicate.name, o.id, status, f"20{n % 15 + 10}-0{n % 9 + 1}", None, (_evidence(n // 10, n % 10),), 0.9
    )


def _observation(kinds: dict[str, list[Entity]], n: int) -> Observation:
    region = kinds["Region"][n % len(kinds["Region"])]
    return Observation(
        region.id, f"指标{n % 50}", Decimal(n), "家", f"{2010 + n % 15}", ACTUAL, None, (_evidence(n // 5, 20 + n % 5),)
    )


def _evidence(article: int, place: int) -> Evidence:
    start = 40 * place
    return Evidence(
        f"a{article}", start, start + 30, f"第{place}处原文说的是第{article}件事，一共三十个字左右。", f"rule-{place}"
    )
