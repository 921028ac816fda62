"""Assembly: one thing is one entity over all articles, different things stay apart, and order never matters."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.model import ACTUAL, PLANNED, Entity, Extraction, Graph
from kg.values.periods import bounds
from tests import gold
from tests.extractions import article, extraction, gold_extractions, small, small_extractions


def graph(*articles: tuple[str, list[tuple[str, ...]]]) -> Graph:
    """A graph of articles a0, a1 …, each a text and its entities."""
    return assemble(extraction(article(f"a{i}", text), names) for i, (text, names) in enumerate(articles))


def named(found: Graph, name: str) -> list[Entity]:
    return [e for e in found.entities if name in e.names]


# Each case: two articles with one entity each; whether they are one thing.
SAME = [
    ("北京市朝阳区发布", ("Region", "朝阳区"), "北京朝阳区举办", ("Region", "北京市朝阳区", "朝阳区")),
    ("苏州市人民政府印发", ("Government", "苏州市人民政府"), "苏州市政府召开", ("Government", "苏州市政府")),
    ("苏州市发布，市政府说", ("Government", "市政府"), "苏州市政府召开", ("Government", "苏州市政府")),
    ("国家发改委", ("Government", "国家发改委"), "国家发展和改革委员会", ("Government", "国家发展和改革委员会")),
    (
        "《江苏省数字经济条例》",
        ("Policy", "江苏省数字经济条例"),
        "“江苏省数字经济条例”",
        ("Policy", "《江苏省数字经济条例》"),
    ),
    ("星河智算（简称星智）", ("Company", "星河智算科技有限公司", "星智"), "星智获奖", ("Company", "星智")),
    ("星河智算股份有限公司", ("Company", "星河智算股份有限公司"), "星河智算", ("Company", "星河智算")),
    ("ＡＢＢ公司", ("Company", "ＡＢＢ"), "ABB 在华", ("Company", "abb")),
    (
        "无锡锡南高新技术产业开发区",
        ("Park", "无锡锡南高新技术产业开发区"),
        "无锡锡南高新区",
        ("Park", "无锡锡南高新区"),
    ),
]
DIFFERENT = [
    ("北京市朝阳区发布", ("Region", "朝阳区"), "辽宁省朝阳市发布", ("Region", "朝阳市")),
    ("北京市朝阳区发布", ("Region", "朝阳区"), "吉林省长春市朝阳区", ("Region", "朝阳区")),
    ("北京市朝阳区政府", ("Government", "朝阳区政府"), "长春市朝阳区政府", ("Government", "朝阳区政府")),
    ("一处鼓楼区", ("Region", "鼓楼区"), "另一处鼓楼区", ("Region", "鼓楼区")),
    ("苏州市，市政府说", ("Government", "市政府"), "无锡市，市政府说", ("Government", "市政府")),
    ("苏州，管委会说", ("Government", "管委会"), "苏州，管委会又说", ("Government", "管委会")),
    ("苏州市高新区", ("Park", "高新区"), "无锡市高新区", ("Park", "高新区")),
    ("上海中山路", ("Place", "中山路"), "南京中山路", ("Place", "中山路")),
    ("中国银行", ("Company", "中国银行"), "中国人民银行", ("Government", "中国人民银行")),
    ("中国银行", ("Company", "中国银行"), "中国人民银行", ("Company", "中国人民银行")),
    ("朝阳园", ("Park", "中关村朝阳园", "朝阳园"), "朝阳区", ("Region", "朝阳区")),
    ("“智谷”园", ("Park", "智谷"), "“智谷”系统", ("Product", "智谷")),
    ("苏州市政府工作报告", ("Report", "政府工作报告"), "无锡市政府工作报告", ("Report", "政府工作报告")),
    ("苏州王伟", ("Person", "王伟"), "无锡王伟", ("Person", "王伟")),
    ("甲股份有限公司", ("Company", "海天星辰股份有限公司"), "乙有限公司", ("Company", "海天星辰有限公司")),
]


@pytest.mark.parametrize(("one", "first", "two", "second"), SAME)
def test_one_thing_is_one_entity(one: str, first: tuple[str, ...], two: str, second: tuple[str, ...]) -> None:
    found = graph((one, [first]), (two, [second]))
    assert len(found.entities) == 1
    assert set(found.entities[0].names) == {*first[1:], *second[1:]}
    assert found.entities[0].articles == ("a0", "a1")


@pytest.mark.parametrize(("one", "first", "two", "second"), DIFFERENT)
def test_different_things_stay_apart(one: str, first: tuple[str, ...], two: str, second: tuple[str, ...]) -> None:
    assert len(graph((one, [first]), (two, [second])).entities) == 2


def test_regions_have_their_division_code() -> None:
    found = graph(("北京市朝阳区", [("Region", "朝阳区"), ("Region", "北京")]), ("中国与法国", [("Region", "中国")]))
    assert [e.id for e in found.entities] == ["region-110000", "region-110105", "region-CN"]


def test_a_short_form_of_two_things_joins_none() -> None:
    found = graph(
        ("星海甲（简称星海）", [("Company", "星海网络集团有限公司", "星海")]),
        ("星海乙（简称星海）", [("Company", "星海通讯股份有限公司", "星海")]),
        ("星海获奖", [("Company", "星海")]),
    )
    assert len(found.entities) == 3


def test_short_forms_follow_one_another_and_rings_end() -> None:
    found = graph(
        ("一", [("Company", "星海网络集团", "星海网络")]),
        ("二", [("Company", "星海网络", "星网")]),
        ("三", [("Company", "星网")]),
    )
    assert len(found.entities) == 1
    ring = graph(("一", [("Company", "星海", "星网")]), ("二", [("Company", "星网", "星海")]))
    assert len(ring.entities) == 1


def test_people_are_joined_by_their_post() -> None:
    def about(name: str, text: str, organization: str) -> Extraction:
        names = [("Person", "王伟"), ("Company", organization)]
        return extraction(article(name, text), names, [("王伟", "holdsPosition", organization, "王伟")])

    found = assemble(
        [about("a", "星海董事长王伟", "星海"), about("b", "王伟又来", "星海"), about("c", "王伟是别人", "月海")]
    )
    assert sorted(e.articles for e in named(found, "王伟")) == [("a", "b"), ("c",)]


def test_a_plan_that_came_true_is_actual_and_remembers_its_announcement() -> None:
    fact = next(s for s in small().statements if s.predicate == "settledIn")
    assert (fact.status, fact.time) == (ACTUAL, "2021-09-06")
    assert [e.article for e in fact.evidence] == ["done"]
    assert [e.article for e in fact.announced] == ["plan"]


def test_what_is_only_planned_stays_planned() -> None:
    fact = next(s for s in small().statements if s.predicate == "builds")
    assert (fact.status, fact.announced) == (PLANNED, ())


def test_a_symmetric_fact_is_one_statement_in_both_orders() -> None:
    one = extraction(
        article("a", "甲与乙合作"),
        [("Company", "甲甲"), ("Company", "乙乙")],
        [("甲甲", "cooperatesWith", "乙乙", "甲与乙")],
    )
    two = extraction(
        article("b", "乙与甲合作"),
        [("Company", "甲甲"), ("Company", "乙乙")],
        [("乙乙", "cooperatesWith", "甲甲", "乙与甲")],
    )
    (fact,) = assemble([one, two]).statements
    assert [e.article for e in fact.evidence] == ["a", "b"]


def test_a_fact_of_a_thing_about_itself_is_left_out() -> None:
    names = [("Company", "星海智算有限公司"), ("Company", "星海智算")]
    found = assemble(
        [extraction(article("a", "星海与星海"), names, [("星海智算有限公司", "cooperatesWith", "星海智算", "星海")])]
    )
    assert found.statements == ()


def test_independent_sources_raise_confidence_and_copies_do_not() -> None:
    names = [("Company", "星海"), ("Park", "西溪数谷")]

    def told(name: str, text: str) -> Extraction:
        return extraction(
            article(name, text), names, [("星海", "settledIn", "西溪数谷", "星海", ACTUAL, None, None, 0.8)]
        )

    (alone,) = assemble([told("a", "星海落户")]).statements
    (copied,) = assemble([told("a", "星海落户"), told("b", "星海落户")]).statements
    (twice,) = assemble([told("a", "星海落户"), told("b", "星海已落户")]).statements
    assert (alone.confidence, copied.confidence, twice.confidence) == (0.8, 0.8, 0.96)


def test_a_quote_inside_another_one_is_left_out() -> None:
    names, text = [("Company", "星海"), ("Park", "西溪数谷")], "星海落户西溪数谷，星海扩产"
    quotes = ["星海落户西溪数谷", "落户西溪数谷", "星海落户西溪数谷，星海", "数谷，星海扩产"]
    facts = [("星海", "settledIn", "西溪数谷", quote, ACTUAL, None, None, 0.8) for quote in quotes]
    (found,) = assemble([extraction(article("a", text), names, facts)]).statements
    assert [e.quote for e in found.evidence] == ["星海落户西溪数谷，星海", "数谷，星海扩产"]


def test_the_same_figure_from_two_articles_is_one_observation() -> None:
    def told(name: str, value: str) -> Extraction:
        return extraction(
            article(name, "苏州市新设企业5.5家"),
            [("Region", "苏州市")],
            (),
            [("苏州市", "新设企业", value, "家", "2021", "5.5家")],
        )

    (figure,) = assemble([told("a", "5.5"), told("b", "5.50")]).observations
    assert len(figure.evidence) == 2


@given(st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_articles_does_not_matter(shuffle: random.Random) -> None:
    pile = [*small_extractions(), *(replace(x, article=replace(x.article, id=f"{x.article.id}2")) for x in [])]
    expected = assemble(pile)
    shuffle.shuffle(pile)
    assert assemble(pile) == expected


@pytest.mark.skipif(not gold.DEV.is_dir(), reason="the annotated articles are not beside the repository")
def test_annotated_articles_in_any_order() -> None:
    pile = gold_extractions()
    found = assemble(pile)
    random.Random(1).shuffle(pile)
    assert assemble(pile) == found
    ids = {e.id for e in found.entities}
    assert all({s.subject, s.object} <= ids for s in found.statements)
    assert all(o.subject in ids for o in found.observations)
    assert all(id_.isascii() for id_ in ids)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021-09-06", ("2021-09-06", "2021-09-06")),
        ("2021-01/2021-07", ("2021-01-01", "2021-07-31")),
        ("2021/2025", ("2021-01-01", "2025-12-31")),
        ("2021-02-30", None),
        ("2022/2021", None),
        ("近日", None),
        ("", None),
        (None, None),
        ("２０２１", None),
        ("0000", None),
    ],
)
def test_periods(value: str | None, expected: tuple[str, str] | None) -> None:
    found = bounds(value)
    assert (found and tuple(day.isoformat() for day in found)) == expected
