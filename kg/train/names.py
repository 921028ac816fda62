"""Invent names by the patterns of `ontology/corpus/names.yaml`, and swap them into annotated sentences."""

import csv
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.ontology import DEFAULT
from kg.train.corpus import Sentence
from kg.trees import tree

_SLOT = re.compile(r"\{(\w+)\}")
_DIVISION = re.compile(r"[省市区县州旗]$")


class Names:
    """Names by type: those of sentences and lexicons, and invented ones; the caller gives the random generator."""

    def __init__(self, sentences: Iterable[Sentence], ontology: Path = DEFAULT) -> None:
        described = tree(ontology / "corpus" / "names.yaml")
        self._patterns: dict[str, list[str]] = described["patterns"]
        self._parts: dict[str, list[Any]] = described["parts"]
        self._letters: dict[str, Any] = {k: described[k] for k in ("syllable", "surname", "double_surname", "given")}
        self._known = _known(sentences, ontology)
        self._forms = {type_: frozenset(names) for type_, names in self._known.items()}
        self._regions = [name for name in self._known["Region"] if _DIVISION.search(name)]

    def only_type(self, name: str) -> str | None:
        """The type of a known name; None for an unknown one and for one of several types."""
        types = [type_ for type_, forms in self._forms.items() if name in forms]
        return types[0] if len(types) == 1 else None

    def any(self, type_: str, draw: random.Random) -> str:
        """A known name of the type, or an invented one, equally likely where both exist."""
        known, patterns = self._known.get(type_, []), self._patterns.get(type_, [])
        if known and (not patterns or draw.random() < 0.5):
            return draw.choice(known)
        return self.invent(draw.choice(patterns), draw)

    def invent(self, pattern: str, draw: random.Random) -> str:
        """Fill the slots of one pattern."""
        return _SLOT.sub(lambda slot: self._fill(slot.group(1), draw), pattern)

    def _fill(self, slot: str, draw: random.Random) -> str:
        if slot in self._parts:
            return str(draw.choice(self._parts[slot]))
        if slot == "brand":
            return "".join(draw.choices(self._letters["syllable"], k=draw.choice((2, 2, 2, 3, 4))))
        if slot == "person":
            return self._person(draw)
        if slot == "region":
            return self._region(draw)
        return draw.choice(self._known[slot])

    def _region(self, draw: random.Random) -> str:
        name = draw.choice(self._regions)
        return name[:-1] if len(name) > 2 and name[-1] in "省市" and draw.random() < 0.5 else name

    def _person(self, draw: random.Random) -> str:
        family = draw.choice(self._letters["double_surname"] if draw.random() < 0.03 else self._letters["surname"])
        return str(family) + "".join(draw.choices(self._letters["given"], k=draw.choice((1, 2, 2))))


def swap(sentence: Sentence, names: Names, draw: random.Random, share: float) -> Sentence:
    """Replace about `share` of the sentence's names by others of their types."""
    text, found, last = "", [], 0
    for start, end, type_ in sentence.names:
        text += sentence.text[last:start]
        name = sentence.text[start:end]
        if len(name) > 1 and draw.random() < share:  # one-letter regions live in lists of their own kind
            name = names.any(type_, draw)
        found.append((len(text), len(text) + len(name), type_))
        text += name
        last = end
    return Sentence(text + sentence.text[last:], tuple(found))


def _known(sentences: Iterable[Sentence], ontology: Path) -> dict[str, list[str]]:
    known: dict[str, set[str]] = {}
    for sentence in sentences:
        for start, end, type_ in sentence.names:
            known.setdefault(type_, set()).add(sentence.text[start:end])
    for path in sorted((ontology / "lexicon").glob("*.csv")):
        lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        for row in csv.DictReader(lines):
            if row.get("form") and row.get("type") in known and not row.get("when"):
                known.setdefault(row["type"], set()).update(f for f in row["form"].split("|") if len(f) > 1)
    return {type_: sorted(forms) for type_, forms in known.items()}
