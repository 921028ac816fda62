"""Find many fixed strings in a text, the longest at each place, in time linear in the text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Span

_KEY = 2


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Forms by their first two characters, forms of one character apart; the longest first."""

    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[str]) -> "Index":
        """Index the given forms."""
        buckets: dict[str, list[str]] = defaultdict(list)
        for form in sorted(set(forms), key=lambda form: (-len(form), form)):
            buckets[form[:_KEY]].append(form)
        return cls({key: tuple(found) for key, found in buckets.items()})

    def scan(self, text: str) -> Iterator[Span]:
        """Yield the leftmost longest forms, in order, none overlapping; Latin forms only as whole words."""
        buckets, end = self.forms, 0
        for start, key in enumerate(map("".join, zip(text, text[1:] + "\n", strict=True))):
            if start < end:
                continue
            for form in buckets.get(key, ()) or buckets.get(key[0], ()):
                if text.startswith(form, start) and whole(text, start, start + len(form)):
                    end = start + len(form)
                    yield Span(start, end)
                    break


def whole(text: str, start: int, end: int) -> bool:
    """Tell whether no Latin letter or digit is cut off at either end."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, cut: int) -> bool:
    return 0 < cut < len(text) and _latin(text[cut - 1]) and _latin(text[cut])


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
