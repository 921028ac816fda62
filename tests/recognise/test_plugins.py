"""Other recognisers: a real spaCy pipeline trained in the test, an entry point's callable, and what is missing."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from kg.errors import YuantuError
from kg.model import Article, Document, Mention
from kg.recognise import plugins
from kg.recognise.tagger import tag
from kg.segment import segment

SENTENCES = [
    ("海辰公司在云州市投资。", [(0, 4, "ORG"), (5, 8, "GPE")]),
    ("云州市批准海辰公司扩建。", [(0, 3, "GPE"), (5, 9, "ORG")]),
    ("记者在云州市见到海辰公司。", [(3, 6, "GPE"), (8, 12, "ORG")]),
]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline on single characters, saved to a folder as an installed one would be."""
    spacy.util.fix_random_seed(1)
    language = spacy.blank("zh")
    language.add_pipe("ner")
    examples = [Example.from_dict(language.make_doc(text), {"entities": entities}) for text, entities in SENTENCES]
    optimizer = language.initialize(lambda: examples)
    for _ in range(40):
        language.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipeline")
    language.to_disk(folder)
    return folder


def document(text: str) -> Document:
    return segment(Article("a", "", text))


def test_spacy_pipeline_gives_our_types_at_exact_offsets(pipeline: Path) -> None:
    found = plugins.recogniser(f"spacy:{pipeline}")(document("海辰公司在云州市投资。\n云州市批准海辰公司扩建。"))
    assert [(m.start, m.end, m.text, m.type) for m in found] == [
        (0, 4, "海辰公司", "Company"),
        (5, 8, "云州市", "Region"),
        (12, 15, "云州市", "Region"),
        (17, 21, "海辰公司", "Company"),
    ]
    assert {m.found_by for m in found} == {"model:pipeline"}


def test_labels_without_a_row_are_no_names() -> None:
    language = spacy.blank("zh")
    language.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "DATE", "pattern": "今"}, {"label": "Policy", "pattern": "法"}]
    )
    found = plugins.SpacyTagger(language)(document("今法"))
    assert [(m.text, m.type) for m in found] == [("法", "Policy")]


def test_missing_pipeline_is_one_line() -> None:
    with pytest.raises(YuantuError, match=r"^spaCy has no pipeline 'zh_no_such_thing'.*$"):
        plugins.recogniser("spacy:zh_no_such_thing")


def test_missing_plugin_names_those_installed() -> None:
    with pytest.raises(YuantuError, match="no recogniser 'absent'"):
        plugins.recogniser("absent")


def everything(document: Document) -> tuple[Mention, ...]:
    """A recogniser as another package would offer it."""
    return (Mention(0, len(document.text), document.text, "Place", "plugin"),)


def test_entry_point_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("everything", f"{__name__}:everything", plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point] if group == plugins.GROUP else [])
    assert [m.text for m in plugins.recogniser("everything")(document("云州"))] == ["云州"]


def test_our_own_model_is_the_default() -> None:
    assert plugins.recogniser() is tag
