"""Time phrases: the table of phrases with their values, and what holds for every text."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rows import rows
from kg.values.dates import phrases
from kg.values.periods import bounds

TABLE = rows(Path(__file__).parent / "data" / "dates.csv", "text", "published", "values")
ALPHABET = (
    "0123456789０１一二三十两年月日号上下前去今本半季度第周初末底期间以来同内“十四五”-—至到，。\n 于将近未来用中国"
)
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['text']}@{row['published']}")
def test_phrase_has_its_value(row: dict[str, str]) -> None:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    assert " ".join(p.value or "-" for p in phrases(row["text"], published)) == row["values"]


def test_table_is_large() -> None:
    assert len(TABLE) >= 200


@given(TEXTS)
def test_places_are_exact_and_apart(text: str) -> None:
    found = phrases(text, date(2022, 5, 20))
    assert all(text[p.start : p.end] == p.text and p.text for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS, st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_values_are_days_of_the_calendar(text: str, published: date) -> None:
    assert all(p.value is None or bounds(p.value) for p in phrases(text, published))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_written_days_come_back(day: date) -> None:
    (found,) = phrases(f"{day.year}年{day.month}月{day.day}日", None)
    assert found.value == day.isoformat()


def test_phrase_stands_where_it_is_said() -> None:
    text = "该园区于2021年3月开工，将于明年底建成。"
    assert [p.text for p in phrases(text, date(2022, 5, 20))] == ["2021年3月", "明年底"]


def test_month_zero_is_no_date() -> None:
    assert phrases("0月", date(2022, 5, 20)) == ()


@pytest.mark.parametrize("piece", ["1", "一", "2021年", "1月至", "年", "1-", "“十四五", " "])
def test_long_repetitions_stay_linear(piece: str) -> None:
    phrases(piece * 20_000, date(2022, 5, 20))


def test_now_is_the_day_that_the_header_states() -> None:
    found = phrases("截至目前，昨日", date(2022, 3, 1), stated=date(2022, 2, 28))
    assert [period.value for period in found] == ["2022-02-28", "2022-02-28"]


def test_a_beginning_reaches_to_publication() -> None:
    found = phrases("自5月启动以来，从3月开始", date(2022, 9, 15))
    assert [period.value for period in found] == ["2022-05/2022-09", "2022-03"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("目前，去年", ["now", ""]),
        ("2021年12月13日（中国，青河）12月12日，大会闭幕", ["line", ""]),
        ("本报青河3月5日电 5日，大会开幕", ["line", ""]),
        ("青河网9月13日讯", ["line"]),
        ("本报青河3月5日电近日，大会开幕", ["line", ""]),
        ("3月5日电力供应稳定", [""]),
        ("青河社江北3月5日电近日，江北市印发方案", ["line", ""]),
        ("《办法》自2022年1月1日起施行", ["origin"]),
        ("9月12日（周一）开幕", [""]),
        ("公司成立于1996年，2020年上市", ["origin", ""]),
        ("公司1996年成立，2020年上市", ["origin", ""]),
        ("自2010年成立以来", ["origin"]),
    ],
)
def test_kind_of_a_phrase(text: str, kinds: list[str]) -> None:
    assert [period.kind for period in phrases(text, date(2022, 5, 20))] == kinds


def test_that_day_goes_on_over_paragraphs_where_the_news_is_fresh() -> None:
    values = [p.value for p in phrases("5月18日，大会开幕。\n当天，甲园开工。", date(2022, 5, 20))]
    assert values == ["2022-05-18", "2022-05-18"]
    values = [p.value for p in phrases("2018年5月18日，大会开幕。\n当天，甲园开工。", date(2022, 5, 20))]
    assert values == ["2018-05-18", "2022-05-20"]
