"""Texts with names marked as [Type name] for the tests of the recognisers."""

import re

from kg.model import Article, Document
from kg.segment import segment

_MARK = re.compile(r"\[([A-Z][a-z]+) ([^\[\]]+)\]")

Names = list[tuple[str, str]]


def marked(example: str) -> tuple[str, Names]:
    """Return the text without marks and the (type, name) pairs in order."""
    return _MARK.sub(r"\2", example), _MARK.findall(example)


def document(text: str) -> Document:
    """A segmented article without title whose text is exactly this."""
    return segment(Article("test", "", text))
