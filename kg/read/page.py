"""HTML → the lines of the article, and for whole pages its title, date, outlet and address."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from kg.read import stamp
from kg.read.characters import clean
from kg.read.layout import lines
from kg.read.markdown import unmarked
from kg.read.scan import Element, Scan, scan

_ARTICLES = frozenset({"article", "main"})
_DATES = (
    *("article:published_time", "og:published_time", "og:release_date", "weibo:article:create_at", "datepublished"),
    *("pubdate", "publishdate", "publish_date", "dc.date.issued", "dc.date", "date"),
)
_OUTLETS = ("og:site_name", "mediaid", "source", "author")
_PUBLISHED = re.compile(r"\"(?:datePublished|pubDate|publishDate)\"\s*:\s*\"([^\"]{8,40})\"")
_SITE = re.compile(r"(?<=.{6})(?:_| [-–—|] |[|｜]).*")
_BLOCK_TAG = re.compile(r"<(?:p|br|li|td|h[1-6]|section|article|blockquote)\b", re.IGNORECASE)
_MORE = 0.3  # share of further text that makes the parent the article's element
_FIRST_LINES = 8
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Page:
    """What a whole page says of its article."""

    title: str
    published: date | None
    source: str
    url: str
    lines: tuple[str, ...]


def fragment(markup: str, *, classes: Set[str]) -> list[str]:
    """Return the lines of a piece of HTML (or Markdown) without elements of the given class words."""
    if _BLOCK_TAG.search(markup):
        return list(lines(scan(markup, classes=classes).pieces))
    found = lines(scan(markup, classes=classes, line_by_line=True).pieces)
    return [line for line in map(unmarked, found) if line]


def page(markup: str, *, classes: Set[str]) -> Page:
    """Return the article of a whole page: the part with most running text, not menus and link lists."""
    found = scan(markup, classes=classes)
    root = _main(found.elements)
    start, end = (root.start, root.end) if root else (_after_head(found.elements), None)
    body = tuple(lines(found.pieces[start:end]))
    first = [*body[:_FIRST_LINES], *lines(found.pieces[:start])]
    return Page(
        title=_title(found),
        published=_published(found.metas, markup) or dated(first),
        source=next((found.metas[key] for key in _OUTLETS if found.metas.get(key)), ""),
        url=found.metas.get("link") or found.metas.get("og:url", ""),
        lines=body,
    )


def dated(first: Iterable[str]) -> date | None:
    """Return the day of the first short line that holds a date with a time of day."""
    return next(filter(None, map(stamp.within, first)), None)


def _main(elements: Sequence[Element]) -> Element | None:
    marked = max((e for e in elements if e.name in _ARTICLES), key=lambda e: e.total, default=None)
    if marked and marked.total:
        elements = [e for e in elements if marked.start <= e.start and e.end <= marked.end]
    best = max(elements, key=lambda e: e.score, default=None)
    while best and best is not marked and best.parent and best.parent.total - best.total > _MORE * best.total:
        best = best.parent
    return best if best and best.total else None


def _after_head(elements: Sequence[Element]) -> int:
    return max((e.end for e in elements if e.name == "title"), default=0)


def _title(found: Scan) -> str:
    headings = list(_texts(found, "h1"))
    announced = found.metas.get("og:title") or next(_texts(found, "title"), "")
    inside = [heading for heading in headings if len(heading) >= _SHORTEST_TITLE and heading in announced]
    own = found.metas.get("og:title") or _SITE.sub("", announced)
    return next(filter(None, [*inside, own, *headings]), "")


def _texts(found: Scan, name: str) -> Iterator[str]:
    for element in found.elements:
        if element.name == name and (text := clean(" ".join(lines(found.pieces[element.start : element.end])))):
            yield text


def _published(metas: Mapping[str, str], markup: str) -> date | None:
    script = _PUBLISHED.search(markup)
    stamps = [*(metas.get(key, "") for key in _DATES), script.group(1) if script else "", metas.get("time", "")]
    return next(filter(None, map(stamp.day, stamps)), None)
