"""How rule files are read: with their lines, and the names that a rule leaves out or asks for as patterns."""

import re
from collections.abc import Hashable, Sequence
from fnmatch import translate
from typing import Any

import yaml

from kg.trees import Loader

_NEVER = "(?!)"


def like(forms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for whole names like one of these, in which * stands for any letters."""
    return re.compile("|".join(map(translate, forms)) or _NEVER)


def holding(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for names that hold one of these words, or end in it where $ stands behind it."""
    return re.compile("|".join(re.escape(w[:-1]) + r"\Z" if w.endswith("$") else re.escape(w) for w in words) or _NEVER)


class Lines(Loader):
    """Notes under `__line__` where each mapping begins."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        return {**super().construct_mapping(node, deep=True), "__line__": node.start_mark.line + 1}
