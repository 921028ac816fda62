"""What stands beside the names of events and reports: numbers, years, second names and short forms."""

import pytest

from kg import lexicon
from kg.model import Mention
from kg.recognise import beside


def _grown(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, kind, "lexicon") for n, kind in names]
    found = beside.grown(sorted(mentions), text, lexicon.load())
    assert all(text[m.start : m.end] == m.text for m in found)
    return [(m.text, m.type) for m in found]


@pytest.mark.parametrize(
    ("text", "name", "kind", "whole"),
    [
        ("云州获得2031年海博会举办权。", "海博会", "Event", "2031年海博会"),
        ("第134届海博会恢复满馆。", "海博会", "Event", "第134届海博会"),
        ("2031年第九届海博会开幕。", "海博会", "Event", "2031年第九届海博会"),
        ("2031年海上会议召开。", "海上会议", "Event", "海上会议"),
        ("海城发展报告2023由协会编写。", "海城发展报告", "Report", "海城发展报告2023"),
        ("海城发展报告2023年发布。", "海城发展报告", "Report", "海城发展报告"),
        ("2031年海城500强揭晓。", "海城500强", "Report", "2031年海城500强"),
        ("2031年海城指数上升。", "海城指数", "Report", "海城指数"),
        ("海博会暨“海上新城”云州站启动仪式举行。", "海博会", "Event", "海博会暨“海上新城”云州站启动仪式"),
        ("海博会暨2031云州峰会开幕。", "海博会", "Event", "海博会"),
        ("海博会暨有关事项。", "海博会", "Event", "海博会"),
    ],
)
def test_number_year_and_second_name(text: str, name: str, kind: str, whole: str) -> None:
    assert _grown(text, (name, kind)) == [(whole, kind)]


def test_short_form_in_brackets() -> None:
    text = "全球海港指数（GHPI）与海上博览会（海博会）。"
    assert _grown(text, ("全球海港指数", "Report"), ("海上博览会", "Event")) == [
        ("全球海港指数", "Report"),
        ("GHPI", "Report"),
        ("海上博览会", "Event"),
        ("海博会", "Event"),
    ]


def test_names_inside_the_second_name_are_left_out() -> None:
    text = "海博会暨云州投资峰会开幕。"
    assert _grown(text, ("海博会", "Event"), ("云州", "Region")) == [("海博会暨云州投资峰会", "Event")]
