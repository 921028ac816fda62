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
