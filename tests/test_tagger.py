"""The statistical tagger: exact offsets, proper sequences, names that no list holds, and plain words left alone."""

import itertools

import numpy as np
import pytest

from kg.model import Article, Document
from kg.recognise.decode import names
from kg.recognise.tagger import tag, tag_with_confidence
from kg.segment import segment


def document(text: str) -> Document:
    return segment(Article("a", "", text))


def found(text: str) -> dict[str, str]:
    return {mention.text: mention.type for mention in tag(document(text))}


TEXT = (
    "云岭新区管委会主任周启明表示，将与启泰微电子（苏州）有限公司共建云岭集成电路产业园。\n"
    "6月8日，云州市发展和改革委员会印发《云州市氢能产业发展规划（2022—2025年）》。\n"
    "中国锂电产业联盟秘书长陈思远出席在厦门举行的第三届中国（厦门）国际储能大会。"
)


def test_mentions_are_sorted_exact_and_apart() -> None:
    mentions = tag(document(TEXT))
    assert mentions
    assert all(TEXT[m.start : m.end] == m.text and m.found_by == "model" for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_names_that_no_list_holds() -> None:
    names = found(TEXT)
    assert names["启泰微电子（苏州）有限公司"] == "Company"
    assert names["周启明"] == names["陈思远"] == "Person"
    assert names["云州市发展和改革委员会"] == "Government"
    assert names["云州市氢能产业发展规划（2022—2025年）"] == "Policy"
    assert names["中国锂电产业联盟"] == "Association"


def test_plain_words_are_no_names() -> None:
    assert found("各企业要加快复工复产，相关部门做好服务，园区同比增长5.3%。") == {}


def test_lean_trades_precision_for_recall() -> None:
    few, many = tag(document(TEXT), lean=-30.0), tag(document(TEXT), lean=30.0)
    assert sum(m.end - m.start for m in few) < sum(m.end - m.start for m in many)


def test_confidence_is_a_probability() -> None:
    assert all(0 < confidence <= 1 for _, confidence in tag_with_confidence(document(TEXT)))


def test_sentences_do_not_influence_each_other() -> None:
    first = TEXT.split("\n")[0]
    assert tag(document(first)) == tuple(m for m in tag(document(TEXT)) if m.end <= len(first))


@pytest.mark.parametrize("text", ["", "\n", "\U0001f600\ud800", "（" * 5000, "北京市" * 400])
def test_odd_texts_are_tagged_without_a_fault(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in tag(document(text)))


def _every_sequence(length: int, types: int) -> list[tuple[int, ...]]:
    """All proper tag sequences: what begins goes on inside or ends, and only with its own type."""
    proper = []
    for sequence in itertools.product(range(1 + 4 * types), repeat=length):
        opened: int | None = None
        for number in sequence:
            part, type_ = ("BIES"[(number - 1) % 4], (number - 1) // 4) if number else ("O", None)
            if (part in "IE") != (opened is not None) or (opened is not None and type_ != opened):
                break
            opened = type_ if part in "BI" else None
        else:
            if opened is None:
                proper.append(sequence)
    return proper


def _spans(sequence: tuple[int, ...]) -> list[tuple[int, int, int]]:
    spans, start = [], 0
    for i, number in enumerate(sequence):
        part = (number - 1) % 4 if number else None
        start = i if part in (0, 3) else start
        if part in (2, 3):
            spans.append((start, i + 1, (number - 1) // 4))
    return spans


def test_decoding_finds_the_best_proper_sequence() -> None:
    draw, sequences = np.random.default_rng(1), _every_sequence(4, 2)
    for _ in range(20):
        scores = draw.normal(size=(4, 9)) * 2
        scores = (scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))).astype(np.float32)
        best = max(sequences, key=lambda sequence, s=scores: sum(s[i, tag] for i, tag in enumerate(sequence)))
        assert [(start, end, type_) for start, end, type_, _ in names(scores, 0.0)] == _spans(best)
