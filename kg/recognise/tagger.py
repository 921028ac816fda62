"""tag: document → mentions found by the statistical model, which has read sentences and not lists of names."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.model import Document, Mention
from kg.recognise.decode import names
from kg.recognise.network import shipped

FOUND_BY = "model"
LEAN = -1.5  # measured on annotated articles: surer names help more than the ones it costs
_LONGEST = 400  # a sentence without an end is read in pieces of this length


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says: its names with its mean probability of each one's type, sorted, not overlapping.

    `inside` tells for each code point of the text how likely it belongs to any name.
    """

    names: tuple[tuple[Mention, float], ...]
    inside: NDArray[np.float32]


def tag(document: Document, *, lean: float = LEAN) -> tuple[Mention, ...]:
    """Return the names the model sees, sorted, not overlapping; `lean` above zero finds more, below zero fewer."""
    return tuple(mention for mention, _ in tag_with_confidence(document, lean=lean))


def tag_with_confidence(document: Document, *, lean: float = LEAN) -> tuple[tuple[Mention, float], ...]:
    """Return the same mentions, each with the model's mean probability of its type over its characters."""
    return opinion(document, lean=lean).names


def opinion(document: Document, *, lean: float = LEAN) -> Opinion:
    """Read a document; `lean` as for `tag`."""
    text = document.text
    inside = np.zeros(len(text), dtype=np.float32)
    pieces = [
        (start, min(start + _LONGEST, sentence.end))
        for sentence in document.sentences
        for start in range(sentence.start, sentence.end, _LONGEST)
    ]
    if not pieces:
        return Opinion((), inside)
    begins = np.zeros(len(text), dtype=np.bool_)
    begins[[word.start for word in document.words]] = True
    network = shipped()
    scores, places = network.scores(text, begins, pieces)
    for (start, end), place in zip(pieces, places, strict=True):
        inside[start:end] = 1 - np.exp(scores[place : place + end - start, 0])
    found, at = [], 0
    for first, last, type_, confidence in names(scores, lean):
        while at + 1 < len(places) and places[at + 1] <= first:
            at += 1
        shift = pieces[at][0] - places[at]
        start, end = first + shift, last + shift
        found.append((Mention(start, end, text[start:end], network.types[type_], FOUND_BY), confidence))
    return Opinion(tuple(found), inside)
