"""Opaque ids: kind and a short hash of what makes a thing that thing; ASCII, the same on every machine."""

import hashlib

from kg.model import Article, Observation, Statement


def entity(type_: str, key: str) -> str:
    """The id of an entity from its identity key; a region's division code is its own key."""
    kind = type_.lower()
    return f"{kind}-{key}" if key.isascii() and key.isalnum() and len(key) in (2, 6) else f"{kind}-{digest(type_, key)}"


def article(source: Article) -> str:
    """The id of an article: offsets are true for this text alone, so the text is part of it."""
    return digest(source.id, source.text)


def statement(fact: Statement) -> str:
    """The id of a statement: a second source of the same fact is more evidence, no second statement."""
    return digest(fact.subject, fact.predicate, fact.object, length=16)


def observation(fact: Observation) -> str:
    """The id of an observation: all that it says but where it says it."""
    said = (
        fact.subject,
        fact.metric,
        format(fact.value.normalize(), "f"),
        fact.unit,
        fact.period,
        fact.status,
        fact.bound,
    )
    return digest(*(part or "" for part in said), length=16)


def digest(*parts: str, length: int = 12) -> str:
    """The first hexadecimal digits of a hash over parts that cannot run into each other."""
    data = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:length]
