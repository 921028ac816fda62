"""Words, sentences and paragraphs: they tile the text, and they are the words that stock spacy-pkuseg cuts."""

import tempfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Document
from kg.segment import MODEL, pipeline, segment

TEXTS = [
    "中关村朝阳园落户企业413家，同比增长55.3%。",
    "园区启动\n工业和信息化部近日印发《关于加快推进商业航天创新发展的若干措施》，首批 12 家企业入选“绿色工厂”名单。",
    "TCL科技与 SK 海力士签约；Ａ股上市公司１２家……\n\n\n西门子能源（上海）有限公司亮相CIIE。",
    "𠮷野家开店\U0001f600 空\u3000格\u00a0和 \t 制表",
    " ",
    "",
]


def cut(text: str) -> Document:
    return segment(Article("a", "", text))


def words(text: str) -> list[str]:
    return [text[word.start : word.end] for word in cut(text).words]


@pytest.mark.parametrize("text", TEXTS)
def test_words_tile_the_text_without_white_space(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_tiled(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())
    assert all(not text[word.start : word.end].isspace() for word in cut(text).words)


def test_words_are_those_of_stock_pkuseg() -> None:
    spacy_pkuseg = pytest.importorskip("spacy_pkuseg")
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(MODEL) as archive:
        archive.extractall(folder)
        stock = spacy_pkuseg.pkuseg(folder, user_dict=None)
    stock.model.w = stock.model.w.astype("float64")
    for text in TEXTS[:3]:
        assert words(text) == stock.cut(text)


def test_words_are_words() -> None:
    assert words("朝阳区引进外资企业413家，增长55.3%") == [
        "朝阳区",
        "引进",
        "外资",
        "企业",
        "413",
        "家",
        "，",
        "增长",
        "55.3%",
    ]


def test_tags_tell_numbers_latin_and_signs() -> None:
    document = cut("增长55.3%，TCL科技领跑")
    kinds = {document.text[w.start : w.end]: tag for w, tag in zip(document.words, document.tags, strict=True)}
    assert (kinds["55.3%"], kinds["，"], kinds["TCL"], kinds["增长"]) == ("number", "sign", "latin", "word")


def test_sentences_lie_in_paragraphs_and_keep_closing_quotes() -> None:
    document = cut("标题一行\n他说：“园区已签约。”企业入驻！\n尾段")
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "标题一行",
        "他说：“园区已签约。”",
        "企业入驻！",
        "尾段",
    ]
    assert len(document.paragraphs) == 3


def test_pipeline_is_spacy_and_keeps_the_text() -> None:
    doc = pipeline()("位于 上海\n的TCL  科技")
    assert doc.text == "位于 上海\n的TCL  科技"
    assert pipeline().lang == "zh"
