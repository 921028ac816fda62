"""Our own annotated sentences (`ontology/corpus/*.txt`) in bracket notation: 位于[Park 中关村朝阳园]的企业."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KnowledgeError
from kg.ontology import DEFAULT

_NAME = re.compile(r"\[([A-Z][a-z]+) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and its names as (start, end, type), sorted, not overlapping; offsets are code points into `text`."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read_corpus(folder: Path = DEFAULT / "corpus") -> tuple[Sentence, ...]:
    """Read every annotated line, files by name; KnowledgeError names each line with a stray bracket."""
    found, faults = [], []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            sentence = parse(line.strip())
            if "[" in sentence.text or "]" in sentence.text:
                faults.append(f"{path}:{number}: stray bracket")
            found.append(sentence)
    if faults:
        raise KnowledgeError(faults)
    return tuple(found)


def parse(line: str) -> Sentence:
    """Read one line of bracket notation."""
    text, names, last = "", [], 0
    for match in _NAME.finditer(line):
        text += line[last : match.start()]
        names.append((len(text), len(text) + len(match.group(2)), match.group(1)))
        text += match.group(2)
        last = match.end()
    return Sentence(text + line[last:], tuple(names))


def corpus_texts() -> Iterator[str]:
    """The sentences without their annotation."""
    for sentence in read_corpus():
        yield sentence.text
