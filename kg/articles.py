"""read: files → articles with fixed text. First version; see the module's tests for what each source format holds."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import yaml
from lxml import html

from kg.errors import ArticleError
from kg.model import Article

_CHINA = timezone(timedelta(hours=8))
_FRONT = re.compile(r"\A\s*---\n(.*?)\n---\n(.*)\Z", re.S)
_BLOCKS = {"p", "div", "br", "h1", "h2", "h3", "h4", "li", "tr", "table", "section", "article", "ul", "ol", "blockquote"}
_DROPPED = {"script", "style", "figure", "noscript", "iframe"}
# What is no part of an article's text: original titles, bylines, captions, editors (see the annotation guidelines).
_BOILERPLATE = re.compile(
    r"^(原标题[:：]|来源[:：]|责任编辑|编辑[:：]|作者[:：]|文[|｜/]|海量资讯|校对[:：]|记者[:：]|审核[:：]|图片来源|（?责编)"
    r"|摄）?$|^[^。]{0,40}记者[^。]{0,20}摄影[^。]{0,12}$"
)


def read(path: Path) -> Article:
    """Read one Hexo markdown article."""
    match = _FRONT.match(path.read_text("utf-8"))
    if not match:
        raise ArticleError(f"{path}: no front matter")
    front, body = yaml.safe_load(match.group(1)), match.group(2)
    title = clean(str(front.get("title", "")))
    paragraphs = [line for line in map(clean, _lines(body)) if line and not _BOILERPLATE.search(line)]
    return Article(
        id=path.stem,
        title=title,
        text="\n".join([title, *paragraphs]),
        published=_published(str(front.get("date", ""))),
        source=str(front.get("author", "")),
    )


def clean(text: str) -> str:
    """Collapse white space, drop control characters; widths of digits and signs stay as written."""
    return re.sub(r"[\s\u3000\u00a0\u200b\ufeff]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)).strip()


def _published(stamp: str) -> date | None:
    try:
        return datetime.strptime(stamp, "%a, %d %b %Y %H:%M:%S %Z").replace(tzinfo=timezone.utc).astimezone(_CHINA).date()
    except ValueError:
        return None


def _lines(body: str) -> Iterator[str]:
    yield from "".join(_pieces(html.fromstring(f"<div>{body}</div>"))).split("\n")


def _pieces(node: html.HtmlElement) -> Iterable[str]:
    if not isinstance(node.tag, str) or node.tag in _DROPPED:
        return
    block = node.tag in _BLOCKS
    if block:
        yield "\n"
    yield (node.text or "").replace("\n", " ")
    for child in node:
        yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    if block:
        yield "\n"
