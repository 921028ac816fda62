"""Quantities: the table of phrases with their values, and what holds for every text."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rows import rows
from kg.values.quantities import Quantity, quantities

TABLE = rows(Path(__file__).parent / "data" / "quantities.csv", "text", "quantities")
ALPHABET = "0123456789０１．,，.-%％万亿千百十一二两三五零成分之点多余近约超过不低于以上下左右元家个"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=40) | st.text(max_size=40)


def written(quantity: Quantity) -> str:
    return "|".join([str(quantity.value), quantity.unit, *([quantity.bound] if quantity.bound else [])])


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["text"])
def test_phrase_has_its_quantities(row: dict[str, str]) -> None:
    assert " ".join(written(quantity) for quantity in quantities(row["text"])) == row["quantities"]


def test_table_is_large() -> None:
    assert len(TABLE) >= 200


@given(TEXTS)
def test_places_are_exact_and_apart(text: str) -> None:
    found = quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.decimals(min_value="0.01", max_value="99999", places=2), st.sampled_from([("万", 10**4), ("亿", 10**8), ("", 1)])
)
def test_written_amounts_come_back(number: Decimal, scale: tuple[str, int]) -> None:
    (found,) = quantities(f"总额{number}{scale[0]}元")
    assert (found.value, found.unit) == (number * scale[1], "元")


def test_words_of_bound_belong_to_the_quantity() -> None:
    assert [q.text for q in quantities("引进企业超过300家，投资约20亿元")] == ["超过300家", "约20亿元"]


@pytest.mark.parametrize("piece", ["1", "一", "1,111", "一百", "1-", "1亿", "百分之", "约", "1至", " "])
def test_long_repetitions_stay_linear(piece: str) -> None:
    quantities(piece * 10_000)


def test_growth_and_what_it_led_to_are_two_quantities() -> None:
    found = quantities("增长84%至60亿元，下降两成到8亿元，跌去一半")
    assert [(q.text, q.unit, q.bound) for q in found] == [
        ("84%", "%", None),
        ("60亿元", "元", None),
        ("两成", "%", None),
        ("8亿元", "元", None),
        ("一半", "%", None),
    ]


def test_half_of_a_place_is_a_share() -> None:
    found = quantities("占全省一半左右，一半时间")
    assert [(q.text, q.value, q.unit, q.bound) for q in found] == [("一半左右", 50, "%", "approx")]
