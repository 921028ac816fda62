"""Annotated sentences as tables of numbers: character ids, and tags O or B- I- E- S- (begin, inside, end, single)."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

import torch
from torch import Tensor

from kg.recognise.network import place_in_word
from kg.segment import MODEL as SEGMENTER
from kg.segment.words import Segmenter
from kg.train.corpus import Sentence

PADDING, UNKNOWN = 0, 1
OUTSIDE = 0
IGNORED = -100
DOUBT = "?"
_LONGEST = 200


class Coder:
    """Numbers for characters and tags; characters are folded to their compatible half-width form first."""

    def __init__(self, characters: Sequence[str], types: Sequence[str]) -> None:
        self.characters = list(characters)
        self._numbers = {character: i for i, character in enumerate(characters)}
        self.types = list(types)
        self.tags = ["O", *(f"{part}-{type_}" for type_ in types for part in "BIES")]
        self._tag_numbers = {tag: i for i, tag in enumerate(self.tags)}

    def ids(self, text: str) -> list[int]:
        """One id a code point."""
        return [self._numbers.get(fold(char), UNKNOWN) for char in text]

    def labels(self, sentence: Sentence) -> list[int]:
        """One tag number a code point; IGNORED where the annotation is in doubt."""
        labels = [OUTSIDE] * len(sentence.text)
        for start, end, type_ in sentence.names:
            if type_ == DOUBT:
                labels[start:end] = [IGNORED] * (end - start)
                continue
            parts = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
            labels[start:end] = [self._tag_numbers[f"{part}-{type_}"] for part in parts]
        return labels


class Borders:
    """Places in words (see `place_in_word`) as the shipped segmenter cuts them."""

    def __init__(self) -> None:
        self._segmenter = Segmenter(SEGMENTER)

    def rows(self, texts: Sequence[str]) -> list[list[int]]:
        """One list a text; all texts are cut in one go, for a line break parts words."""
        places = place_in_word(self._segmenter.begins("\n".join(texts))).tolist()
        ends = list(accumulate(len(text) + 1 for text in texts))
        return [places[end - len(text) - 1 : end - 1] for text, end in zip(texts, ends, strict=True)]


def fold(char: str) -> str:
    """The half-width form of a full-width character, any other as it is."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def pad(rows: Sequence[Sequence[int]], value: int) -> tuple[Tensor, Tensor]:
    """Return a table (row, position) filled up with `value`, and the rows' lengths; rows are cut at 200."""
    lengths = torch.tensor([min(len(row), _LONGEST) for row in rows])
    table = torch.full((len(rows), int(lengths.max())), value, dtype=torch.long)
    for i, row in enumerate(rows):
        table[i, : lengths[i]] = torch.tensor(row[:_LONGEST])
    return table, lengths
