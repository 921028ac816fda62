"""The year and the ordinal of one edition: 2021江北博览会 and 第四届江北博览会 in the news of 2021."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from kg.link.names import undated
from kg.model import Mention
from kg.ontology import EVENT

_ORDINAL = "第首"


def editions(mentions: Sequence[Mention], published: date | None) -> Iterator[tuple[str, str]]:
    """Yield two names of an event, where the article has but one with a year and but one with an ordinal.

    The year is that of publication or later: last year's edition is another one than the one that is being counted.
    """
    counted, dated = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for text in {m.text for m in mentions if m.type == EVENT}:
        if forms := [*undated(text)]:
            kind = counted if text[0] in _ORDINAL else dated
            kind[forms[-1]].add(text)
    for plain in sorted(counted.keys() & dated.keys()):
        one, other = sorted(counted[plain]), sorted(dated[plain])
        if len(one) == len(other) == 1 and _now(other[0], published):
            yield other[0], one[0]


def _now(form: str, published: date | None) -> bool:
    return bool(published and form[:4].isdigit() and int(form[:4]) >= published.year)
