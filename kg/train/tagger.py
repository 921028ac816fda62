"""Train the shipped tagger: a small fast network that learns from a teacher's opinion of news and our sentences."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import nll_loss

from kg.ontology import PERSON
from kg.train.batches import DOUBT, IGNORED, PADDING, Borders, Coder, pad
from kg.train.corpus import Sentence, read_corpus
from kg.train.labelled import read_labelled
from kg.train.lac import characters, lac_words
from kg.train.loop import Deck, batches, fit
from kg.train.names import Names
from kg.train.silver import Silver
from kg.train.student import Student, save
from kg.train.teacher import probabilities, swapped, train_teacher

_STEPS, _RATE = 8000, 2e-3
_NEWS_A_ROUND, _OWN_A_ROUND = 3000, 2400
Opinions = list[NDArray[np.float16]]
_Example = tuple[str, Sentence | int]  # a text with its annotation, or with the number of the opinion on it


def train_tagger(target: Path, scratch: Path) -> str:
    """Train teacher and student, write `target`; the same data and library versions give the same bytes."""
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # a fixed number, because sums depend on it; more gain little here
    labelled = read_labelled()
    own = [*read_corpus(), *labelled]
    coder = Coder(characters(), sorted({type_ for sentence in own for *_, type_ in sentence.names} - {DOUBT}))
    names = Names(own)
    known = {sentence.text for sentence in labelled}
    news = [words for words in lac_words(scratch) if "".join(word for word, _ in words) not in known]
    teacher = train_teacher(own, news, coder, names, Silver(PERSON, names))
    texts = ["".join(word for word, _ in words) for words in news]
    opinions: Opinions = [np.zeros((0, 0), dtype=np.float16)] * len(texts)
    for i, rows in probabilities(teacher, coder, texts):
        opinions[i] = rows.astype(np.float16)
    torch.manual_seed(0)
    student = Student(teacher.embedding.weight.data, len(coder.tags))
    fit(student, _losses(student, coder, own, names, texts, opinions), steps=_STEPS, rate=_RATE)
    save(student, coder, target)
    return f"{target}: {len(own)} own sentences, {len(texts)} of news, {target.stat().st_size} bytes"


def _losses(
    student: Student, coder: Coder, own: Sequence[Sentence], names: Names, texts: Sequence[str], opinions: Opinions
) -> Iterator[Tensor]:
    draw, borders = random.Random(0), Borders()
    deck = Deck(len(texts), draw)
    while True:
        swaps = [swapped(sentence, names, draw) for sentence in draw.sample(own, min(_OWN_A_ROUND, len(own)))]
        mine: list[_Example] = [(sentence.text, sentence) for sentence in swaps]
        theirs: list[_Example] = [(texts[i], i) for i in deck.take(_NEWS_A_ROUND)]
        parts = [*batches(theirs, _size, draw), *batches(mine, _size, draw)]
        draw.shuffle(parts)
        for batch in parts:
            ids, _ = pad([coder.ids(text) for text, _ in batch], PADDING)
            places, _ = pad(borders.rows([text for text, _ in batch]), PADDING)
            scores = torch.log_softmax(student(ids, places), -1)
            yield _loss(scores, coder, [known for _, known in batch], opinions)


def _size(example: _Example) -> int:
    return len(example[0])


def _loss(scores: Tensor, coder: Coder, known: Sequence[Sentence | int], opinions: Opinions) -> Tensor:
    """Our own sentences have one right answer; of news the teacher has an opinion, which the student is to share."""
    sentences = [sentence for sentence in known if isinstance(sentence, Sentence)]
    if sentences:
        labels, _ = pad([coder.labels(sentence) for sentence in sentences], IGNORED)
        return nll_loss(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    rows = [opinions[i] for i in known if isinstance(i, int)]
    wanted = torch.zeros(scores.shape)
    for i, opinion in enumerate(rows):
        wanted[i, : len(opinion)] = torch.from_numpy(opinion.astype(np.float32))
    return -(wanted * scores).sum() / sum(map(len, rows))
