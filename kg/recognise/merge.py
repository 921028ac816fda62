"""The best of overlapping mentions."""

from collections.abc import Iterable

from kg.model import Mention

# Who is believed first; among equals the longer mention wins, then the one further left.
_RANK = {"title": 0, "pattern": 1, "lexicon": 2, "suffix": 2, "person": 3, "model": 3, "industry": 4}


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
    return (_RANK[mention.found_by.split(":")[0]], -len(mention.text), mention.start, mention.type)
