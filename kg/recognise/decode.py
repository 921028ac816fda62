"""From scores of tags to names: the best sequence in which every name begins and ends properly (Viterbi)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_CERTAIN = -0.002  # log-probability from which a place surely belongs to no name and parts the text
_NEVER = np.float32(-1e9)
_OUT, _END = 0, 1  # the third kind, a name of one character, needs no number
_TAGS = 4


Name = tuple[int, int, int, float]


def names(scores: Floats, lean: float) -> list[Name]:
    """Return start, end, type number and mean probability of each name in `scores` (place, tag), in order.

    Tags are outside, then begin, inside, end, single of each type. `lean` is taken from the score of being outside:
    above zero finds more names, below zero fewer and surer ones.
    """
    borders = np.flatnonzero(np.diff(np.concatenate(([True], scores[:, 0] > _CERTAIN, [True])).astype(np.int8)))
    pieces = borders.reshape(-1, 2)
    if not len(pieces):
        return []
    pieces = pieces[np.argsort(pieces[:, 0] - pieces[:, 1], kind="stable")]  # the longest first
    steps, openings = _forward(scores, pieces, int(pieces[0, 1] - pieces[0, 0]), lean)
    kinds, types = steps[:, 0].T.tolist(), steps[:, 1].T.tolist()
    found = []
    for row, (start, end) in enumerate(pieces.tolist()):
        spans = _backward(kinds[row], types[row], openings[:, row], end - start)
        found += [(start + first, start + last, type_) for first, last, type_ in spans]
    return _with_probabilities(scores, sorted(found))


def _with_probabilities(scores: Floats, found: list[tuple[int, int, int]]) -> list[Name]:
    if not found:
        return []
    starts, ends, types = np.array(found).T
    lengths = ends - starts
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(lengths.sum()) + np.repeat(starts - firsts, lengths)
    columns = 1 + _TAGS * np.repeat(types, lengths)[:, None] + np.arange(_TAGS)
    sure = np.exp(scores[places[:, None], columns]).sum(axis=1)
    means = np.minimum(np.add.reduceat(sure, firsts) / lengths, 1.0)
    return [(*name, mean) for name, mean in zip(found, means.tolist(), strict=True)]


def _forward(
    scores: Floats, pieces: NDArray[np.int64], longest: int, lean: float
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return, by step and piece, how a name-free state was best reached (kind, type), and where open names began."""
    types = (scores.shape[1] - 1) // _TAGS
    count = len(pieces)
    lengths = pieces[:, 1] - pieces[:, 0]
    steps = np.zeros((longest, 2, count), dtype=np.int64)
    openings = np.zeros((longest, count, types), dtype=np.bool_)
    closed, opened = np.zeros(count, dtype=np.float32), np.full((count, types), _NEVER, dtype=np.float32)
    for step in range(longest):
        alive = int(np.searchsorted(-lengths, -step, side="left"))
        here = scores[pieces[:alive, 0] + step]
        tags = here[:, 1:].reshape(alive, types, _TAGS)
        past, inner = closed[:alive, None], opened[:alive]
        ends, singles = inner + tags[:, :, 2], past + tags[:, :, 3]
        begins, insides = past + tags[:, :, 0], inner + tags[:, :, 1]
        best_end, best_single = ends.argmax(axis=1), singles.argmax(axis=1)
        every = np.arange(alive)
        choices = np.stack([closed[:alive] + here[:, 0] - lean, ends[every, best_end], singles[every, best_single]])
        kind = choices.argmax(axis=0)
        steps[step, 0, :alive] = kind
        steps[step, 1, :alive] = np.where(kind == _END, best_end, best_single)
        openings[step, :alive] = begins > insides
        closed[:alive], opened[:alive] = choices.max(axis=0), np.maximum(begins, insides)
    return steps, openings


def _backward(
    kinds: list[int], types: list[int], openings: NDArray[np.bool_], length: int
) -> list[tuple[int, int, int]]:
    found, step = [], length - 1
    while step >= 0:
        end, type_ = step + 1, types[step]
        if kinds[step] == _END:
            step -= 1
            while not openings[step, type_]:
                step -= 1
        if kinds[end - 1] != _OUT:
            found.append((step, end, type_))
        step -= 1
    return found
