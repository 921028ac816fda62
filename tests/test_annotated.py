"""annotated: gold annotations as records."""

import json
from datetime import date
from pathlib import Path

import pytest

from kg.annotated import annotated, known
from kg.check import check_rules
from kg.errors import YuantuError
from kg.model import Article
from kg.ontology import DEFAULT

TEXT = "云岭市举行签约\n云岭市人民政府日前印发《云岭市数字经济规划》。"
GOLD = {
    "id": "a1",
    "entities": [
        {"id": "e1", "type": "Government", "name": "云岭市人民政府", "aliases": []},
        {"id": "e2", "type": "Region", "name": "云岭市", "aliases": []},
        {"id": "e3", "type": "Policy", "name": "云岭市数字经济规划", "aliases": []},
    ],
    "relations": [{"s": "e1", "p": "issues", "o": "e3", "status": "actual", "time": None, "role": None}],
    "observations": [],
}


def folder(path: Path) -> Path:
    for name in ("articles", "gold"):
        (path / name).mkdir()
    (path / "gold" / "a1.json").write_text(json.dumps(GOLD), "utf-8")
    title, body = TEXT.split("\n")
    (path / "articles" / "a1.md").write_text(f"---\ntitle: {title}\ndate: 2022-01-02\n---\n\n{body}\n", "utf-8")
    return path


def test_the_longer_name_is_taken_where_names_overlap() -> None:
    one = known(Article("a1", "云岭市举行签约", TEXT, date(2022, 1, 2)), GOLD)
    found = {e.id: [TEXT[m.start : m.end] for m in e.mentions] for e in one.entities}
    assert found == {"e1": ["云岭市人民政府"], "e2": ["云岭市"], "e3": ["云岭市数字经济规划"]}
    assert one.triples == {("e1", "issues", "e3")}


def test_a_missing_article_is_told(tmp_path: Path) -> None:
    where = folder(tmp_path)
    (where / "articles" / "a1.md").unlink()
    with pytest.raises(YuantuError, match=r"a1\.md: annotated, but not there"):
        list(annotated(where))


def test_rules_that_find_nothing_there_are_told_with_file_and_line(tmp_path: Path) -> None:
    told = {line.split(": ")[1]: line for line in check_rules(DEFAULT, folder(tmp_path))}
    assert told["builds-by-verb"].startswith("rules/relations/builds.yaml:")
    assert told["builds-by-verb"].endswith("never fires")
    assert "issues-by-verb" not in told, "it finds the one fact there is, and finds nothing else"
