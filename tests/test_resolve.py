"""Tests of kg/resolve.py: phrases resolve where it is clear, and to nothing where it is not."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import lexicon
from kg.model import Article, Entity, Mention, Reference
from kg.ontology import ASSOCIATION, COMPANY, EVENT, GOVERNMENT, PARK, POLICY, PROJECT, REGION
from kg.references import load
from kg.resolve import resolve
from kg.segment import outline

LEXICON = lexicon.load()
MARK = re.compile(r"\[(\w+) ([^\]]+)\]")
TYPES = {"C": COMPANY, "R": REGION, "P": PARK, "E": EVENT, "L": POLICY, "A": ASSOCIATION, "J": PROJECT, "G": GOVERNMENT}

CLEAR = [
    ("[R 武汉市]增长5%，全市出口增长8%。", "全市", ["武汉市"]),
    ("[R 武汉]增长5%。全市出口增长8%。", "全市", ["武汉"]),
    ("[R 湖北省]和[R 武汉市]公布数据。全省增长5%。", "全省", ["湖北省"]),
    ("[R 北京市]的[R 朝阳区]公布数据，占全市三成。", "全市", ["北京市"]),
    ("[R 北京市]的[R 朝阳区]公布数据，全区增长5%。", "全区", ["朝阳区"]),
    ("[R 广西]公布数据。[R 南宁]增长。我市出口增长8%。", "我市", ["南宁"]),
    ("[R 海南省]与[R 岳阳县]结对。全县增收。", "全县", ["岳阳县"]),
    ("[R 武汉]开工一座工厂，将带动当地就业。", "当地", ["武汉"]),
    ("[C 远图科技]去年亏损。公司今年扭亏。", "公司", ["远图科技"]),
    ("[C 远图科技]去年亏损，该公司今年扭亏。", "该公司", ["远图科技"]),
    ("[C 远图科技]向[C 海岳集团]供货。公司今年扭亏。", "公司", ["远图科技"]),
    ("[P 江北科技园]在[R 武汉]开园。园区有100家企业。", "园区", ["江北科技园"]),
    ("[P 江北科技园]开园，该园区有100家企业。", "该园区", ["江北科技园"]),
    ("[P 江北高新区]与[P 江北科技园]签约。高新区产值增长。", "高新区", ["江北高新区"]),
    ("[C 远图科技]与[C 海岳集团]签约，双方将共建工厂。", "双方", ["远图科技", "海岳集团"]),
    ("[R 武汉]与[R 长沙]签约。两地将共建园区。", "两地", ["武汉", "长沙"]),
    ("[C 远图科技]、[C 海岳集团]与[P 江北科技园]签约，三方将合作。", "三方", ["远图科技", "海岳集团", "江北科技园"]),
    (
        "[C 远图科技]、[C 海岳集团]和[C 云海智能]签约。三家车企将共建工厂。",
        "三家车企",
        ["远图科技", "海岳集团", "云海智能"],
    ),
    ("[R 武汉市]、[R 长沙市]获批。[R 中国]出口增长。\n上述两个城市将试点。", "上述两个城市", ["武汉市", "长沙市"]),
    ("[R 广东]发布数据，[R 湖北]、[R 湖南]跟进。这2个省份增长。", "这2个省份", ["湖北", "湖南"]),
    ("[C 远图科技]与[C 海岳集团]在[R 武汉]签约，双方将共建工厂。", "双方", ["远图科技", "海岳集团"]),
    ("[R 武汉]：[C 远图科技]与[C 海岳集团]签约，双方将共建工厂。", "双方", ["远图科技", "海岳集团"]),
    ("[P 江北科技园]由[C 远图科技]运营，[C 海岳集团]持有后者的股权。", "后者", ["远图科技"]),
    ("[C 海岳集团]出资，[C 远图科技]运营，后者在江北。", "后者", ["远图科技"]),
    ("[C 海岳集团]出资，[C 远图科技]运营，前者在江北。", "前者", ["海岳集团"]),
    ("[R 广东省]与[R 澳门]相邻，粤澳合作不断深化。", "粤澳", ["广东省", "澳门"]),
    ("[C 远图科技]与[C 海岳集团]（以下简称“乙方”）签约，其中乙方出资一亿元。", "乙方", ["海岳集团"]),
    ("甲方：[C 远图科技]，乙方：[C 海岳集团]。[C 云海智能]到场，乙方将建厂。", "乙方", ["海岳集团"]),
    ("[C 海岳集团]（下称“公司”）公告，拟收购[C 远图科技]。子公司停产，公司将复产。", "公司", ["海岳集团"] * 2),
    ("[R 中国]和[R 俄罗斯]签约，中俄双方将共建园区。", "中俄", ["中国", "俄罗斯"]),
    ("[R 台湾]企业来[R 大陆]投资，两岸合作不断深化。", "两岸", ["台湾", "大陆"]),
    (
        "[P 江北高新区]举行签约仪式，[G 江北高新区管委会]与企业签约。园区管委会将跟进。",
        "园区管委会",
        ["江北高新区管委会"],
    ),
    ("[E 2022江北发展论坛]举行，本次论坛由[R 武汉]承办。", "本次论坛", ["2022江北发展论坛"]),
    ("[E 第三届江北博览会]举行。大会发布了成果。", "大会", ["第三届江北博览会"]),
    ("[L 江北省水网规划]印发，该规划提出三项任务。", "该规划", ["江北省水网规划"]),
    ("[L 江北省水网规划]印发。规划提出三项任务。", "规划", ["江北省水网规划"]),
    ("[J 江北大桥项目]开工，该项目投资10亿元。", "该项目", ["江北大桥项目"]),
    ("[J 江北数据枢纽]位于[R 武汉]，该枢纽投资10亿元。", "该枢纽", ["江北数据枢纽"]),
    ("[P 江北知识产权街区]开街。这片街区有企业80家。", "这片街区", ["江北知识产权街区"]),
    ("[J 江北科创走廊]启动。走廊覆盖九座城市。", "走廊", ["江北科创走廊"]),
    ("[L 江北省考核办法（2021年版）]印发，该办法提出三项指标。", "该办法", ["江北省考核办法（2021年版）"]),
    ("[R 江北区]增长很快。负责人介绍，区里将出台办法。", "区里", ["江北区"]),
    ("[A 江北软件协会]成立。协会有100家会员。", "协会", ["江北软件协会"]),
    ("[R 武汉市]与[R 长沙市]比较。\n[R 武汉市]第一，[R 武汉市]领先。\n全市出口增长。", "全市", ["武汉市"]),
    ("[R 武汉]出口增长\n[R 武汉]和[R 长沙]公布数据。\n全市出口增长。", "全市", ["武汉"]),
    ("[P 江北科技园]开园，三家公司把总部安在园区。", "园区", ["江北科技园"]),
    ("[P 江北科技园]开园，轮胎项目落户园区。", "园区", ["江北科技园"]),
    ("[P 江北创新港]是[P 江北工业园区]的一部分。研究所落户园区。", "园区", ["江北工业园区"]),
    ("[P 江北深度合作区]扩容，合作区实现产值3000亿元。", "合作区", ["江北深度合作区"]),
]

UNCLEAR = [
    ("[R 武汉市]、[R 长沙市]公布数据，全市出口增长8%。", "全市"),
    ("[R 湖北省]公布数据，全市出口增长8%。", "全市"),
    ("[C 远图科技]和[C 海岳集团]签约。公司今年扭亏。", "公司"),
    ("[C 远图科技]扭亏，多家上市公司跟进。", "公司"),
    ("[C 远图科技]扭亏，公司法修订。", "公司"),
    ("[P 江北科技园]和[P 江南科技园]开园。园区有100家企业。", "园区"),
    ("[P 江北科技园]开园，全国有169个高新区。", "高新区"),
    ("[P 江北科技园]开园，各地考察工业园区。", "园区"),
    ("[C 远图科技]登陆资本市场，[R 武汉市]鼓励上市。", "本市"),
    ("[R 武汉市]发布数据，全省增长5%。", "全省"),
    ("[C 远图科技]与[C 海岳集团]、[C 云海智能]签约，双方将合作。", "双方"),
    ("[C 远图科技]签约，双方将合作。", "双方"),
    ("[C 远图科技]董事长与[C 海岳集团]总裁代表双方签约。", "双方"),
    ("[C 远图科技]、[C 海岳集团]签约。三家车企将共建工厂。", "三家车企"),
    ("[C 远图科技]、[C 海岳集团]签约，园区引进两家企业。", "两家企业"),
    ("[R 武汉]、[R 长沙]签约。这两地块出让。", "这两地"),
    ("[R 广东省]公布数据，粤澳合作不断深化。", "粤澳"),
    ("[C 远图科技]与[C 海岳集团]签约，其中乙方出资一亿元。", "乙方"),
    ("乙方出资一亿元。[C 海岳集团]（以下简称“甲方”）签约。", "乙方"),
    ("[R 广东省]与[R 澳门]相邻，粤澳班车停运。", "粤澳"),
    ("[R 台湾]公布数据，两岸合作不断深化。", "两岸"),
    ("[R 武汉]开工。\n一座工厂将带动当地就业。", "当地"),
    ("[L 江北省水网规划]印发，城市规划师到场。", "规划"),
    ("[J 江北大桥项目]开工，多个项目签约。", "项目"),
    ("[R 朝阳区]位于该区域中部。", "该区"),
    ("[J 江北数据枢纽]、[J 江南数据枢纽]位于[R 武汉]，该枢纽投资10亿元。", "该枢纽"),
    ("[J 江北科创走廊]启动，人才走廊覆盖九座城市。", "走廊"),
]


def resolved(marked: str) -> tuple[str, dict[str, str], tuple[Reference, ...]]:
    """The text without the marks, names by entity id, and the references."""
    text, mentions, at = "", list[Mention](), 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        name = match.group(2)
        mentions.append(Mention(len(text), len(text) + len(name), name, TYPES[match.group(1)], "test"))
        text, at = text + name, match.end()
    text += marked[at:]
    ids = {m.text: f"e{n}" for n, m in enumerate({m.text: m for m in mentions}.values(), 1)}
    entities = tuple(
        Entity(
            i, next(m.type for m in mentions if m.text == name), name, (), tuple(m for m in mentions if m.text == name)
        )
        for name, i in ids.items()
    )
    article = Article("test", text.split("\n")[0], text, date(2022, 1, 1))
    found = resolve(outline(article), entities, lexicon=LEXICON)
    return text, {i: name for name, i in ids.items()}, found


@pytest.mark.parametrize(("marked", "phrase", "expected"), CLEAR)
def test_clear_phrases(marked: str, phrase: str, expected: list[str]) -> None:
    text, names, found = resolved(marked)
    assert [names[r.entity] for r in found if r.text == phrase] == expected
    assert all(text[r.start : r.end] == r.text for r in found)


@pytest.mark.parametrize(("marked", "phrase"), UNCLEAR)
def test_unclear_phrases(marked: str, phrase: str) -> None:
    assert phrase in MARK.sub(r"\2", marked)
    assert not [r for r in resolved(marked)[2] if phrase in r.text]


def test_two_entities_give_two_references_on_one_span() -> None:
    found = resolved("[C 远图科技]与[C 海岳集团]签约，双方将共建工厂。")[2]
    assert len({(r.start, r.end) for r in found}) == 1
    assert len(found) == 2


def test_many_phrases_behind_many_names_cost_linear_time() -> None:
    text, size = "远图双方签约。" * 60_000, 7
    mentions = tuple(Mention(at, at + 2, "远图", TYPES["C"], "test") for at in range(0, len(text), size))
    document = outline(Article("test", "远图", text, date(2022, 1, 1)))
    start = time.process_time()
    assert not resolve(document, (Entity("e1", TYPES["C"], "远图", (), mentions),), lexicon=LEXICON)
    assert time.process_time() - start < 6


def test_many_roles_that_are_given_often_cost_linear_time() -> None:
    piece = "远图（乙方）签约，乙方出资。"
    text = piece * 8_000
    mentions = tuple(Mention(at, at + 2, "远图", TYPES["C"], "test") for at in range(0, len(text), len(piece)))
    document = outline(Article("test", "远图", text, date(2022, 1, 1)))
    start = time.process_time()
    assert len(resolve(document, (Entity("e1", TYPES["C"], "远图", (), mentions),), lexicon=LEXICON)) == 8_000
    assert time.process_time() - start < 6


def test_no_reference_inside_a_name() -> None:
    assert not resolved("[C 远图科技]与[P 全市产业园]签约。")[2]


def test_every_phrase_of_the_table_is_found() -> None:
    table = load(LEXICON.directory)
    assert all((m := table.pattern.fullmatch(form)) and m.group() == form for form in table.kinds)


def test_a_role_is_the_last_one_s_who_was_given_it() -> None:
    _, names, found = resolved("[C 远图科技]（乙方）签约，乙方出资。[C 海岳集团]（乙方）签约，乙方建厂。")
    assert [names[r.entity] for r in found] == ["远图科技", "海岳集团"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([c[0] for c in CLEAR] + [u[0] for u in UNCLEAR] + ["\n", "。", "两市"]), max_size=8))
def test_references_are_true_and_never_overlap_names(pieces: list[str]) -> None:
    marked = "".join(pieces)
    text, names, found = resolved(marked)
    spans = [(m.start(), m.end()) for name in names.values() for m in re.finditer(re.escape(name), text)]
    for reference in found:
        assert text[reference.start : reference.end] == reference.text
        assert reference.entity in names
        assert not [s for s in spans if s[0] < reference.end and reference.start < s[1]]
    assert list(found) == sorted(found, key=lambda r: r.start)
