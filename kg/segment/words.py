"""spacy-pkuseg with its scores looked up in tables: about twenty times faster than its own feature extractor.

The model, its features and its decoder are pkuseg's, and so are the words that come out (tested against the stock
class); only the way from text to scores differs: numbers instead of strings, a whole text at a time.
"""

import tempfile
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy_pkuseg import inference
from spacy_pkuseg.feature_extractor import FeatureExtractor
from spacy_pkuseg.model import Model

from kg.segment.tables import Alphabet, Numbers, Rows, Scores, Table, Trie

LONGEST = 6  # pkuseg's default for the words that features speak of

# Where a feature of pkuseg speaks: the kinds of one look-up side by side, each with the distance from the place looked
# up to the character it scores. c-2 at a character is about the second one before it, and so on.
_SINGLE = {"c": 0, "c-1": 1, "c1": -1, "c-2": 2, "c2": -2}
_DOUBLE = {"cc1": 0, "c-1c": 1, "c-2c-1": 2}
_WORD_START, _WORD_END = {"w1": 0}, {"w-1": 0}
_LINK = {"ww.l": 0, "ww.r": -1}


class Segmenter:
    """A pkuseg model from one zip file."""

    def __init__(self, model: Path) -> None:
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(model) as archive:
            archive.extractall(folder)
            described, learned = FeatureExtractor.load(folder), Model.load(folder)
        size = len(described.tag_to_idx)
        weights = learned.w.astype(np.float64)
        self._edges: Scores = np.ascontiguousarray(weights[-size * size :].reshape(size, size).T)
        names = sorted(described.tag_to_idx, key=described.tag_to_idx.__getitem__)
        self._begins = np.array([name.startswith("B") for name in names])
        self._load(described.feature_to_idx, sorted(described.unigram), weights[: -size * size].reshape(-1, size))

    def _load(self, index: dict[str, int], words: list[str], nodes: Scores) -> None:
        kinds: dict[str, Rows] = {}
        for name, row in index.items():
            kind, _, rest = name.partition(".")
            if kind == "ww":
                side, _, rest = rest.partition(".")
                kind = f"ww.{side}"
            kinds.setdefault(kind, {})[rest] = row
        self._constant = nodes[0]
        self._alphabet = Alphabet({letter for kind in _SINGLE for letter in kinds.get(kind, {})}, words)
        self._trie = Trie(words, self._alphabet)
        code, word = self._alphabet.code, self._trie.number
        self._single = Table(kinds, _SINGLE, code, nodes)
        self._double = Table(kinds, _DOUBLE, lambda two: self._alphabet.pair_of(*two.split(".")), nodes)
        self._starting, self._ending = Table(kinds, _WORD_START, word, nodes), Table(kinds, _WORD_END, word, nodes)
        self._link = Table(kinds, _LINK, lambda two: self._trie.pair_of(*two.split("*")), nodes)

    def begins(self, text: str) -> NDArray[np.bool_]:
        """Tell for each code point whether a word begins there; white space begins none and parts words."""
        codes, spaces = self._alphabet.codes(text)
        # Two empty places for each space, so that no feature reaches over it.
        wide = np.repeat(codes, 1 + spaces)
        places = np.cumsum(1 + spaces) - 1 - spaces
        scores = np.ascontiguousarray(self._scores(wide)[places])
        found = np.zeros(len(text), dtype=np.bool_)
        borders = np.flatnonzero(np.diff(np.concatenate(([True], spaces, [True])).astype(np.int8)))
        for start, end in borders.reshape(-1, 2).tolist():
            _, tags = inference.run_viterbi(scores[start:end], self._edges)
            found[start:end] = self._begins[tags]
            found[start] = True
        return found

    def _scores(self, codes: Numbers) -> Scores:
        size = len(codes)
        scores = np.tile(self._constant, (size, 1))
        everywhere = np.arange(size)
        self._single.add(scores, codes, everywhere)
        if size > 1:
            self._double.add(scores, self._alphabet.pair(codes[:-1], codes[1:]), everywhere[:-1])
        found = self._trie.find(codes, LONGEST)
        for length, (places, words) in found.items():
            self._starting.add(scores, words, places)
            self._ending.add(scores, words, places + length - 1)
        borders, pairs = self._trie.neighbours(found, size)
        self._link.add(scores, pairs, borders)
        return scores
