"""Other recognisers behind the same interface: an installed spaCy pipeline, or any callable named by an entry point."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import YuantuError
from kg.model import Document, Mention
from kg.ontology import DEFAULT
from kg.recognise import Tagger
from kg.recognise.tagger import tag
from kg.rows import rows

GROUP = "yuantu.recognisers"
_SPACY = "spacy:"


def recogniser(name: str = "", *, folder: Path = DEFAULT) -> Tagger:
    """Return what finds names: "" is our own model, `spacy:NAME` an installed pipeline, else an entry point's callable.

    YuantuError tells what is not installed, and the names that are.
    """
    if not name:
        return tag
    if name.startswith(_SPACY):
        return SpacyTagger(_pipeline(name.removeprefix(_SPACY)), folder=folder)
    installed = {point.name: point for point in entry_points(group=GROUP)}
    if name not in installed:
        known = ", ".join(sorted(installed)) or "none"
        raise YuantuError(f"no recogniser {name!r}: use spacy:NAME or an installed plug-in (installed: {known})")
    found: Tagger = installed[name].load()
    return found


class SpacyTagger:
    """The entities of a spaCy pipeline as mentions; its labels become types by `lexicon/spacy-labels.csv`."""

    def __init__(self, pipeline: Language, *, folder: Path = DEFAULT) -> None:
        self._pipeline = pipeline
        self._found_by = f"model:{pipeline.meta['name']}"
        table = rows(folder / "lexicon" / "spacy-labels.csv", "label", "entity")
        types = {row["entity"] for row in table}
        self._types = {**{type_: type_ for type_ in types}, **{row["label"]: row["entity"] for row in table}}

    def __call__(self, document: Document) -> tuple[Mention, ...]:
        """Return the entities of each sentence, sorted; those of unknown labels are left out."""
        return tuple(sorted(self._mentions(document)))

    def _mentions(self, document: Document) -> Iterator[Mention]:
        text = document.text
        texts = (text[sentence.start : sentence.end] for sentence in document.sentences)
        for sentence, doc in zip(document.sentences, self._pipeline.pipe(texts), strict=True):
            for entity in doc.ents:
                if entity.label_ in self._types:
                    start, end = sentence.start + entity.start_char, sentence.start + entity.end_char
                    yield Mention(start, end, text[start:end], self._types[entity.label_], self._found_by)


def _pipeline(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        raise YuantuError(f"spaCy has no pipeline {name!r}: install it, or give the path of its folder") from error
