"""read: files → articles with fixed text.

`bylines(text)` tells where outlets and reporters are named as the source (新京报快讯（记者 …）): later stages take no entity from there.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import yaml
from lxml import html

from kg.errors import ArticleError
from kg.model import Article, Span
from kg.ontology import DEFAULT
from kg.read import boilerplate

_CHINA = timezone(timedelta(hours=8))
_FRONT = re.compile(r"\A\s*---\n(.*?)\n---\n(.*)\Z", re.S)
_BLOCKS = {
    "p",
    "div",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "tr",
    "table",
    "section",
    "article",
    "ul",
    "ol",
    "blockquote",
}
_DROPPED = {"script", "style", "figure", "noscript", "iframe"}


def read(path: Path) -> Article:
    """Read one Hexo markdown article."""
    match = _FRONT.match(path.read_text("utf-8"))
    if not match:
        raise ArticleError(f"{path}: no front matter")
    front, body = yaml.safe_load(match.group(1)), match.group(2)
    title = clean(str(front.get("title", "")))
    paragraphs = boilerplate.load().keep(filter(None, map(clean, _lines(body))))
    return Article(
        id=path.stem,
        title=title,
        text="\n".join([title, *paragraphs]),
        published=_published(str(front.get("date", ""))),
        source=str(front.get("author", "")),
    )


def bylines(text: str, *, ontology: Path = DEFAULT) -> tuple[Span, ...]:
    """Return the spans in which the text names its outlet and reporters; sorted, apart, offsets into `text`."""
    return boilerplate.load(ontology).bylines(text)


def clean(text: str) -> str:
    """Collapse white space, drop control characters; widths of digits and signs stay as written."""
    return re.sub(r"[\s\u3000\u00a0\u200b\ufeff]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)).strip()


def _published(stamp: str) -> date | None:
    try:
        return (
            datetime.strptime(stamp, "%a, %d %b %Y %H:%M:%S %Z").replace(tzinfo=timezone.utc).astimezone(_CHINA).date()
        )
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
