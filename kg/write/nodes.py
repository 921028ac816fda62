"""A graph as RDF nodes in Turtle tokens: what all RDF writers share. See DATA MODEL in docs/ontology.md."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.assemble import identity
from kg.model import ACTUAL, Article, Entity, Evidence, Graph, Observation, Statement
from kg.values.periods import bounds
from kg.write.terms import day, number, plain, probability, text, url

Pair = tuple[str, Iterable[str]]
Node = tuple[str, list[Pair]]
"""A subject with its predicates, each with one or more objects."""

_STATUS = {True: ("yt:Actual",), False: ("yt:Planned",)}
_BOUNDS = {"min": ("yt:Minimum",), "max": ("yt:Maximum",), "approx": ("yt:Approximate",)}


def nodes(graph: Graph, *, reifiers: bool = False) -> Iterator[Node]:
    """Yield entities with the facts that hold, then statements, observations, and articles, each with its quotes.

    With `reifiers`, a statement is an RDF 1.2 reifier (rdf:reifies <<( s p o )>>) instead of an rdf:Statement.
    """
    facts = _facts(graph.statements)
    for entity in graph.entities:
        yield _entity(entity, facts.get(entity.id, ()))
    articles = {article.id: identity.article(article) for article in graph.articles}
    for statement in graph.statements:
        yield _statement(statement, articles, reifiers)
    for observation in graph.observations:
        yield _observation(observation, articles)
    quotes, mentions = _quotes(graph), _mentions(graph.entities)
    for article in graph.articles:
        yield _article(article, articles[article.id], mentions.get(article.id, ()))
        for (_, _), evidence in sorted(quotes.get(article.id, {}).items()):
            yield _evidence(evidence, articles[article.id])


def _facts(statements: Iterable[Statement]) -> dict[str, list[tuple[str, str]]]:
    """Predicates and objects of what holds, by subject; what is only planned is never asserted."""
    facts = defaultdict[str, list[tuple[str, str]]](list)
    for s in statements:
        if s.status == ACTUAL and s.evidence:
            facts[s.subject].append((s.predicate, s.object))
    return facts


def _entity(entity: Entity, facts: Iterable[tuple[str, str]]) -> Node:
    pairs: list[Pair] = [("a", (f"yt:{entity.type}",)), ("rdfs:label", (text(entity.name),))]
    if entity.aliases:
        pairs.append(("skos:altLabel", map(text, entity.aliases)))
    pairs.extend((f"yt:{predicate}", (f"id:{object_}",)) for predicate, object_ in sorted(facts))
    return f"id:{entity.id}", pairs


def _statement(s: Statement, articles: dict[str, str], reifiers: bool) -> Node:
    triple = f"id:{s.subject}", f"yt:{s.predicate}", f"id:{s.object}"
    pairs: list[Pair] = [("a", ("yt:Statement",))]
    if reifiers:
        pairs.append(("rdf:reifies", (f"<<( {' '.join(triple)} )>>",)))
    else:
        pairs += zip(("rdf:subject", "rdf:predicate", "rdf:object"), ((t,) for t in triple), strict=True)
    pairs.append(("yt:status", _STATUS[s.status == ACTUAL]))
    pairs += _period(s.time)
    if s.role:
        pairs.append(("yt:role", (text(s.role),)))
    if s.confidence is not None:
        pairs.append(("yt:confidence", (probability(s.confidence),)))
    pairs += _sources(s.evidence, articles)
    if s.announced:
        pairs.append(("yt:announcedBy", _places(s.announced, articles)))
    return f"st:{identity.statement(s)}", pairs


def _observation(o: Observation, articles: dict[str, str]) -> Node:
    pairs: list[Pair] = [
        ("a", ("yt:Observation",)),
        ("yt:about", (f"id:{o.subject}",)),
        ("yt:metric", (text(o.metric),)),
        ("yt:value", (number(o.value),)),
        ("yt:unit", (text(o.unit),)),
        ("yt:status", _STATUS[o.status == ACTUAL]),
    ]
    if o.bound:
        pairs.append(("yt:bound", _BOUNDS[o.bound]))
    pairs += _period(o.period)
    pairs += _sources(o.evidence, articles)
    return f"obs:{identity.observation(o)}", pairs


def _article(article: Article, id_: str, mentions: Iterable[str]) -> Node:
    pairs: list[Pair] = [
        ("a", ("yt:Article", "schema:NewsArticle")),
        ("dcterms:identifier", (plain(article.id),)),
        ("dcterms:title", (text(article.title),)),
    ]
    if article.published:
        pairs.append(("dcterms:issued", (day(article.published),)))
    if article.source:
        pairs.append(("schema:creditText", (text(article.source),)))
    if article.url:
        pairs.append(("schema:url", (url(article.url),)))
    if mentions:
        pairs.append(("schema:mentions", mentions))
    return f"<article/{id_}>", pairs


def _evidence(evidence: Evidence, article: str) -> Node:
    return _place(evidence, article), [
        ("a", ("yt:Evidence", "oa:TextPositionSelector", "oa:TextQuoteSelector")),
        ("oa:start", (str(evidence.start),)),
        ("oa:end", (str(evidence.end),)),
        ("oa:exact", (text(evidence.quote),)),
        ("prov:wasQuotedFrom", (f"<article/{article}>",)),
    ]


def _period(value: str | None) -> Iterator[Pair]:
    if value:
        yield "yt:period", (plain(value),)
    if span := bounds(value):
        yield "yt:periodStart", (day(span[0]),)
        yield "yt:periodEnd", (day(span[1]),)


def _sources(evidence: tuple[Evidence, ...], articles: dict[str, str]) -> Iterator[Pair]:
    if evidence:
        yield "yt:foundBy", sorted({plain(e.rule) for e in evidence})
        yield "prov:wasDerivedFrom", _places(evidence, articles)


def _places(evidence: Iterable[Evidence], articles: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(_place(e, articles[e.article]) for e in evidence))


def _place(evidence: Evidence, article: str) -> str:
    """The passage as IRI: article and RFC 5147 character range, in code points."""
    return f"<article/{article}#char={evidence.start},{evidence.end}>"


def _quotes(graph: Graph) -> dict[str, dict[tuple[int, int], Evidence]]:
    """The distinct passages of each article."""
    found = defaultdict[str, dict[tuple[int, int], Evidence]](dict)
    announced = (e for s in graph.statements for e in s.announced)
    for e in chain((e for fact in graph.facts() for e in fact.evidence), announced):
        found[e.article].setdefault((e.start, e.end), e)
    return found


def _mentions(entities: Iterable[Entity]) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for entity in entities:
        for article in entity.articles:
            found[article].append(f"id:{entity.id}")
    return found
