"""What an article, or a paragraph of it, is about before its clauses tell it."""

from collections.abc import Mapping, Sequence

from kg.model import Document, Entity
from kg.ontology import ASSOCIATION, COMPANY, GOVERNMENT, INSTITUTION, PARK, REGION
from kg.relate.view import View

_ACTORS = frozenset({ASSOCIATION, COMPANY, GOVERNMENT, INSTITUTION, PARK})
# A type, and entities of that type.
Slot = tuple[str, tuple[str, ...]]


def target(document: Document, entities: Sequence[Entity]) -> Slot | None:
    """The zone or region that a policy's title names first: it is what a paragraph is about until another is named."""
    title = document.text.partition("\n")[0]
    zones = (e for e in entities if e.type in (PARK, REGION))
    named = [(title.index(form), -len(form), e) for e in zones for form in e.names if form in title]
    first = min(named, key=lambda n: n[:2])[2] if named else None
    return (first.type, (first.id,)) if first else None


def headed(draft: View, types: Mapping[str, str]) -> Slot | None:
    """The zone or region whose name alone heads a paragraph."""
    ids = draft.slots.get(0, ()) if len(draft.text.rstrip("。：")) == 1 else ()
    return (types[ids[0]], ids[:1]) if ids and types[ids[0]] in (PARK, REGION) else None


def zone(document: Document, entities: Sequence[Entity]) -> Slot | None:
    """The zone that a title names, and nobody else: what the article is about."""
    title = document.text.partition("\n")[0]
    named = [e for e in entities if e.type in _ACTORS and any(m.start < len(title) for m in e.mentions)]
    alone = len(named) == 1 and named[0].type == PARK and len(title) < len(document.text)
    return (PARK, (named[0].id,)) if alone else None


def lesser(topic: Slot, target: Slot, often: Mapping[str, int]) -> bool:
    """Tell whether what is being talked about is but named in passing, beside what the article is about."""
    return max(often[e] for e in topic[1]) * 2 <= often[target[1][0]]
