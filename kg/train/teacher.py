"""Train the teacher: LAC's network on our own sentences first, then with silver labels that it completes itself."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from kg.recognise.decode import names as best_names
from kg.train.batches import IGNORED, PADDING, Coder, pad
from kg.train.corpus import Sentence
from kg.train.lac import Words
from kg.train.loop import BATCH, Deck, batches, fit
from kg.train.names import Names, swap
from kg.train.network import Teacher, load_lac
from kg.train.silver import Guess, Silver

_FIRST_STEPS, _FIRST_RATE = 1000, 2e-3
_SECOND_STEPS, _SECOND_RATE = 1000, 1e-3
_SILVER_A_ROUND, _OWN_A_ROUND = 1600, 2400
_SHARES = (0.0, 0.5, 0.9)  # how many names of a sentence are swapped; one of these each time
_LONGEST = 200
_EVERY = 2  # silver is made of every second news sentence, which is enough


def train_teacher(
    own: Sequence[Sentence], news: Sequence[Words], coder: Coder, names: Names, silver: Silver
) -> Teacher:
    """Return the teacher; the same data give the same weights."""
    torch.manual_seed(0)
    draw = random.Random(0)
    teacher = Teacher(len(coder.characters), len(coder.tags))
    load_lac(teacher, coder.characters)
    fit(teacher, _losses(teacher, coder, _rounds(own, [], names, draw)), steps=_FIRST_STEPS, rate=_FIRST_RATE)
    chosen = news[::_EVERY]
    texts = ["".join(word for word, _ in words) for words in chosen]
    labelled = [
        silver.label(words, guess) for words, guess in zip(chosen, _guesses(teacher, coder, texts), strict=True)
    ]
    rounds = _rounds(own, labelled, names, draw)
    fit(teacher, _losses(teacher, coder, rounds), steps=_SECOND_STEPS, rate=_SECOND_RATE)
    return teacher


def probabilities(teacher: Teacher, coder: Coder, texts: Sequence[str]) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield, by text number in no special order, the teacher's probabilities (place, tag); texts are cut at 200."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for i in range(0, len(order), 4 * BATCH):
        part = order[i : i + 4 * BATCH]
        with torch.no_grad():
            ids, lengths = pad([coder.ids(texts[j]) for j in part], PADDING)
            found = torch.softmax(teacher(ids, lengths), -1).numpy()
        for j, length, rows in zip(part, lengths.tolist(), found, strict=True):
            yield j, rows[:length]


def swapped(sentence: Sentence, names: Names, draw: random.Random) -> Sentence:
    """The sentence with none, half or nearly all of its names swapped."""
    return swap(sentence, names, draw, draw.choice(_SHARES))


def _guesses(teacher: Teacher, coder: Coder, texts: Sequence[str]) -> list[Guess]:
    guesses: list[Guess] = [()] * len(texts)
    for i, rows in probabilities(teacher, coder, texts):
        found = best_names(np.log(rows + 1e-9), 0.0)
        guesses[i] = [(start, end, coder.types[type_], p) for start, end, type_, p in found]
    return guesses


def _rounds(
    own: Sequence[Sentence], silver: Sequence[Sentence], names: Names, draw: random.Random
) -> Iterator[list[Sentence]]:
    deck = Deck(len(silver), draw)
    while True:
        mixed = [swapped(sentence, names, draw) for sentence in draw.sample(own, min(_OWN_A_ROUND, len(own)))]
        mixed += [silver[i] for i in deck.take(_SILVER_A_ROUND)] if silver else []
        yield from batches(mixed, lambda sentence: len(sentence.text), draw)


def _losses(teacher: Teacher, coder: Coder, rounds: Iterator[list[Sentence]]) -> Iterator[Tensor]:
    for batch in rounds:
        ids, lengths = pad([coder.ids(sentence.text) for sentence in batch], PADDING)
        labels, _ = pad([coder.labels(sentence) for sentence in batch], IGNORED)
        yield cross_entropy(teacher(ids, lengths).flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
