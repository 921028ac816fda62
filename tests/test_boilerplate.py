"""What is no article text and where bylines stand: every example of the patterns file, and the file's faults."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kg.articles import bylines
from kg.errors import KnowledgeError
from kg.ontology import DEFAULT
from kg.read import boilerplate

PATTERNS = yaml.safe_load((DEFAULT / boilerplate.FILE).read_text("utf-8"))
BYLINES = ("head", "tail", "inline")


def examples(key: str, *kinds: str) -> list[str]:
    return [text for kind in kinds for row in PATTERNS[kind].values() for text in row.get(key, [])]


def marked(text: str) -> str:
    for span in reversed(bylines(text)):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def test_every_pattern_has_an_example() -> None:
    rows = {name: row for kind in ("drop", "rest", *BYLINES) for name, row in PATTERNS[kind].items()}
    assert [name for name, row in rows.items() if not row.get("examples")] == []


@pytest.mark.parametrize("line", examples("examples", "drop", "rest"))
def test_boilerplate_is_left_out(line: str) -> None:
    assert list(boilerplate.load().keep(["江边市发布新规划。", line])) == ["江边市发布新规划。"]


@pytest.mark.parametrize("line", examples("never", "drop", "rest"))
def test_article_text_is_kept(line: str) -> None:
    assert list(boilerplate.load().keep([line])) == [line]


@pytest.mark.parametrize("text", examples("examples", *BYLINES))
def test_bylines_are_marked(text: str) -> None:
    assert marked(re.sub(r"[\[\]]", "", text)) == text


@pytest.mark.parametrize("text", examples("never", *BYLINES))
def test_other_text_holds_no_byline(text: str) -> None:
    assert bylines(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "记者从发布会上获悉，江边区前七个月进出口总额达三亿元。",
        "江边区产业促进处处长李明介绍，园区已有企业三百家。",
        "江边日报社与江边大学签署战略合作协议。",
        "江边新闻出版集团投资三亿元建设印刷基地。",
        "江边市网络安全协会（以下简称协会）成立。",
        "该公司（江边高科技园区内）主要生产电机。",
    ],
)
def test_news_about_media_and_brackets_is_no_byline(text: str) -> None:
    assert bylines(text) == ()


def test_only_short_lines_follow_a_list_of_other_articles() -> None:
    lines = ["江边市发布规划。", "相关阅读：", "江边区开工新桥", "招商大会闭幕", "江边市表示，明年将开工三个项目。"]
    assert list(boilerplate.load().keep(lines)) == [lines[0], lines[-1]]


def test_long_paragraphs_are_never_boilerplate() -> None:
    paragraph = "来源：" + "江边市" * 50
    assert list(boilerplate.load().keep([paragraph])) == [paragraph]


def test_spans_are_sorted_apart_and_inside_the_text() -> None:
    text = "标题\n江边网讯（记者 李明）江边网记者获悉，大会开幕。（记者李明）\n（完）"
    spans = bylines(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_all_faults_of_the_file_are_told_at_once(tmp_path: Path) -> None:
    data = dict(PATTERNS, drop={"bad": {"pattern": "("}, "lost": {"pattern": "{nobody}"}, "none": {}, "odd": 1})
    (tmp_path / boilerplate.FILE).write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        boilerplate.load(tmp_path)
    assert [fault.split(": ")[1] for fault in caught.value.faults] == ["bad", "lost", "none", "odd"]


@pytest.mark.parametrize("content", ["", "drop: [", "- list", "drop: {}", "\x00", "parts: 1"])
def test_a_broken_file_is_one_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / boilerplate.FILE).write_text(content, "utf-8")
    with pytest.raises(KnowledgeError, match="boilerplate"):
        boilerplate.load(tmp_path)
