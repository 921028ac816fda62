"""Tests of kg/recognise/fields.py and industries.py: which fields are offered, and how far their names reach."""

import pytest

from kg import lexicon
from kg.ontology import INDUSTRY
from kg.recognise import industries
from tests.recognise.texts import document

LEXICON = lexicon.load()


def found(text: str) -> list[str]:
    mentions = sorted(industries.find(document(text), LEXICON))
    assert all(m.type == INDUSTRY and text[m.start : m.end] == m.text for m in mentions)
    return list(dict.fromkeys(m.text for m in mentions))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全市重点发展高端装备、磁性材料和生物医药等产业。", ["高端装备", "磁性材料", "生物医药"]),
        ("园区主攻锂电池正极材料。", ["锂电池正极材料"]),
        ("全县做强高端纺织服装产业。", ["高端纺织服装"]),
        ("布局下一代人工智能芯片。", ["下一代人工智能芯片"]),
        ("全省电子、冶金和汽车业向好。", ["电子", "冶金", "汽车"]),
        ("金融业和旅游业向好。", ["金融业", "旅游业"]),
        ("公司从事汽车业务。", ["汽车"]),
        ("该镇主攻烟花、花炮礼盒和显示器件。", ["烟花", "花炮礼盒", "显示器件"]),
        ("全镇都靠煤炭当家。", ["煤炭"]),
        ("公司主攻海外客户、经销网络。", []),
    ],
)
def test_a_field_reaches_as_far_as_its_words(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    ["文化局举办活动。", "身体健康发展。", "工业用地供应增加。", "高端大气。", "加工服务。", "数据显示，消费者很多。"],
)
def test_everyday_words_are_no_fields(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["全市教育水平提高。", "他热爱音乐。", "航班很多，航空口岸忙碌。"])
def test_a_weak_field_alone_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("教育行业回暖。", ["教育"]),
        ("主要来自能源、医疗和教育。", ["能源", "医疗", "教育"]),
    ],
)
def test_a_weak_field_counts_where_it_is_called_one_or_listed_with_others(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_stranger_between_fields_of_a_list_is_one() -> None:
    assert found("涵盖机器人、叶绿提纯、新能源三类。") == ["机器人", "叶绿提纯", "新能源"]


def test_a_closed_list_after_a_cue_may_hold_strangers() -> None:
    assert found("株里市聚焦岩壤开采、晶尘提纯两大主导产业。") == ["岩壤开采", "晶尘提纯"]
    assert found("株里市聚焦岩壤开采、晶尘提纯。") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("发展新材料、机器人和智能制造、区块链等产业。", ["新材料", "机器人和智能制造", "区块链"]),
        ("发展新材料、区块链、机器人和智能制造三大产业。", ["新材料", "区块链", "机器人和智能制造"]),
        ("发展新材料、机器人和区块链三大产业。", ["新材料", "机器人", "区块链"]),
        ("发展新材料、机器人和区块链等产业。", ["新材料", "机器人", "区块链"]),
    ],
)
def test_a_pair_inside_a_list_is_one_field(text: str, names: list[str]) -> None:
    forms = found(text)
    assert [f for f in forms if not any(f != other and f in other for other in forms)] == names


def test_a_piece_of_a_latin_word_is_no_field() -> None:
    assert found("uAI、VRX、AI等产业。") == ["AI"]
