"""Tables behind the segmenter: letters, words and features as numbers, looked up for a whole text at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy_pkuseg.feature_extractor import FeatureExtractor

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Found = dict[int, tuple[Numbers, Numbers]]
Rows = dict[str, int]

_BASIC_PLANE = 0x10000  # characters beyond it have no features
_STEP = _BASIC_PLANE + 1  # more than any number of a letter
_NOWHERE = np.iinfo(np.int64).max


class Table:
    """Scores by number, for several kinds of features that share one look-up."""

    def __init__(
        self, kinds: Mapping[str, Rows], distances: Mapping[str, int], number: Callable[[str], int], nodes: Scores
    ) -> None:
        """`kinds` tells by kind and name the row in `nodes` (feature, tag); `distances` where each kind speaks."""
        parts = [kinds.get(kind, {}) for kind in distances]
        numbers = [np.array([number(name) for name in part], dtype=np.int64) for part in parts]
        self._distances = tuple(distances.values())
        self._keys: Numbers = np.append(np.unique(np.concatenate(numbers)), _NOWHERE)
        self._rows = np.zeros((len(parts), len(self._keys), nodes.shape[1]))
        for rows, part, known in zip(self._rows, parts, numbers, strict=True):
            rows[np.searchsorted(self._keys, known)] = nodes[list(part.values())]

    def add(self, scores: Scores, numbers: Numbers, places: Numbers) -> None:
        """Add to `scores` (character, tag) what each number says about the characters around its place."""
        at = np.searchsorted(self._keys, numbers)
        known = self._keys[at] == numbers
        at, places = at[known], places[known]
        size, width = scores.shape
        columns = np.arange(width)
        for rows, distance in zip(self._rows, self._distances, strict=True):
            targets = places + distance
            inside = (targets >= 0) & (targets < size)
            cells = targets[inside, None] * width + columns
            # One-dimensional, because numpy is slow at adding at rows.
            np.add.at(scores.reshape(-1), cells.reshape(-1), rows[at[inside]].reshape(-1))


class Alphabet:
    """Numbers for characters as pkuseg folds them; 0 for white space and characters without features."""

    def __init__(self, letters: Iterable[str], words: Iterable[str]) -> None:
        known = sorted({*letters, *(letter for word in words for letter in word)})
        self._codes = {letter: i for i, letter in enumerate(known, 1)}
        self._size = len(known) + 1
        self._by_point = np.zeros(_BASIC_PLANE, dtype=np.int64)
        folded = {*FeatureExtractor.num, *FeatureExtractor.letter, *FeatureExtractor.keywords}
        for letter in {*folded, *(letter for letter in known if len(letter) == 1)}:
            if ord(letter) < _BASIC_PLANE:
                self._by_point[ord(letter)] = self.code(next(FeatureExtractor.normalize_text(letter)))
        self._space = np.array([chr(point).isspace() for point in range(_BASIC_PLANE)])

    def code(self, letter: str) -> int:
        """The number of one letter, as the model writes it."""
        return self._codes.get(letter, 0)

    def pair_of(self, left: str, right: str) -> int:
        """One number for two neighbouring letters."""
        return self.code(left) * self._size + self.code(right)

    def codes(self, text: str) -> tuple[Numbers, NDArray[np.bool_]]:
        """One number a code point, and whether it is white space."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        basic = np.where(points < _BASIC_PLANE, points, 0)
        return self._by_point[basic], self._space[basic]

    def pair(self, left: Numbers, right: Numbers) -> Numbers:
        """One number for two neighbours."""
        return left * self._size + right


class Trie:
    """Words as numbers, found by walking from every place of a text at the same time."""

    def __init__(self, words: Sequence[str], alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._numbers: dict[str, int] = {}
        for word in words:
            for end in range(1, len(word) + 1):
                self._numbers.setdefault(word[:end], len(self._numbers) + 1)
        self._size = len(self._numbers) + 1
        steps = {
            self._numbers.get(word[:-1], 0) * _STEP + alphabet.code(word[-1]): n for word, n in self._numbers.items()
        }
        self._keys: Numbers = np.array([*sorted(steps), _NOWHERE], dtype=np.int64)
        self._values: Numbers = np.array([*(steps[key] for key in sorted(steps)), 0], dtype=np.int64)
        self._whole = np.zeros(self._size, dtype=np.bool_)
        self._whole[[self._numbers[word] for word in words if len(word) > 1]] = True

    def number(self, word: str) -> int:
        """The number of a word; 0 for one that is not in the trie."""
        return self._numbers.get(word, 0)

    def pair(self, left: Numbers, right: Numbers) -> Numbers:
        """One number for two neighbours."""
        return left * self._size + right

    def pair_of(self, left: str, right: str) -> int:
        """One number for two neighbouring words."""
        return self.number(left) * self._size + self.number(right)

    def find(self, codes: Numbers, longest: int) -> Found:
        """Return places and numbers of the words of each length from 2 to `longest`."""
        found: Found = {}
        places, states = np.arange(len(codes)), np.zeros(len(codes), dtype=np.int64)
        for length in range(1, longest + 1):
            inside = places + length <= len(codes)
            places, states = places[inside], states[inside]
            steps = states * _STEP + codes[places + length - 1]
            at = np.searchsorted(self._keys, steps)
            alive = self._keys[at] == steps
            places, states = places[alive], self._values[at[alive]]
            whole = self._whole[states]
            if length > 1:
                found[length] = places[whole], states[whole]
        return found

    def neighbours(self, found: Found, size: int) -> tuple[Numbers, Numbers]:
        """Return each border between two found words, by the place where the second begins, and their pair's number."""
        left, right = np.zeros((2, len(found), size + 1), dtype=np.int64)
        for i, (length, (places, words)) in enumerate(found.items()):
            left[i, places + length] = words
            right[i, places] = words
        both = (left[:, None] > 0) & (right[None] > 0)
        one, other, borders = np.nonzero(both)
        return borders, self.pair(left[one, borders], right[other, borders])
