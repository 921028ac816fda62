"""The dates of facts: which of an article's time phrases a relation takes."""

import pytest

from kg.ontology import DEFAULT
from kg.relate import relate
from kg.relate.examples import parse
from kg.relate.rules import load

RULES = load(DEFAULT)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2022年3月，[Region 青河市]举办[Event 青河产业大会]。", "2022-03"),
        ("目前，[Region 青河市]引进[Company 蓝泉科技]。", None),
        ("[Company 蓝泉科技]成立于2006年，已落户[Park 青河高新区]。", None),
        ("[Company 蓝泉科技]2006年成立，已落户[Park 青河高新区]。", None),
        ("[Company 蓝泉科技]于2006年落户[Park 青河高新区]。", "2006"),
        ("5月6日讯，[Company 蓝泉科技]落户[Park 青河高新区]。", None),
    ],
)
def test_time_of_a_fact(text: str, time: str | None) -> None:
    example = parse(text)
    (found,) = relate(example.document, example.entities, (), rules=RULES)
    assert found.time == time


def test_a_list_is_of_the_year_in_its_name() -> None:
    example = parse("过去一年，[Company 蓝泉科技]入选[Report 2021青河百强榜]。")
    assert {s.time for s in relate(example.document, example.entities, (), rules=RULES)} == {"2021"}
