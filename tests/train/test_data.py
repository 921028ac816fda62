"""Training data: the bracket notation, swapped names, silver labels; skipped without the training extra."""

import random
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.ontology import load
from kg.train.corpus import Sentence, parse, read_corpus
from kg.train.names import Names, swap

pytest.importorskip("torch", reason="silver labels need the extra `train`")
from kg.train.silver import Silver


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(read_corpus())


def spans(sentence: Sentence) -> list[tuple[str, str]]:
    return [(sentence.text[start:end], type_) for start, end, type_ in sentence.names]


def test_bracket_notation() -> None:
    sentence = parse("[Park 云岭新区]引进[Company 启泰（苏州）有限公司]等企业。")
    assert sentence.text == "云岭新区引进启泰（苏州）有限公司等企业。"
    assert spans(sentence) == [("云岭新区", "Park"), ("启泰（苏州）有限公司", "Company")]


def test_every_shipped_sentence_is_whole_and_of_known_types() -> None:
    sentences, classes = read_corpus(), load().classes
    assert len(sentences) > 2000
    assert {type_ for sentence in sentences for *_, type_ in sentence.names} <= set(classes)
    assert all(start < end for sentence in sentences for start, end, _ in sentence.names)


def test_stray_brackets_are_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# a comment\n[Park 云岭新区\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"a\.txt:2: stray bracket"):
        read_corpus(tmp_path)


def test_swapping_keeps_the_rest_and_the_types(names: Names) -> None:
    sentence = parse("[Person 周启明]任[Company 启泰微电子]董事长，兼管[Region 沪]企业务。")
    for seed in range(20):
        other = swap(sentence, names, random.Random(seed), 1.0)
        assert [type_ for _, type_ in spans(other)] == ["Person", "Company", "Region"]
        assert spans(other)[2] == ("沪", "Region")  # one-letter regions stay
        (first, last) = other.names[0][1], other.names[1][0]
        assert other.text[first:last] == "任"


def test_swapping_is_the_same_for_the_same_seed(names: Names) -> None:
    sentence = parse("[Park 云岭新区]与[Institution 云州大学]签约。")
    assert swap(sentence, names, random.Random(5), 1.0) == swap(sentence, names, random.Random(5), 1.0)


def test_silver_types_coarse_names_by_their_endings(names: Names) -> None:
    words = [["云州市商务局", "ORG"], ["、", "w"], ["启泰微电子有限公司", "ORG"], ["在", "p"], ["云州机场", "LOC"]]
    assert spans(Silver("Person", names).label(words, ())) == [
        ("云州市商务局", "Government"),
        ("启泰微电子有限公司", "Company"),
        ("云州机场", "Place"),
    ]


def test_silver_leaves_doubt_where_nothing_speaks(names: Names) -> None:
    words = [["郭师傅", "PER"], ["去", "v"], ["玄乎", "LOC"], ["看", "v"], ["公司", "ORG"]]
    assert [type_ for _, type_ in spans(Silver("Person", names).label(words, ()))] == ["?", "?", "?"]


def test_silver_believes_a_sure_model_where_the_coarse_name_is_part_of_a_longer_one(names: Names) -> None:
    words = [["中关村", "LOC"], ["云岭园", "n"], ["开园", "v"]]
    assert spans(Silver("Person", names).label(words, [(0, 6, "Park", 0.95)])) == [("中关村云岭园", "Park")]
    assert ("中关村云岭园", "Park") not in spans(Silver("Person", names).label(words, [(0, 6, "Park", 0.4)]))


def test_titles_in_quotes_are_typed_by_what_they_are(names: Names) -> None:
    words = [["印发", "v"], ["《云州市氢能发展规划（2022—2025年）》", "nw"], ["《氢能蓝皮书》", "nw"]]
    assert [type_ for _, type_ in spans(Silver("Person", names).label(words, ()))] == ["Policy", "Report"]
