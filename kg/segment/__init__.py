"""segment: article → document (words, sentences, paragraphs) on spaCy with spacy-pkuseg and our own small model."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from kg.model import Article, Document, Span
from kg.segment.words import Segmenter

MODEL = Path(__file__).parent.parent / "models" / "segmenter.zip"
NUMBER, LATIN, SIGN, WORD = "number", "latin", "sign", "word"
# Lone surrogates, which spaCy cannot store, stand as the replacement character in its tokens; offsets are the same.
_LONE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_LINE = re.compile(r"[^\n]+")
# A sentence ends at 。！？； or … and takes closing quotes and brackets along.
_SENTENCE = re.compile(r"[^。！？!?；;…]*(?:[。！？!?；;…]+[”’」』》）)]*|$)")


class Tokenizer(DummyTokenizer):
    """spaCy's way to pkuseg: tokens spell the text to the letter; white space but single spaces its own token."""

    def __init__(self, vocab: Vocab, model: Path = MODEL) -> None:
        self.vocab = vocab
        self.segmenter = Segmenter(model)

    def __call__(self, text: str) -> Doc:
        text = text.translate(_LONE)
        starts = np.flatnonzero(self.segmenter.begins(text)).tolist()
        words, spaces = [], []
        if gap := text[: starts[0] if starts else len(text)]:
            words, spaces = [gap], [False]
        for start, end in pairwise([*starts, len(text)]):
            word = text[start:end].rstrip()
            gap = text[start + len(word) : end]
            words.append(word)
            spaces.append(gap.startswith(" "))
            if gap not in ("", " "):
                words.append(gap.removeprefix(" "))
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers("yuantu.Pkuseg.v1")
def _create_tokenizer():  # type: ignore[no-untyped-def]  # spaCy inspects the signature and wants it bare
    return lambda language: Tokenizer(language.vocab)


@cache
def pipeline() -> Language:
    """The spaCy pipeline whose tokenizer is spacy-pkuseg with the shipped model."""
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "yuantu.Pkuseg.v1"}}})


def segment(article: Article) -> Document:
    """Cut an article into words, sentences and paragraphs; `words` hold every character but white space, in order."""
    text, parts = article.text, paragraphs(article.text)
    cells = pipeline().make_doc(text).to_array(["IDX", "LENGTH", "IS_SPACE"]).astype(int).tolist()
    words = tuple(Span(start, start + length) for start, length, space in cells if not space)
    tags = tuple(_tag(text[word.start]) for word in words)
    return Document(article, words, tags, parts, sentences(text, parts))


def outline(article: Article) -> Document:
    """Cut an article into sentences and paragraphs only, for the stages that need no words."""
    parts = paragraphs(article.text)
    return Document(article, (), (), parts, sentences(article.text, parts))


@cache
def _tag(first: str) -> str:
    """The class of a word by its first character."""
    if first.isdigit():
        return NUMBER
    if first.isalpha():
        return WORD if first > "\u2e7f" and not "\uff00" < first < "\uff5f" else LATIN
    return SIGN


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
