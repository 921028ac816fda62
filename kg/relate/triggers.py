"""Which words that rules ask for stand in which view: one pass over an article for the cues and anchors of all."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from kg.relate.view import View


class Triggers:
    """The words that rules ask for; a rule is tried only on views in which one of its cues stands."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if len(word) > 1})
        self._scanner = AhoCorasick(self._words)

    def of(self, views: Sequence[View]) -> tuple[set[str], ...]:
        """Return the words that stand in each view, and its characters."""
        found = tuple(set(view.text) for view in views)
        starts = list(accumulate((len(view.text) + 1 for view in views), initial=0))
        text = "\n".join(view.text for view in views)
        for word, start, _ in self._scanner.find_matches_as_indexes(text, overlapping=True):
            found[bisect_right(starts, start) - 1].add(self._words[word])
        return found
