"""Open news sentences that we annotated (`ontology/corpus/news*.csv`): names and facts are ours, the text is not."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.annotated import Annotated, known, places
from kg.errors import KnowledgeError
from kg.model import Article
from kg.ontology import DEFAULT
from kg.rows import rows
from kg.train.batches import DOUBT
from kg.train.corpus import Sentence
from kg.train.news import news_sentences

FILE, FACTS = Path("corpus") / "news.csv", Path("corpus") / "news-facts.csv"
_FACT = re.compile(r"(.+) --(\w+)~?--> (.+)")
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


def read_facts(folder: Path = DEFAULT) -> Iterator[Annotated]:
    """Yield the sentences whose relations are annotated, each as an article of its own, in the table's order.

    The ids of entities are their names. KnowledgeError names facts that are not of the form or about no name there.
    """
    sentences = {digest(sentence.text): sentence for sentence in read_labelled(folder)}
    for row in rows(folder / FACTS, "sentence", "facts"):
        sentence = sentences.get(row["sentence"])
        facts = [_FACT.fullmatch(fact) for fact in row["facts"].split("|") if fact]
        names = {sentence.text[start:end]: type_ for start, end, type_ in sentence.names} if sentence else {}
        if not sentence or any(not fact or fact[1] not in names or fact[3] not in names for fact in facts):
            raise KnowledgeError([f"{FACTS}: {row['sentence']}: no such sentence, or a fact that is not in it"])
        entities = [{"id": name, "type": type_, "name": name, "aliases": []} for name, type_ in names.items()]
        relations = [{"s": fact[1], "p": fact[2], "o": fact[3]} for fact in facts if fact]
        yield known(Article(row["sentence"], "", sentence.text), {"entities": entities, "relations": relations})


def _spans(text: str, names: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Every place of every name, the longest first; where a single letter stands more than once is in doubt."""
    for start, name, type_ in places(text, names):
        unsure = len(name) == 1 and text.count(name) > 1
        yield start, start + len(name), DOUBT if unsure else type_
