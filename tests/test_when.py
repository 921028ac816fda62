"""The dates of facts: which of an article's time phrases a relation takes."""

import pytest

from kg.model import Article
from kg.ontology import DEFAULT
from kg.relate import relate
from kg.relate.examples import parse
from kg.relate.rules import load
from kg.segment import outline

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


@pytest.mark.parametrize("number", ["（青政发〔2021〕8号）", "（2021年第8号）"])
def test_what_is_issued_is_of_the_year_of_its_number(number: str) -> None:
    example = parse(f"[Government 青河市商务局]印发《[Policy 青河市外贸条例]》{number}。")
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [(s.predicate, s.time) for s in found if s.predicate == "issues"] == [("issues", "2021")]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2022年3月，青河签约忙。[Company 蓝泉科技]落户[Park 青河高新区]。", None),
        ("2022年3月，青河签约忙。[Company 蓝泉科技]成立[Institution 青河研究院]。", "2022-03"),
        ("2022年3月，青河签约忙。\n[Company 蓝泉科技]落户[Park 青河高新区]。", None),
        ("2022年3月，青河签约忙。近日，[Company 蓝泉科技]落户[Park 青河高新区]。", None),
        ("2022年3月，青河签约忙。[Company 蓝泉科技]将落户[Park 青河高新区]。", None),
        ("2022年3月8日，[Event 青河产业大会]开幕。\n会上，[Company 蓝泉科技]签约落户[Park 青河高新区]。", "2022-03-08"),
        ("2022年3月8日，[Event 青河产业大会]开幕。\n[Company 蓝泉科技]落户[Park 青河高新区]。", None),
        ("青河产业大会开幕\n2022年3月8日，青河签约忙。\n会上，[Company 蓝泉科技]落户[Park 青河高新区]。", "2022-03-08"),
        ("青河产业大会开幕\n1998年3月8日，青河建市。\n会上，[Company 蓝泉科技]落户[Park 青河高新区]。", None),
        ("到2025年，[Region 青河市]将重点发展[Industry 新材料]产业。", "2025"),
        ("2021年，[Region 青河市]重点发展[Industry 新材料]产业。", None),
    ],
)
def test_time_of_the_scene_and_of_a_goal(text: str, time: str | None) -> None:
    example = parse(text)
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate in ("settledIn", "founds", "focusesOn")] == [time]


def test_a_list_is_of_the_year_in_its_name() -> None:
    example = parse("过去一年，[Company 蓝泉科技]入选[Report 2021青河百强榜]。")
    assert {s.time for s in relate(example.document, example.entities, (), rules=RULES)} == {"2021"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (  # the stretch that the text tells, not the first day that the headline names
            "[Event 青河产业大会]9月1日开幕\n[Event 青河产业大会]将于9月1日至5日在[Place 青河会展中心]举行。",
            {("heldIn", "2022-09-01/2022-09-05", "planned")},
        ),
        (  # what stands next to the event, not the day on which it is announced
            "5月12日，[Region 青河市]宣布，[Region 青河市]将于今年9月举办[Event 青河产业大会]。",
            {("organizes", "2022-09", "planned")},
        ),
        (  # an event that lies ahead has its organizers in the future, too
            "[Event 青河产业大会]将于9月1日开幕。\n大会由[Region 青河市]主办。",
            {("organizes", "2022-09-01", "planned")},
        ),
        (  # a dispatch that gives no other day tells of its own
            "青河社青河5月19日电 [Event 青河产业大会]在[Place 青河会展中心]开幕。",
            {("heldIn", "2022-05-19", "actual")},
        ),
        (
            "青河社青河5月19日电 近日，[Event 青河产业大会]在[Place 青河会展中心]开幕。",
            {("heldIn", None, "actual")},
        ),
        (  # the year in which its history begins is not its own
            "[Event 青河博览会]由[Region 青河市]主办，自2018年起永久落户[Region 青河市]。",
            {("organizes", None, "actual"), ("heldIn", "2018", "actual")},
        ),
    ],
)
def test_dates_of_events(text: str, facts: set[tuple[str, str | None, str]]) -> None:
    example = parse(text)
    found = relate(example.document, example.entities, (), rules=RULES)
    assert {(s.predicate, s.time, s.status) for s in found if s.predicate in ("heldIn", "organizes")} == facts


