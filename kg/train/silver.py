"""Silver labels: LAC's names in open news, typed by their endings, completed by a model of our own sentences."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.ontology import DEFAULT
from kg.train.batches import DOUBT
from kg.train.corpus import Sentence
from kg.train.names import Names
from kg.trees import tree

_TITLE = re.compile(r"《([^《》]{2,60})》")
_COARSE = ("PER", "ORG", "LOC")
_SURE = 0.85
Spans = list[tuple[int, int, str]]
Guess = Sequence[tuple[int, int, str, float]]  # start, end, type, probability


class Silver:
    """Types coarse names by the table `silver.yaml` and by known names; `person` is the type of LAC's people."""

    def __init__(self, person: str, names: Names, ontology: Path = DEFAULT) -> None:
        self._endings: dict[str, Any] = tree(ontology / "corpus" / "silver.yaml")
        self._person = person
        self._names = names

    def label(self, words: Sequence[Sequence[str]], guess: Guess) -> Sentence:
        """Join LAC's words (word, tag) with a model's guesses; what the two leave in doubt gets the type DOUBT."""
        text = "".join(word for word, _ in words)
        sure = [(start, end, type_) for start, end, type_, p in guess if p >= _SURE]
        names: Spans = self._titles(text)
        for start, end, coarse in _coarse(words):
            wider = [s for s in sure if s[0] <= start and end <= s[1]]
            type_ = self._type(text[start:end], coarse)
            _add(names, wider[0] if wider and (wider[0][:2] != (start, end) or type_ == DOUBT) else (start, end, type_))
        for start, end, type_, p in guess:
            _add(names, (start, end, type_ if p >= _SURE and end - start > 1 else DOUBT))
        return Sentence(text, tuple(sorted(names)))

    def _titles(self, text: str) -> Spans:
        found = []
        for match in _TITLE.finditer(text):
            types = [
                t for t, endings in self._endings["title"].items() if _stem(match.group(1)).endswith(tuple(endings))
            ]
            found.append((match.start(1), match.end(1), types[0] if types else DOUBT))
        return found

    def _type(self, name: str, coarse: str) -> str:
        if name in self._endings["never"] or len(name) < 2:
            return DOUBT
        if coarse == "PER":
            return DOUBT if name.endswith(tuple(self._endings["polite"])) else self._person
        types = [type_ for type_, endings in self._endings[coarse].items() if name.endswith(tuple(endings))]
        return types[0] if types else self._names.only_type(name) or DOUBT


def _stem(title: str) -> str:
    """The title without what follows in brackets: 规划（2021—2025年）, 办法（试行）."""
    return re.sub(r"[（(][^（）()]*[）)]$", "", title)


def _coarse(words: Sequence[Sequence[str]]) -> Spans:
    found, at = [], 0
    for word, tag in words:
        if tag in _COARSE:
            found.append((at, at + len(word), tag))
        at += len(word)
    return found


def _add(names: Spans, name: tuple[int, int, str]) -> None:
    if all(end <= name[0] or name[1] <= start for start, end, _ in names):
        names.append(name)
