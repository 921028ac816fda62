"""Reading: what each source format holds becomes title, text, date, outlet and address."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from kg.articles import load, read, sources
from kg.errors import YuantuError
from kg.model import Article, Skipped
from tests import gold

needs_gold = pytest.mark.skipif(not gold.DEV.is_dir(), reason="the annotated articles are not beside the repository")
HEAD = "---\ntitle: '江边区发布规划'\nauthor: 江边网\ndate: Tue, 07 Sep 2021 18:30:00 GMT\n---\n\n"


def hexo(folder: Path, body: str, head: str = HEAD) -> Article:
    (folder / "a.md").write_text(head + body, "utf-8")
    return read(folder / "a.md")


def lines(folder: Path, body: str) -> list[str]:
    return hexo(folder, body).text.split("\n")[1:]


def only(path: Path) -> Article:
    (article,) = load(path)
    assert isinstance(article, Article), article
    return article


@needs_gold
@pytest.mark.parametrize("name", gold.ids() if gold.DEV.is_dir() else [])
def test_every_annotated_name_and_quote_stands_in_the_text(name: str) -> None:
    article, annotation = gold.load(name)
    forms = [form for e in annotation["entities"] for form in (e["name"], *e["aliases"])]
    quotes = [fact["evidence"] for fact in annotation["relations"] + annotation["observations"]]
    assert [part for part in forms + quotes if part not in article.text] == []


@needs_gold
def test_all_real_articles_are_read() -> None:
    found = [item for file in sources([str(gold.SHARED)]) if file.suffix == ".md" for item in load(file)]
    articles = [a for a in found if isinstance(a, Article) and len(a.text) > 60 and a.published and a.source]
    guides = [s for s in found if isinstance(s, Skipped)]
    assert len(articles) >= 80
    assert {s.reason.split(" (")[0] for s in guides} <= {"no front matter"}
    assert all(Path(s.where).parent in (gold.SHARED, gold.SHARED / "gold") for s in guides)


def test_a_hexo_article(tmp_path: Path) -> None:
    article = hexo(tmp_path, "<div>\n<p>　　江边区5月发布规划。</p><p>园区开工。</p>\n</div>")
    assert article == Article(
        id="a",
        title="江边区发布规划",
        text="江边区发布规划\n江边区5月发布规划。\n园区开工。",
        published=date(2021, 9, 8),  # 18:30 in Greenwich is the next day in China
        source="江边网",
        stated=date(2021, 9, 7),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>中关村<span><a href='x'>江边园</a></span>开工</p>", ["中关村江边园开工"]),
        ("<p>一<br>二<br/>三</p>", ["一", "二", "三"]),
        ("<p>甲<p>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>江边&nbsp;区&amp;园&#x4e2d;&#20013;&quot;</p>", ['江边 区&园中中"']),
        ("<p>江\u200b边\ufeff区\u3000规\u00a0划\x07</p>", ["江边区 规 划"]),
        ("<p>１００％、10．06亿元，Ａ区</p>", ["１００％、10．06亿元，Ａ区"]),
        ("<p>江边\n区发布 AI\nPark 规划</p>", ["江边区发布 AI Park 规划"]),
        ("江边区发布规划细则\n第二行\n\n第三行", ["江边区发布规划细则", "第二行", "第三行"]),
        ("<div>\n甲。<br>\n\n乙。\n　　丙。</div>", ["甲。", "乙。", "丙。"]),
        ("<p>5 < 6 且 7 > 3，a<b</p>", ["5 < 6 且 7 > 3，a<b"]),
        ("<p>甲</p><script>var a='<p>乙</p>';</script><style>p{}</style><noscript>丙</noscript>", ["甲"]),
        ("<figure><img><figcaption>江边夜景</figcaption></figure><p>甲</p>", ["甲"]),
        ('<div class="img_wrapper"><img alt="x"><span class="img_descr">江边夜景</span></div><p>甲</p>', ["甲"]),
        ("<P CLASS=x>甲</P><UL><LI>乙<LI>丙</UL>", ["甲", "乙", "丙"]),
        ("<p title='a>b' data-x=\"<p>no</p>\">甲</p>", ["甲"]),
        ("<p>江边区发布规划</p><p>甲</p>", ["甲"]),
        ("<div><iframe src='x'/><p>甲<video src=x /></p><div/><p>乙</p></div>", ["甲", "乙"]),
        (
            "## 江边区\n**重点**是[园区](https://example.cn/a)建设![图](x.png)\n---\n- 甲",
            ["江边区", "重点是园区建设", "甲"],
        ),
    ],
)
def test_text_is_what_a_reader_sees(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert lines(tmp_path, body) == expected


def test_tables_are_rows_of_cells(tmp_path: Path) -> None:
    table = "<table><tr><th>区</th><th>产值</th></tr><tr><td><p>江边区</p></td><td>3亿元</td></tr></table>"
    assert lines(tmp_path, f"<p>甲</p>{table}<p>乙</p>") == ["甲", "区 | 产值", "江边区 | 3亿元", "乙"]


def test_tables_that_lay_out_a_page_are_paragraphs(tmp_path: Path) -> None:
    inner = "<table><tr><td>江边区</td><td>3亿元</td></tr></table>"
    table = f"<table><tr><td><p>甲</p><p>乙</p>{inner}</td><td>丙</td></tr></table>"
    assert lines(tmp_path, table) == ["甲", "乙", "江边区 | 3亿元", "丙"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲</p><!-- 乙 --><p>丙</p>", ["甲", "丙"]),
        ("<p>甲</p><!--article_adlist[<img><span>乙</span>]article_adlist--><p>丙</p>", ["甲", "丙"]),
        ("<p>甲</p><!--article_adlist[<p>乙。</p><p>丙</p>", ["甲", "乙。", "丙"]),
        ("<p>甲</p><!--article_adlist[<p>乙。</p><!-- 总声明 --><p>丙</p>", ["甲", "乙。", "丙"]),
        ("<p>甲</p><!--a[ <!-- 乙 --> ]a--><p>丙</p>", ["甲", "丙"]),
        ("<p>甲</p><!-- 总声明", ["甲"]),
    ],
)
def test_comments_hide_and_unclosed_ones_do_not_eat_the_article(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert lines(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: '某区：“1+N”政策'", "某区：“1+N”政策"),
        ("title: 某区: 1+N 政策", "某区: 1+N 政策"),
        ("title: 'it''s a plan'", "it's a plan"),
        ('title: "说\\"好\\"的\\u56ed"', '说"好"的园'),
        ("title:\t某区发布\t规划", "某区发布 规划"),
        ("title: >-\n  某区发布\n  规划", "某区发布 规划"),
        ("title: 某区 &amp; 某园", "某区 & 某园"),
        ("title: [a, b", "[a, b"),
        ("\ttags: [[[\ntitle: 某区\na: &a [*a, *a]\nb: !!python/object x", "某区"),
        ("title: 某区\ntitle: 某园", "某区"),
        ("author: 无题网", "正文第一段。"),
    ],
)
def test_front_matter_is_read_leniently(tmp_path: Path, front: str, title: str) -> None:
    assert hexo(tmp_path, "<p>正文第一段。</p><p>第二段。</p>", f"\n---\n{front}\n---\n").title == title


def test_the_day_stated_is_kept_where_it_is_not_the_day_in_china(tmp_path: Path) -> None:
    late = hexo(tmp_path, "<p>甲</p>", "---\ntitle: 某区\ndate: Mon, 28 Feb 2022 17:00:00 GMT\n---\n")
    early = hexo(tmp_path, "<p>甲</p>", "---\ntitle: 某区\ndate: Mon, 28 Feb 2022 07:00:00 GMT\n---\n")
    assert (late.published, late.stated) == (date(2022, 3, 1), date(2022, 2, 28))
    assert (early.published, early.stated) == (date(2022, 2, 28), None)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Wed, 24 Mar 2021 03:46:53 GMT", date(2021, 3, 24)),
        ("Wed, 24 Mar 2021 16:00:00 GMT", date(2021, 3, 25)),
        ("Wed, 24 Mar 2021 03:46:53 +0800", date(2021, 3, 24)),
        ("2021-09-07", date(2021, 9, 7)),
        ("2021-09-07 10:00:00", date(2021, 9, 7)),
        ("2021-09-07 23:59", date(2021, 9, 7)),
        ("2021-09-07T18:00:00Z", date(2021, 9, 8)),
        ("2021-09-07T18:00:00.123+08:00", date(2021, 9, 7)),
        ("2021-09-07T20:00:00-0500", date(2021, 9, 8)),
        ("2021/9/7", date(2021, 9, 7)),
        ("2021.9.7 8:00", date(2021, 9, 7)),
        ("2021年9月7日", date(2021, 9, 7)),
        ("2021年09月07日 10:00", date(2021, 9, 7)),
        ("20210907", date(2021, 9, 7)),
        ("1631008800", date(2021, 9, 7)),
        ("1631008800000", date(2021, 9, 7)),
        ("Invalid Date", None),
        ("2021-02-30", None),
        ("2021-13-01", None),
        ("Wed, 99 Mar 2021 03:46:53 GMT", None),
        ("昨天", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_dates(tmp_path: Path, stamp: str, day: date | None) -> None:
    assert hexo(tmp_path, "<p>甲</p>", f"---\ntitle: 某区\ndate: {stamp}\n---\n").published == day


def test_without_a_date_the_line_of_the_outlet_or_the_file_name_tells_it(tmp_path: Path) -> None:
    head = "---\ntitle: 某区\ndate: Invalid Date\n---\n"
    article = hexo(tmp_path, "<p>江边新闻 2021-07-16 18:14:16</p><p>甲。</p>", head)
    assert (article.published, article.text) == (date(2021, 7, 16), "某区\n甲。")
    (tmp_path / "2021-07-17-x.md").write_text(head + "甲。", "utf-8")
    assert only(tmp_path / "2021-07-17-x.md").published == date(2021, 7, 17)


def test_a_plain_text_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n江边区发布规划\r\n2021年9月7日\r\n\r\n　　甲。\r\n乙。", "utf-8")
    assert only(tmp_path / "a.txt") == Article("a", "江边区发布规划", "江边区发布规划\n甲。\n乙。", date(2021, 9, 7))


def test_a_second_line_that_only_begins_with_a_date_is_text(tmp_path: Path) -> None:
    (tmp_path / "news-20210908.txt").write_text("江边区发布规划\n2021年9月7日，江边区发布规划。", "utf-8")
    article = only(tmp_path / "news-20210908.txt")
    assert (article.text, article.published) == ("江边区发布规划\n2021年9月7日，江边区发布规划。", date(2021, 9, 8))


def test_json_lines(tmp_path: Path) -> None:
    records = [
        {"title": "甲", "text": "一。\n二。", "date": "2021-09-07", "url": "https://example.cn/a?b=1"},
        {"title": "乙", "html": "<p>一</p><p>二</p>", "source": "江边网", "id": "own", "url": "javascript:alert(1)"},
        {"text": "首行\n一\ud800。", "date": None, "id": 7},
        {"text": "首行", "id": "\u200b"},
    ]
    rows = [
        json.dumps(records[0], ensure_ascii=False),
        "{broken",
        json.dumps(records[1]),
        "",
        "[]",
        json.dumps(records[2]),
    ]
    rows += [
        json.dumps(records[3]),
        '{"title": "x"}',
        '{"title": ["x"], "text": "x"}',
        '{"text": "\\u0000 \\u200b"}',
        "[" * 100_000,
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\ufeff" + "\n".join(rows), "utf-8")
    articles = [item for item in load(file) if isinstance(item, Article)]
    assert articles == [
        Article("a-1", "甲", "甲\n一。\n二。", date(2021, 9, 7), "", "https://example.cn/a?b=1"),
        Article("own", "乙", "乙\n一\n二", None, "江边网", ""),
        Article("7", "首行", "首行\n一。"),
        Article("a-7", "首行", "首行"),
    ]
    skipped = [(s.where, s.reason.split(":")[0]) for s in load(file) if isinstance(s, Skipped)]
    assert skipped == [
        (f"{file}:2", "no JSON"),
        (f"{file}:5", "no JSON object"),
        (f"{file}:8", "neither text nor html in it"),
        (f"{file}:9", "title is no text"),
        (f"{file}:10", "no text in it"),
        (f"{file}:11", "no JSON"),
    ]


def test_sources_are_sorted_distinct_and_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["b.md", "a.HTML", "deep/c.txt", "deep/d.jsonl", "deep/x.md/e.htm", "no.pdf", ".hidden.md", ".git/f.md"]
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    deep = ["deep/c.txt", "deep/d.jsonl", "deep/x.md/e.htm"]
    assert [str(p) for p in sources(["."])] == ["a.HTML", "b.md", *deep]
    assert [str(p) for p in sources(["deep/*.txt", "b.md", "./b.md", str(tmp_path / "deep"), "deep", "no.pdf"])] == [
        *(str(tmp_path / name) for name in deep),
        "b.md",
        "no.pdf",
    ]
    assert [str(p) for p in sources(["**/*.htm", "*.*"])] == ["a.HTML", "b.md", "deep/x.md/e.htm"]


def test_a_name_with_glob_characters_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "[1-2月]*.md"
    file.touch()
    assert sources([str(file)]) == [file]


@pytest.mark.parametrize("path", ["nothing.md", "nothing/", "*.md", "empty", "a\udc80.md"])
def test_a_path_that_gives_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkdir("empty")
    with pytest.raises(YuantuError) as caught:
        sources([path])
    assert str(caught.value).startswith(f"{path}: no ")
