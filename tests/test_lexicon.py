"""Tests of kg/lexicon.py: what the shipped tables hold, and that every fault is told with file and line."""

import shutil
from pathlib import Path

import pytest

from kg import lexicon, ontology
from kg.errors import KnowledgeError

LEXICON = lexicon.load()
PROVINCES = (
    "北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏、浙江、安徽、福建、江西、山东、河南、湖北、湖南、广东、广西、海南、"
    "重庆、四川、贵州、云南、西藏、陕西、甘肃、青海、宁夏、新疆、香港、澳门、台湾"
)


@pytest.mark.parametrize("name", PROVINCES.split("、"))
def test_every_province_is_known_in_short_with_its_code(name: str) -> None:
    codes = [entry.code for entry in LEXICON.entries[name] if not entry.when]
    assert any(code.endswith("0000") for code in codes)


def test_divisions_are_complete() -> None:
    codes = {entry.code for found in LEXICON.entries.values() for entry in found if entry.code.isdigit()}
    assert len({code for code in codes if code.endswith("00") and not code.endswith("0000")}) > 330
    assert len({code for code in codes if not code.endswith("00")}) > 2800


def test_one_form_may_mean_several_divisions() -> None:
    assert {entry.code for entry in LEXICON.entries["朝阳区"]} >= {"110105", "220104"}


def test_short_form_of_an_everyday_word_is_no_county() -> None:
    assert all(entry.code != "421022" for entry in LEXICON.entries.get("公安", ()))


def test_the_longest_suffix_decides() -> None:
    suffix = LEXICON.suffix("某某市发展和改革委员会")
    assert suffix is not None
    assert (suffix.form, suffix.type) == ("发展和改革委员会", ontology.GOVERNMENT)
    assert LEXICON.suffix("毫无特征") is None


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(ontology.DEFAULT / lexicon.FOLDER, tmp_path / lexicon.FOLDER)
    return tmp_path


def test_every_fault_is_told_with_file_and_line(broken: Path) -> None:
    with (broken / "lexicon" / "parks.csv").open("a", encoding="utf-8") as table:
        table.write("甲园,,Garden,,,\n乙园||丙园,,Park,someday,,\n")
    with (broken / "lexicon" / "suffixes.csv").open("a", encoding="utf-8") as table:
        table.write("有限公司,Company,any,,\n局子,Government,maybe,far,\n")
    with pytest.raises(KnowledgeError) as caught:
        lexicon.load(broken)
    told = "\n".join(caught.value.faults)
    for part in ("no type 'Garden'", "an empty form", "no condition 'someday'", "stands twice", "reach is no number"):
        assert part in told
    assert all(".csv:" in fault for fault in caught.value.faults)


def test_a_row_that_is_not_whole_is_told(broken: Path) -> None:
    with (broken / "lexicon" / "words.csv").open("a", encoding="utf-8") as table:
        table.write("只有一格\n")
    with pytest.raises(KnowledgeError, match=r"words\.csv:\d+: 1 fields"):
        lexicon.load(broken)


def test_a_table_saved_by_a_spreadsheet_is_read_and_one_in_another_encoding_is_told(broken: Path) -> None:
    table = broken / "lexicon" / "companies.csv"
    text = "form,canonical,type,when,code,note\n北桥重工,,Company,,,\n"
    table.write_text(text, "utf-8-sig")
    assert lexicon.load(broken).entries["北桥重工"][0].type == "Company"
    lexicon.load.cache_clear()
    table.write_bytes(text.encode("gbk"))
    with pytest.raises(KnowledgeError, match=r"companies\.csv:2: no UTF-8"):
        lexicon.load(broken)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such folder"):
        lexicon.load(tmp_path)
