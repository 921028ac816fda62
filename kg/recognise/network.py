"""The tagger's network in numpy: characters → log-probabilities of tags, for any number of sentences in one pass."""

from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

MODEL = Path(__file__).parent.parent / "models" / "tagger.npz"
UNKNOWN, PADDING = 1, 0
_BASIC_PLANE = 0x10000
_BLOCK = 24
_IMPOSSIBLE = np.float32(-1e9)


class Network:
    """Residual dilated convolutions over characters; weights are kept as 16-bit floats in the model file."""

    def __init__(self, model: Path) -> None:
        with np.load(model) as stored:
            self.types = tuple(str(stored["types"]).split())
            self._codes = _code_table(str(stored["characters"]), stored["alike"])
            self._dilations = tuple(int(d) for d in stored["dilations"])
            kernels = [stored[f"kernel{i}"].astype(np.float32) for i in range(len(self._dilations) + 1)]
            self._biases = [stored[f"bias{i}"].astype(np.float32) for i in range(len(self._dilations) + 1)]
            self._output, self._bias = stored["output"].astype(np.float32), stored["bias"].astype(np.float32)
            embedding, borders = stored["embedding"].astype(np.float32), stored["borders"].astype(np.float32)
        # The first layer sees characters and their places in words, so its products are tables: (tap, number, channel).
        width = embedding.shape[1]
        self._characters: Floats = np.stack([embedding @ tap[:width] for tap in kernels[0]])
        self._borders: Floats = np.stack([borders @ tap[width:] for tap in kernels[0]])
        self._kernels = kernels[1:]
        self.gap = max(self._dilations)

    def scores(self, text: str, begins: NDArray[np.bool_], pieces: list[tuple[int, int]]) -> tuple[Floats, list[int]]:
        """Return log-probabilities (place, tag) for the pieces of the text side by side, and where each piece begins.

        `begins` tells for each code point of the text whether a word begins there.
        """
        lengths = [end - start + self.gap for start, end in pieces]
        places = [self.gap + total for total in accumulate([0, *lengths[:-1]])]
        codes, borders = np.zeros((2, self.gap + sum(lengths)), dtype=np.int64)
        all_codes, all_borders = self._encode(text), place_in_word(begins)
        for place, (start, end) in zip(places, pieces, strict=True):
            codes[place : place + end - start] = all_codes[start:end]
            borders[place : place + end - start] = all_borders[start:end]
        scores = _log_softmax(_product(self._hidden(codes, borders), self._output) + self._bias)
        scores[codes == PADDING, 0] = 0.0
        scores[codes == PADDING, 1:] = _IMPOSSIBLE
        return scores, places

    def _encode(self, text: str) -> Numbers:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._codes[np.minimum(points, _BASIC_PLANE)]

    def _hidden(self, codes: Numbers, borders: Numbers) -> Floats:
        """Each layer looks `dilation` places to both sides; padding stays zero throughout, so texts do not mix."""
        inside = (codes != PADDING)[:, None].astype(np.float32)
        first = np.tile(self._biases[0], (len(codes), 1))
        for table, numbers in ((self._characters, codes), (self._borders, borders)):
            before, here, after = table
            first += here[numbers]
            first[1:] += before[numbers[:-1]]
            first[:-1] += after[numbers[1:]]
        state: Floats = _relu(first) * inside
        for dilation, kernel, bias in zip(self._dilations, self._kernels, self._biases[1:], strict=True):
            change = _product(state, kernel[1])
            change[dilation:] += _product(state, kernel[0])[:-dilation]
            change[:-dilation] += _product(state, kernel[2])[dilation:]
            change += bias
            state += _relu(change) * inside
        return state


def place_in_word(begins: NDArray[np.bool_]) -> Numbers:
    """Number each place: 1 a word of one character, 2 the first, 3 an inner, 4 the last character of a longer word."""
    last = np.append(begins[1:], True)
    return np.where(begins, np.where(last, 1, 2), np.where(last, 4, 3))


@cache
def shipped(model: Path = MODEL) -> Network:
    """The network of the package's model file, loaded once."""
    return Network(model)


def _product(rows: Floats, weights: Floats) -> Floats:
    """Return `rows @ weights`, in blocks too small for the BLAS library to spread over threads, which only slows it."""
    blocks = len(rows) // _BLOCK * _BLOCK
    found = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    shaped = rows[:blocks].reshape(-1, _BLOCK, rows.shape[1])
    np.matmul(shaped, weights, out=found[:blocks].reshape(-1, _BLOCK, weights.shape[1]))
    np.matmul(rows[blocks:], weights, out=found[blocks:])
    return found


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0), out=values)


def _log_softmax(scores: Floats) -> Floats:
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return scores


def _code_table(characters: str, alike: NDArray[np.uint32]) -> Numbers:
    """Numbers by code point; `alike` holds pairs of code points that count as one character (full and half width)."""
    table = np.full(_BASIC_PLANE + 1, UNKNOWN, dtype=np.int64)
    for number, character in enumerate(characters, 2):
        table[ord(character)] = number
    for point, base in alike:
        table[point] = table[base]
    return table
