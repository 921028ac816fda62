"""Find many fixed strings in a text, the longest at each place, in time linear in the text."""

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Span


class Index:
    """A set of forms to look for."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = AhoCorasick(sorted(set(forms)), matchkind=MatchKind.LeftmostLongest)

    def scan(self, text: str) -> Iterator[Span]:
        """Yield the leftmost longest forms, in order, none overlapping; Latin forms only as whole words."""
        for _, start, end in self._forms.find_matches_as_indexes(text):
            if not (joined(text, start) or joined(text, end)):
                yield Span(start, end)


def joined(text: str, cut: int) -> bool:
    """Tell whether a cut at this position parts two Latin letters or digits."""
    return 0 < cut < len(text) and text[cut].isascii() and _latin(text[cut - 1]) and _latin(text[cut])


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
