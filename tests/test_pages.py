"""Whole HTML pages: the article is found among menus and lists, with its title, date, outlet and address."""

from datetime import date
from pathlib import Path

import pytest

from kg.articles import load
from kg.model import Article

FIRST = "江边区9月7日发布产业规划，提出到2025年建成三个园区，总投资超过三十亿元。"
SECOND = "江边区产业促进处介绍，园区将引进一百家企业，带动就业三千人，目前已有二十家签约。"
ARTICLE = f"<p>　　{FIRST}</p>\n<p>　　{SECOND}</p>"
MENU = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(30))
OTHERS = "".join(f"<li><a href='/{n}'>另一篇关于山城市第{n}个产业园区开工建设的新闻报道</a></li>" for n in range(30))


def page(folder: Path, body: str, head: str = "", *, encoding: str = "utf-8") -> Article:
    markup = f"<!DOCTYPE html>\n<html lang=zh><head><meta charset={encoding}>{head}</head><body>{body}</body></html>"
    (folder / "a.html").write_bytes(markup.encode(encoding))
    (article,) = load(folder / "a.html")
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{MENU}</ul><div class=c>{ARTICLE}</div><div class=list><ul>{OTHERS}</ul></div>",
        f"<nav>{MENU}</nav><article>{ARTICLE}</article><aside>{OTHERS}</aside><footer>江边网版权所有</footer>",
        f"<table><tr><td><ul>{MENU}</ul></td><td>{ARTICLE}</td></tr></table><ul>{OTHERS}</ul>",
        f"<div><div><section><p>{FIRST}</p></section><section><p>{SECOND}</p></section></div><ul>{OTHERS}</ul></div>",
        f"<div class=main><div>{FIRST}<br>　　{SECOND}</div></div><div>{OTHERS}</div>",
        f"<form><main><h2>产业</h2>{ARTICLE}<div class='share'>分享到朋友圈和更多社交平台</div></main></form>{OTHERS}",
    ],
)
def test_the_article_is_the_part_with_running_text(tmp_path: Path, body: str) -> None:
    lines = page(tmp_path, body, "<title>江边区发布规划_江边网</title>").text.split("\n")
    assert [line for line in lines if line != "产业"] == ["江边区发布规划", FIRST, SECOND]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>江边区发布规划</title>", ""),
        ("<title>江边区发布规划_财经_江边网</title>", ""),
        ("<title>江边区发布规划 - 江边网</title>", "<h1>江边网</h1>"),
        ("<title>江边区发布规划|江边网</title>", "<h1><a>江边区<b>发布</b>\n规划</a></h1>"),
        ("<meta property='og:title' content='江边区发布规划'><title>江边网首页新闻</title>", "<h1>江边网</h1>"),
        ("", "<h1>江边区发布规划</h1>"),
    ],
)
def test_titles(tmp_path: Path, head: str, body: str) -> None:
    article = page(tmp_path, f"{body}<div>{ARTICLE}</div>", head)
    assert (article.title, article.text) == ("江边区发布规划", f"江边区发布规划\n{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:published_time' content='2021-09-07T02:00:00+08:00'>", ""),
        ("<meta name=PubDate content='2021-09-07 10:00'>", ""),
        ("<meta itemprop=datePublished content='2021-09-06T20:00:00Z'>", ""),
        ('<script type="application/ld+json">{"datePublished": "2021-09-07T10:00"}</script>', ""),
        ("", "<time datetime='2021-09-07'>昨天</time>"),
        ("", "<div class=info><span>2021年09月07日 10:00</span> <span>来源：江边网</span></div>"),
        ("<meta name=pubdate content='unknown'>", "<p>2021-09-07 10:00:00 江边网</p>"),
    ],
)
def test_dates(tmp_path: Path, head: str, body: str) -> None:
    assert page(tmp_path, f"{body}<div>{ARTICLE}</div>", head).published == date(2021, 9, 7)


def test_outlet_and_address(tmp_path: Path) -> None:
    head = "<meta property=og:site_name content=江边网><link rel=canonical href='https://example.cn/a?b=1&amp;c=2'>"
    article = page(tmp_path, ARTICLE, head)
    assert (article.source, article.url) == ("江边网", "https://example.cn/a?b=1&c=2")


def test_an_address_that_is_none_is_left_out(tmp_path: Path) -> None:
    assert page(tmp_path, ARTICLE, "<link rel=canonical href='javascript:alert(1)'>").url == ""


def test_a_page_in_gb18030(tmp_path: Path) -> None:
    assert page(tmp_path, ARTICLE, "<title>江边区发布规划</title>", encoding="gb18030").title == "江边区发布规划"


def test_a_page_of_a_few_words(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>江边区</p>", "<title>规划</title>").text == "规划\n江边区"


def test_a_page_that_says_nothing_is_titled_by_its_first_line(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>江边区规划</p><p>园区开工</p>").text == "江边区规划\n园区开工"
