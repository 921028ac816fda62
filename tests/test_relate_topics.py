"""relate: what a passage tells of, where each of its clauses is about somebody else."""

import pytest

from kg.model import Article, Entity, Mention
from kg.relate import relate, rules
from kg.relate.examples import parse, statements
from kg.segment import outline

RULES = rules.load()
HELD = "股权上，[Company 恒远集团]持有49%，[Company 北辰公司]占46%，余下5%归[Region 北桥市]。"


def owned(source: str) -> set[tuple[str, str]]:
    """Who invests in what."""
    found = statements(parse(source), RULES)
    return {(s.subject, s.object) for s in found if s.predicate == "investsIn"}


@pytest.mark.parametrize(
    "before",
    [
        "[Company 恒远物流]落户北桥，",
        "[Company 恒远物流]去年成立。它总部在江边。",
        "今年5月，[Company 恒远物流]在北桥揭牌，[Person 陈思]主持。",
        "[Region 东岭市]组建了[Company 恒远物流]，",
        "[Company 东岭证券]表示看好。\n[Company 恒远物流]落户北桥。",
    ],
)
def test_shares_are_of_the_company_that_the_passage_is_about(before: str) -> None:
    holders = ("恒远集团", "北辰公司", "北桥市")
    assert owned(before + HELD) == {(holder, "恒远物流") for holder in holders}


def test_what_others_do_to_it_tells_of_it() -> None:
    told = "[Company 东岭证券]签约。[Company 恒远物流]由[Company 恒远集团]持股51%，[Company 北辰公司]持股49%。"
    assert owned(told) == {("恒远集团", "恒远物流"), ("北辰公司", "恒远物流")}


def test_whose_shares_they_are_is_told_with_them() -> None:
    told = "[Company 东岭证券]签约。[Person 陈思]获得[Company 恒远物流]60%的股权，[Company 北辰公司]持股40%。"
    assert ("北辰公司", "恒远物流") in owned(told)


def test_where_no_company_is_told_of_nothing_is_owned() -> None:
    assert owned(HELD) == set()


def test_a_space_in_a_headline_ends_a_clause() -> None:
    headline = "北辰公司获A轮融资 江北基金领投 东岭资本加码"
    names = ("北辰公司", "江北基金", "东岭资本")
    entities = [
        Entity(n, "Company", n, (), (Mention(headline.index(n), headline.index(n) + len(n), n, "Company", "test"),))
        for n in names
    ]
    found = relate(outline(Article("a", headline, headline, None)), entities, [], rules=RULES)
    assert ("江北基金", "东岭资本") not in {(s.subject, s.object) for s in found}


@pytest.mark.parametrize("ahead", ["由[Region 东岭市]、[Company 北辰公司]共建的", "总投资60亿元的", "素有“药谷”之称的"])
def test_what_is_told_in_front_of_a_subject_leaves_it_the_subject(ahead: str) -> None:
    told = f"[Region 北桥市]出口增长。{ahead}[Park 江北产业园]占地百亩，已引进[Company 恒远集团]。"
    settled = {(s.subject, s.object) for s in statements(parse(told), RULES) if s.predicate == "settledIn"}
    assert settled == {("恒远集团", "江北产业园")}


def facts(source: str) -> set[tuple[str, str, str]]:
    return {(s.subject, s.predicate, s.object) for s in statements(parse(source), RULES)}


def test_what_stands_before_a_name_that_others_own_is_skipped() -> None:
    told = "业主[Company 恒远物流]由[Company 恒远集团]与[Company 北辰公司]投资，[Company 东岭资本]持股5%。"
    assert ("东岭资本", "恒远物流") in owned(told)


def test_all_of_a_list_act_in_the_next_clause() -> None:
    told = "[Company 恒远集团]、[Region 北桥市]签约，建设[Park 江北产业园]。"
    wanted = {("恒远集团", "builds", "江北产业园"), ("北桥市", "builds", "江北产业园")}
    assert wanted <= facts(told)
    partner = "[Company 恒远集团]与[Region 北桥市]签约，建设[Park 江北产业园]。"
    assert facts(partner) & wanted == {("恒远集团", "builds", "江北产业园")}


def test_who_acts_with_another_one_has_the_next_partner_alone() -> None:
    told = "[Company 恒远集团]与[Company 北辰公司]成立合资公司，并与[Company 东岭科技]保持合作。"
    pairs = {
        frozenset((s.subject, s.object)) for s in statements(parse(told), RULES) if s.predicate == "cooperatesWith"
    }
    assert frozenset(("恒远集团", "东岭科技")) in pairs
    assert frozenset(("北辰公司", "东岭科技")) not in pairs


def test_what_a_subject_has_may_be_told_before_it() -> None:
    told = "以[Institution 江北大学]为依托的[Institution 江北光电中心]，联合[Company 北辰公司]打造[Project 星河平台]。"
    assert ("江北光电中心", "builds", "星河平台") in facts(told)


@pytest.mark.parametrize(
    ("source", "buyer", "bought"),
    [
        ("[Company 恒远集团]收购了[Region 德国][Company 库林公司]。", "恒远集团", "库林公司"),
        ("[Company 恒远集团]收购了[Region 德国]机器人企业[Company 库林公司]。", "恒远集团", "库林公司"),
        ("[Company 北辰公司]由[Region 德国][Company 库林公司]控股。", "库林公司", "北辰公司"),
    ],
)
def test_where_a_company_is_from_is_no_actor_beside_it(source: str, buyer: str, bought: str) -> None:
    assert owned(source) == {(buyer, bought)}


def test_a_gap_leaves_no_bracket() -> None:
    told = "[Company 恒远资本]（[Company 恒远集团]平台）认购[Company 北辰公司]股份。"
    assert owned(told) == {("恒远资本", "北辰公司")}


def test_what_is_denied_behind_is_no_fact() -> None:
    told = "[Company 恒远集团]收购[Company 北辰公司]一事"
    assert owned(f"{told}尘埃落定。")
    assert not owned(f"{told}子虚乌有。")


def test_a_ratio_ends_no_clause() -> None:
    told = "[Company 恒远集团]与[Company 北辰公司]按6:4的比例合资组建[Company 恒远物流]。"
    assert owned(told) == {("恒远集团", "恒远物流"), ("北辰公司", "恒远物流")}
