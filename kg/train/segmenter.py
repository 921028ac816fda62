"""Train the shipped spacy-pkuseg model: words as wapic-cws-model (MIT) cuts them, on open news and our own sentences.

The model has pkuseg's features and form; its weights are learned by CRFsuite, whose L1 penalty keeps it small.
"""

import random
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from kg.segment.words import LONGEST, Segmenter
from kg.train.corpus import corpus_texts
from kg.train.news import news_sentences

# One word whatever the teacher says: numbers with their dots and signs, Latin words, A320, 5G, COVID-19.
_ATOM = re.compile(r"[A-Za-z0-9]+(?:[.\-&/][A-Za-z0-9]+)*%?|[０-９．]+％?")
_HELD_OUT = 500
_RAREST = 3  # a feature or word seen less often is not used
_TAGS = ("B", "B_single", "I", "I_end")
_SETTINGS = {"c1": 0.6, "c2": 0.01, "max_iterations": 80, "feature.possible_transitions": True}


def train_segmenter(target: Path) -> str:
    """Train, write `target` (a zip of a pkuseg model) and tell the F1 on held-out sentences."""
    lines = list(_cut(_texts()))
    with tempfile.TemporaryDirectory() as folder:
        states, edges = _learn(lines[_HELD_OUT:], Path(folder, "crf"))
    pack(states, edges, target)
    return (
        f"{target}: {len(lines)} sentences, {len(states)} features, F1 {_f1(Segmenter(target), lines[:_HELD_OUT]):.3f}"
    )


def _texts() -> list[str]:
    texts = sorted({*news_sentences(), *corpus_texts()})
    random.Random(0).shuffle(texts)
    return texts


def _cut(texts: list[str]) -> Iterator[list[str]]:
    import wapic

    teacher = wapic.Segmenter()
    for text in texts:
        yield [word for part in text.split() for word in _merge(part, teacher.segment(part))]


def _merge(text: str, words: list[str]) -> list[str]:
    cuts, at = {0}, 0
    for word in words:
        at += len(word)
        cuts.add(at)
    for match in _ATOM.finditer(text):
        cuts -= set(range(match.start() + 1, match.end()))
        cuts |= {match.start(), match.end()}
    ends = sorted(cuts)
    return [text[a:b] for a, b in pairwise(ends)]


def _learn(lines: list[list[str]], scratch: Path) -> tuple[dict[str, list[float]], dict[tuple[str, str], float]]:
    """Return weights by feature and tag, and weights by pair of tags."""
    import pycrfsuite

    rows = _features(lines)
    seen = Counter(name for row in rows for names in row for name in names)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=_SETTINGS, verbose=False)
    for line, row in zip(lines, rows, strict=True):
        kept = [[name for name in names if seen[name] >= _RAREST] for names in row]
        trainer.append(pycrfsuite.ItemSequence(kept), _tags(line))
    trainer.train(str(scratch))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(scratch))
    info = tagger.info()
    states: dict[str, list[float]] = {"$$": [0.0] * len(_TAGS)}
    for (name, tag), weight in sorted(info.state_features.items()):
        states.setdefault(name, [0.0] * len(_TAGS))[_TAGS.index(tag)] = weight
    return states, dict(info.transitions)


def _features(lines: list[list[str]]) -> list[list[list[str]]]:
    """Return pkuseg's own features of each character of each line; its words are those seen often enough."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor

    counts = Counter(word for line in lines for word in line if 1 < len(word) <= LONGEST)
    extractor = FeatureExtractor()
    extractor.unigram = {word for word, count in counts.items() if count >= _RAREST}
    extractor.bigram = {f"{a}*{b}" for line in lines for a, b in pairwise(line)}
    rows = []
    for line in lines:
        chars = list(FeatureExtractor.normalize_text("".join(line)))
        rows.append(
            [[name for name in extractor.get_node_features(i, chars) if name != "/"] for i in range(len(chars))]
        )
    return rows


def _tags(words: list[str]) -> list[str]:
    tags: list[str] = []
    for word in words:
        tags += ["B_single"] if len(word) == 1 else ["B", *["I"] * (len(word) - 2), "I_end"]
    return tags


def pack(states: dict[str, list[float]], edges: dict[tuple[str, str], float], target: Path) -> None:
    """Write a pkuseg model as one zip whose bytes depend on the weights alone."""
    import srsly

    names = ["$$", *sorted(states.keys() - {"$$"})]
    spoken = {word for name in names if name.startswith("w") for word in name.rpartition(".")[2].split("*")}
    described = {
        "unigram": sorted(spoken),
        "bigram": [],
        "feature_to_idx": {name: i for i, name in enumerate(names)},
        "tag_to_idx": {tag: i for i, tag in enumerate(_TAGS)},
    }
    links = [edges.get((last, tag), 0.0) for tag in _TAGS for last in _TAGS]
    weights = np.array([*(w for name in names for w in states[name]), *links], dtype=np.float16)
    with tempfile.TemporaryDirectory() as folder:
        np.savez(Path(folder, "weights.npz"), sizes=np.array([len(_TAGS), len(names)]), w=weights)
        Path(folder, "features.msgpack").write_bytes(srsly.msgpack_dumps(described))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
            for part in ("features.msgpack", "weights.npz"):
                archive.writestr(zipfile.ZipInfo(part), Path(folder, part).read_bytes(), zipfile.ZIP_LZMA)


def _f1(segmenter: Segmenter, lines: list[list[str]]) -> float:
    gold = [_spans(line) for line in lines]
    found = [_spans(_words(segmenter, "".join(line))) for line in lines]
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    return 2 * right / (sum(map(len, gold)) + sum(map(len, found)))


def _words(segmenter: Segmenter, text: str) -> list[str]:
    starts = np.flatnonzero(segmenter.begins(text)).tolist()
    return [text[a:b] for a, b in pairwise([*starts, len(text)])]


def _spans(words: list[str]) -> set[tuple[int, int]]:
    spans, at = set(), 0
    for word in words:
        spans.add((at, at + len(word)))
        at += len(word)
    return spans
