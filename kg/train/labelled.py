"""Open news sentences that we annotated (`ontology/corpus/news.csv`): the names are ours, the text is the package's."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.annotated import places
from kg.errors import KnowledgeError
from kg.ontology import DEFAULT
from kg.rows import rows
from kg.train.batches import DOUBT
from kg.train.corpus import Sentence
from kg.train.news import news_sentences

FILE = Path("corpus") / "news.csv"
_DIGITS = 16


def digest(sentence: str) -> str:
    """What stands for a sentence in the table: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(sentence.encode("utf-8")).hexdigest()[:_DIGITS]


def read_labelled(folder: Path = DEFAULT) -> tuple[Sentence, ...]:
    """Return the annotated sentences in the table's order; KnowledgeError names rows that fit no sentence."""
    texts = {digest(sentence): sentence for sentence in news_sentences()}
    found, faults = [], []
    for row in rows(folder / FILE, "sentence", "names"):
        text = texts.get(row["sentence"], "")
        names = [(name, type_) for type_, _, name in (n.partition(" ") for n in row["names"].split("|") if n)]
        if not text or any(name not in text for name, _ in names):
            faults.append(f"{FILE}: {row['sentence']}: no such sentence, or a name that is not in it")
        found.append(Sentence(text, tuple(sorted(_spans(text, names)))))
    if faults:
        raise KnowledgeError(faults)
    return tuple(found)


def _spans(text: str, names: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Every place of every name, the longest first; where a single letter stands more than once is in doubt."""
    for start, name, type_ in places(text, names):
        unsure = len(name) == 1 and text.count(name) > 1
        yield start, start + len(name), DOUBT if unsure else type_
