"""Which cue words stand in which view: one pass over an article for the cues of all rules."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from kg.relate.view import View


class Triggers:
    """The cue words of all rules; a rule is tried only on views in which one of its cues stands."""

    def __init__(self, cues: Iterable[str]) -> None:
        self._cues = sorted(set(cues))
        self._scanner = AhoCorasick(self._cues)

    def of(self, views: Sequence[View]) -> tuple[set[str], ...]:
        """Return the cues that stand in each view."""
        found = tuple(set[str]() for _ in views)
        starts = list(accumulate((len(view.text) + 1 for view in views), initial=0))
        text = "\n".join(view.text for view in views)
        for cue, start, _ in self._scanner.find_matches_as_indexes(text, overlapping=True):
            found[bisect_right(starts, start) - 1].add(self._cues[cue])
        return found