def test_what_a_headline_says_is_issued_is_of_the_day_of_its_signature() -> None:
    lines = (
        "[Government 青河市政府]印发[Policy 《青河市规划》]",
        "现予印发。",
        "[Government 青河市政府]",
        "2022年6月6日",
    )
    example = parse("\n".join(lines))
    title = example.document.text.partition("\n")[0]
    document = outline(Article("example", title, example.document.text, example.document.article.published))
    found = relate(document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate == "issues"] == ["2022-06-06"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("3月2日，由[Company 蓝泉科技]承建的[Project 青河水厂项目]受到关注。", None),
        ("[Company 蓝泉科技]2021年承建的[Project 青河水厂项目]投运。", "2021"),
        ("[Region 青河市]2014年通水，[Company 蓝泉科技]承建[Project 青河水厂项目]。", None),
        ("2014年，[Region 青河市]缺水，[Company 蓝泉科技]承建[Project 青河水厂项目]。", "2014"),
        ("2014年，[Region 青河市]缺水，[Company 蓝泉科技]早已承建[Project 青河水厂项目]。", None),
    ],
)
def test_a_deed_is_not_of_every_date_of_its_sentence(text: str, time: str | None) -> None:
    example = parse(text)
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate == "builds"] == [time]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("[Event 青河产业大会]3月8日开幕、10日落幕。\n大会由[Region 青河市]主办。", "2022-03-08/2022-03-10"),
        ("3月8日，[Event 青河产业大会]开幕，会期三天。\n大会由[Region 青河市]主办。", "2022-03-08/2022-03-10"),
        ("3月8日，为期3天的[Event 青河产业大会]落幕。\n大会由[Region 青河市]主办。", "2022-03-06/2022-03-08"),
        ("3月8日，[Event 青河产业大会]开幕，将持续至12日。\n大会由[Region 青河市]主办。", "2022-03-08/2022-03-12"),
        ("3月8日，[Event 青河产业大会]开幕。\n大会由[Region 青河市]主办，会期三个月。", "2022-03-08"),
        ("2022年3月8日，青河签约忙。\n[Event 青河产业大会]由[Region 青河市]举办。", "2022-03-08"),
        ("3月8日，甲会开幕；9日，[Event 青河产业大会]由[Region 青河市]主办。", "2022-03-09"),
    ],
)
def test_an_event_lasts_from_its_first_to_its_last_day(text: str, time: str) -> None:
    example = parse(text)
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate == "organizes"] == [time]


def test_who_speaks_at_the_opening_is_there_on_the_first_day() -> None:
    example = parse(
        "3月8日，[Event 青河产业大会]开幕，会期三天，[Person 陈思]致辞。\n[Company 蓝泉科技]参加[Event 青河产业大会]。"
    )
    found = relate(example.document, example.entities, (), rules=RULES)
    times = {s.evidence[0].quote[-2:]: s.time for s in found if s.predicate == "participatesIn"}
    assert set(times.values()) == {"2022-03-08", "2022-03-08/2022-03-10"}


@pytest.mark.parametrize(
    ("lines", "time"),
    [
        ("3月8日举行的开幕式上，省长致辞。[Person 陈思]出席[Event 青河产业大会]。", "2022-03-08"),
        ("3月9日，[Person 陈思]出席[Event 青河产业大会]。", "2022-03-09"),
        ("[Person 陈思]出席[Event 青河产业大会]。", "2022-03-08/2022-03-10"),
    ],
)
def test_a_person_is_at_an_event_on_the_day_that_is_told(lines: str, time: str) -> None:
    example = parse(f"3月8日，[Event 青河产业大会]启动，会期三天。\n{lines}")
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate == "participatesIn"] == [time]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("[Company 蓝泉科技]荣获[Designation 青河奖]，到2035年跻身前列。", {("designatedAs", None)}),
        ("截至2021年底，青河企业已有百家，[Company 蓝泉科技]荣获[Designation 青河奖]。", {("designatedAs", None)}),
        ("[Event 青河产业大会]9日在[Region 青河市]闭幕，会期三天。", {("heldIn", "2022-06-07/2022-06-09")}),
    ],
)
def test_what_is_counted_or_aimed_at_dates_nothing_else(text: str, facts: set[tuple[str, str | None]]) -> None:
    example = parse(text)
    found = relate(example.document, example.entities, (), rules=RULES)
    assert {(s.predicate, s.time) for s in found} == facts


def test_what_is_awarded_without_a_date_is_of_the_event_that_the_article_tells_of() -> None:
    example = parse("3月8日，[Event 青河产业大会]开幕。\n嘉宾云集。\n[Company 蓝泉科技]荣获[Designation 青河奖]称号。")
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate == "designatedAs"] == ["2022-03-08"]


@pytest.mark.parametrize(
    ("opening", "time"),
    [
        ("青河网6月8日消息，国资委公布任免。", "2022-06-08"),
        ("6月9日，青河网6月8日消息引起关注。", "2022-06-09"),
        ("国资委公布任免。", None),
    ],
)
def test_an_appointment_is_of_the_day_of_the_dateline_where_nothing_else_is_dated(
    opening: str, time: str | None
) -> None:
    example = parse(f"{opening}\n[Person 陈思]任[Company 蓝泉科技]总经理。\n[Person 周可]担任[Company 蓝泉科技]董事。")
    found = relate(example.document, example.entities, (), rules=RULES)
    assert [s.time for s in found if s.predicate == "holdsPosition"] == [time, None]
