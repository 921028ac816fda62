"""Names grown to the left over words that belong to no name lose them: 相中 + 青禾产业园, where the model is sure."""

import re
from collections.abc import Iterable, Iterator, Set

import numpy as np
from numpy.typing import NDArray

from kg.lexicon import Lexicon
from kg.model import Mention

_DOUBT, _SURE = 0.25, 0.8  # how likely the model finds a name in what is cut off, and in what is left
_SHORTEST = 3
_SAYS = re.compile(r"[^\W\d_]")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))


def trimmed(
    grown: Iterable[Mention],
    known: Iterable[Mention],
    lexicon: Lexicon,
    *,
    inside: NDArray[np.float32],
    starts: Set[int],
) -> Iterator[Mention]:
    """Yield the grown names without such words in front; no known name is cut.

    `inside` tells how likely each character belongs to a name, `starts` where words start.
    """
    kept = {at for mention in known for at in range(mention.start, mention.end)}
    joints = lexicon.words["joint"]
    for mention in grown:
        start = mention.start
        for first, last in _words(mention, starts):
            word = mention.text[first - mention.start : last - mention.start]
            plain = first not in kept and word not in joints and _SAYS.search(word)
            if plain and inside[first:last].mean() < _DOUBT and inside[last : mention.end].mean() > _SURE:
                start = last
        name = mention.text[start - mention.start :]
        whole = all(name.count(one) == name.count(other) for one, other in _PAIRS)
        yield Mention(start, mention.end, name, mention.type, mention.found_by) if whole else mention


def _words(mention: Mention, starts: Set[int]) -> Iterable[tuple[int, int]]:
    """The words of a name that may be cut off it."""
    edges = [at for at in range(mention.start + 1, mention.end - _SHORTEST) if at in starts]
    return zip([mention.start, *edges], edges, strict=False)
