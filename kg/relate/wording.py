"""How names are told that a rule leaves out or asks for (`not` and `only` in the rule files), as patterns."""

import re
from collections.abc import Sequence
from fnmatch import translate

_NEVER = "(?!)"


def like(forms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for whole names like one of these, in which * stands for any letters."""
    return re.compile("|".join(map(translate, forms)) or _NEVER)


def holding(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for names that hold one of these words, or end in it where $ stands behind it."""
    return re.compile("|".join(re.escape(w[:-1]) + r"\Z" if w.endswith("$") else re.escape(w) for w in words) or _NEVER)
