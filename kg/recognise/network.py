"""The tagger's network in numpy: characters → log-probabilities of tags, for any number of sentences in one pass."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

MODEL = Path(__file__).parent.parent / "models" / "tagger.npz"
UNKNOWN, PADDING = 1, 0
_BASIC_PLANE = 0x10000
_BLOCK = 48
_IMPOSSIBLE = np.float32(-1e9)
_TAGS_A_TYPE = 4  # begin, inside, end, single


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
            embedding = stored["embedding"].astype(np.float32)
        # The first layer sees characters alone, so its products are a table: (tap, character, channel).
        self._first: Floats = np.stack([embedding @ tap for tap in kernels[0]])
        self._kernels = kernels[1:]
        self.gap = max(self._dilations)

    def scores(self, texts: list[str]) -> tuple[Floats, list[int]]:
        """Return log-probabilities (place, tag) for the texts side by side, and the place where each text begins."""
        parts: list[Numbers] = []
        starts, at = [], self.gap
        for text in texts:
            starts.append(at)
            at += len(text) + self.gap
            parts.append(self._encode(text))
        codes = np.zeros(at, dtype=np.int64)
        for start, part in zip(starts, parts, strict=True):
            codes[start : start + len(part)] = part
        scores = _log_softmax(_product(self._hidden(codes), self._output) + self._bias)
        scores[codes == PADDING, 0] = 0.0
        scores[codes == PADDING, 1:] = _IMPOSSIBLE
        return scores, starts

    def _encode(self, text: str) -> Numbers:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._codes[np.minimum(points, _BASIC_PLANE)]

    def _hidden(self, codes: Numbers) -> Floats:
        """Each layer looks `dilation` places to both sides; padding stays zero throughout, so texts do not mix."""
        inside = (codes != PADDING)[:, None].astype(np.float32)
        before, here, after = self._first
        first = here[codes]
        first[1:] += before[codes[:-1]]
        first[:-1] += after[codes[1:]]
        state = _relu(first + self._biases[0]) * inside
        for dilation, kernel, bias in zip(self._dilations, self._kernels, self._biases[1:], strict=True):
            change = _product(state, kernel[1])
            change[dilation:] += _product(state, kernel[0])[:-dilation]
            change[:-dilation] += _product(state, kernel[2])[dilation:]
            change += bias
            state += _relu(change) * inside
        return state


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
