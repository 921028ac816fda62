"""Annotated news sentences: the table, and where its names stand; the package with the sentences is not needed."""

import re
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.ontology import DEFAULT, load
from kg.rows import rows

pytest.importorskip("torch", reason="the marks of labels in doubt need the extra `train`")
from kg.train import labelled
from kg.train.labelled import FACTS, FILE, digest, read_facts, read_labelled

TEXT = "沪上云启科技与上海云启科技研究院在沪签约，云启科技落户。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(labelled, "news_sentences", lambda: (TEXT,))
    (tmp_path / FILE).parent.mkdir()
    return tmp_path


def table(folder: Path, names: str, sentence: str = TEXT) -> Path:
    (folder / FILE).write_text(f"sentence,names\n{digest(sentence)},{names}\n", "utf-8")
    return folder


def test_every_place_counts_and_the_longest_name_wins(folder: Path) -> None:
    (found,) = read_labelled(table(folder, "Company 云启科技|Institution 上海云启科技研究院"))
    assert [(found.text[s:e], t) for s, e, t in found.names] == [
        ("云启科技", "Company"),
        ("上海云启科技研究院", "Institution"),
        ("云启科技", "Company"),
    ]


def test_a_letter_that_stands_twice_is_in_doubt(folder: Path) -> None:
    (found,) = read_labelled(table(folder, "Region 沪"))
    assert [t for *_, t in found.names] == ["?", "?"]


@pytest.mark.parametrize(("names", "sentence"), [("Region 云州", TEXT), ("Region 沪", "another sentence")])
def test_rows_that_fit_no_sentence_are_told(folder: Path, names: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError, match=digest(sentence)):
        read_labelled(table(folder, names, sentence))


def test_the_shipped_table_is_sorted_and_of_known_types() -> None:
    found, classes = rows(DEFAULT / FILE, "sentence", "names"), load().classes
    keys = [row["sentence"] for row in found]
    assert len(keys) > 5000
    assert keys == sorted(set(keys))
    assert all(re.fullmatch("[0-9a-f]{16}", key) for key in keys)
    named = [name for row in found for name in row["names"].split("|") if name]
    assert {name.split(" ", 1)[0] for name in named} <= set(classes)
    assert all(name.split(" ", 1)[1].strip() for name in named)


def test_annotated_facts_are_about_names_of_the_sentence(folder: Path) -> None:
    table(folder, "Company 云启科技|Institution 上海云启科技研究院")
    facts = folder / FACTS
    facts.write_text(f"sentence,facts\n{digest(TEXT)},上海云启科技研究院 --subOrganizationOf--> 云启科技\n", "utf-8")
    (found,) = read_facts(folder)
    assert found.triples == {("上海云启科技研究院", "subOrganizationOf", "云启科技")}
    assert found.document.text == TEXT
    facts.write_text(f"sentence,facts\n{digest(TEXT)},上海云启科技研究院 --subOrganizationOf--> 远图集团\n", "utf-8")
    with pytest.raises(KnowledgeError, match="a fact that is not in it"):
        list(read_facts(folder))
