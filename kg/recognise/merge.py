"""The best of overlapping mentions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import Mention
from kg.ontology import ORGANIZATIONS, PARK, REGION
from kg.recognise.borders import Borders

# Who is believed first; among equals the longer mention wins, then the one further left.
_RANK = {
    "title": 0,
    "pattern": 1,
    "lexicon": 2,
    "suffix": 2,
    "model": 2,
    "person:parts": 1,
    "person:post": 2,
    "person": 3,
    "model:doubted": 4,
    "industry": 5,
}
_MODEL, _GROWN = "model", "suffix"
_KNOWN = ("lexicon", _GROWN)
_LONG = 3
# How likely the model must find a name in what is made up of a telling end, stands among names or is a known word.
_LEAST = {
    "suffix:any": 0.5,
    "suffix:free": 0.5,
    "suffix:named": 0.5,
    "suffix:phrase": 0.5,
    "suffix:seen": 0.7,
    "suffix:inside": 0.75,
    "list": 0.2,
    "list:called": 0.1,
    "lexicon:likely": 0.1,
    "lexicon:seen": 0.6,
}


def supported(mentions: Iterable[Mention], inside: NDArray[np.float32]) -> Iterator[Mention]:
    """Leave out names made up of a telling end and words before it, or listed, where the model sees no name at all."""
    for mention in mentions:
        least = _LEAST.get(mention.found_by)
        if least is None or inside[mention.start : mention.end].mean() >= least:
            yield mention


def without_overreach(mentions: Sequence[Mention], borders: Borders) -> list[Mention]:
    """Drop what the model stretched over known names: two of them side by side, or one behind words of no name."""
    known = [m for m in mentions if m.found_by.startswith(_KNOWN) and m.type in ORGANIZATIONS | {PARK, REGION}]
    ends: dict[int, list[Mention]] = {}
    for mention in known:
        ends.setdefault(mention.end, []).append(mention)
    return [m for m in mentions if m.found_by != _MODEL or not _stretched(m, ends.get(m.end, ()), ends, borders)]


def _stretched(
    mention: Mention, last: Iterable[Mention], ends: Mapping[int, Iterable[Mention]], borders: Borders
) -> bool:
    """Tell whether a known name ends the mention and before it stand another organization, or a border within.

    So it is where a zone was grown up to a region, which therefore only says where it is.
    """
    inner = [m for m in last if m.start > mention.start and len(m.text) >= _LONG]
    beside = [m for i in inner for m in ends.get(i.start, ()) if m.start >= mention.start]
    grown = any(i.type == PARK and i.found_by.startswith(_GROWN) for i in inner)
    if mention.type == PARK and grown and any(m.type == REGION for m in beside):
        return True
    return any(m.type in ORGANIZATIONS and i.type in ORGANIZATIONS for i in inner for m in beside) or any(
        borders.before(i.start) == i.start for i in inner
    )


def best(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the best of mentions that overlap, sorted."""
    ranked = sorted(mentions, key=_order)
    kept, taken = list[Mention](), bytearray(max((mention.end for mention in ranked), default=0))
    for mention in ranked:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return tuple(sorted(kept))


def _order(mention: Mention) -> tuple[int, int, int, str]:
    source = mention.found_by
    return (_RANK[source if source in _RANK else source.split(":")[0]], -len(mention.text), mention.start, mention.type)
