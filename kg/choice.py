"""choice: one regular expression for any of many words, the longest first."""

import re
from collections.abc import Iterable


def longest(words: Iterable[str]) -> list[str]:
    """The words without repetition, the longest first, those of one length by their letters."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def choice(words: Iterable[str]) -> str:
    """A regex for any of these words, taken to the letter; for none of them one that never matches."""
    return "|".join(map(re.escape, longest(words))) or "(?!)"
