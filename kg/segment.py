"""segment: article → document (words, sentences, paragraphs) on spaCy with spacy-pkuseg."""

import re

from kg.model import Span

_LINE = re.compile(r"[^\n]+")
# A sentence ends at 。！？； or … and takes closing quotes and brackets along.
_SENTENCE = re.compile(r"[^。！？!?；;…]*(?:[。！？!?；;…]+[”’」』》）)]*|$)")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the non-empty lines of the text."""
    return tuple(Span(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip())


def sentences(text: str, within: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentences inside each of the given spans, in order, without empty ones."""
    found = []
    for part in within:
        for match in _SENTENCE.finditer(text, part.start, part.end):
            if match.group().strip():
                found.append(Span(match.start(), match.end()))
    return tuple(found)
