"""read: files → articles with fixed text: the title, then one paragraph a line; no captions, credits and adverts.

`bylines(text)` tells where the text names its outlet and reporters as the source (某报快讯（记者 …）): names in there
are no entities of the article.
"""

import html
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any

from kg.errors import ArticleError
from kg.model import Article, Skipped, Span
from kg.ontology import DEFAULT
from kg.read import boilerplate, front, page, stamp
from kg.read.characters import clean, decode
from kg.read.find import SUFFIXES, sources

__all__ = ["LARGEST", "bylines", "clean", "load", "read", "sources"]

LARGEST = 10_000_000  # bytes of one article; a JSON Lines file may hold any number of such lines
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
_DATES = ("date", "published", "publish_date", "pubdate", "created")
_OUTLETS = ("author", "source")
_ADDRESSES = ("url", "link", "permalink", "original")
_FIRST_LINES = 5
_LONGEST_ID = 200


def load(path: Path, *, ontology: Path = DEFAULT) -> Iterator[Article | Skipped]:
    """Yield the articles of one file, and for each that cannot be read where and why; a file's content never raises."""
    try:
        if path.suffix.lower() == ".jsonl":
            yield from _json_lines(path, ontology)
        else:
            yield read(path, ontology=ontology)
    except ArticleError as error:
        yield Skipped(str(path), str(error))


def read(path: Path, *, ontology: Path = DEFAULT) -> Article:
    """Read a file that holds one article; an ArticleError tells why it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise ArticleError(f"unknown kind of file; known are {' '.join(sorted(SUFFIXES))}")
    with _opened(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ArticleError(_too_large(path.stat().st_size))
    return _READERS[suffix](decode(data), path.stem, ontology)


def bylines(text: str, *, ontology: Path = DEFAULT) -> tuple[Span, ...]:
    """Return the spans in which the text names its outlet and reporters; sorted, apart, offsets into `text`."""
    return boilerplate.load(ontology).bylines(text)


def _hexo(text: str, stem: str, ontology: Path) -> Article:
    fields, body = front.split(text)
    lines = page.fragment(body, classes=boilerplate.load(ontology).classes)
    return _article(stem, html.unescape(fields.get("title", "")), lines, fields, ontology)


def _html(text: str, stem: str, ontology: Path) -> Article:
    found = page.page(text, classes=boilerplate.load(ontology).classes)
    fields = {"date": found.published.isoformat() if found.published else "", "author": found.source, "url": found.url}
    return _article(stem, found.title, found.lines, fields, ontology)


def _plain(text: str, stem: str, ontology: Path) -> Article:
    lines = [line for line in map(clean, text.split("\n")) if line]
    day = stamp.only(lines[1]) if len(lines) > 1 else None
    fields = {"date": day.isoformat()} if day else {}
    return _article(stem, "", lines[:1] + lines[2:] if day else lines, fields, ontology)


_READERS = {".md": _hexo, ".markdown": _hexo, ".html": _html, ".htm": _html, ".txt": _plain}


def _article(name: str, title: str, lines: Iterable[str], fields: Mapping[str, str], ontology: Path) -> Article:
    """Make the record; without a title the first line is the title, and a paragraph that repeats it is left out."""
    lines = list(lines)
    title = clean(title) or (lines.pop(0) if lines else "")
    if not title:
        raise ArticleError("no text in it")
    kept = boilerplate.load(ontology).keep(line for line in lines if line != title)
    published, stated = _published(fields, lines, name), stamp.stated(_first(fields, _DATES))
    return Article(
        id=clean(name)[:_LONGEST_ID] or "article",
        title=title,
        text="\n".join([title, *kept]),
        published=published,
        source=clean(_first(fields, _OUTLETS)),
        url=_address(_first(fields, _ADDRESSES)),
        stated=stated if stated != published else None,
    )


def _published(fields: Mapping[str, str], lines: list[str], name: str) -> date | None:
    return stamp.day(_first(fields, _DATES)) or page.dated(lines[:_FIRST_LINES]) or stamp.in_name(name)


def _first(fields: Mapping[str, str], keys: Iterable[str]) -> str:
    return next((fields[key] for key in keys if fields.get(key)), "")


def _address(written: str) -> str:
    return written if _ADDRESS.fullmatch(written := written.strip()) else ""


def _json_lines(path: Path, ontology: Path) -> Iterator[Article | Skipped]:
    number = 0
    with _opened(path) as file:
        for number, (line, size) in enumerate(_sized_lines(file), 1):
            try:
                if size > LARGEST:
                    raise ArticleError(_too_large(size))
                if line.strip():
                    yield _from_json(line, f"{path.stem}-{number}", ontology)
            except ArticleError as error:
                yield Skipped(f"{path}:{number}", str(error))
    if not number:
        raise ArticleError("empty")


def _sized_lines(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield each line with its full size; of a line above the limit only the beginning is held in memory."""
    while line := file.readline(LARGEST + 1):
        size, rest = len(line), line
        while len(rest) > LARGEST and not rest.endswith(b"\n"):
            rest = file.readline(LARGEST + 1)
            size += len(rest)
        yield line, size


def _from_json(line: bytes, name: str, ontology: Path) -> Article:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"no JSON: {error}") from error
    if not isinstance(record, dict):
        raise ArticleError("no JSON object")
    fields = {key: _text(record, key) for key in chain(("id", "title", "text", "html"), _DATES, _OUTLETS, _ADDRESSES)}
    if not fields["text"].strip() and not fields["html"].strip():
        raise ArticleError("neither text nor html in it")
    return _article(clean(fields["id"]) or name, fields["title"], _body(fields, ontology), fields, ontology)


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None or isinstance(value, bool):
        return ""
    if not isinstance(value, str | int | float):
        raise ArticleError(f"{key} is no text")
    return str(value)


def _body(fields: Mapping[str, str], ontology: Path) -> list[str]:
    if fields["text"].strip():
        return [line for line in map(clean, fields["text"].replace("\r", "\n").split("\n")) if line]
    classes = boilerplate.load(ontology).classes
    if _WHOLE_PAGE.search(fields["html"]):
        return list(page.page(fields["html"], classes=classes).lines)
    return page.fragment(fields["html"], classes=classes)


def _opened(path: Path) -> IO[bytes]:
    """Open a regular file; devices and pipes would block or never end."""
    try:
        kind = stat.S_IFMT(os.stat(path).st_mode)
        if kind == stat.S_IFDIR:
            raise ArticleError(
                "a folder that cannot be listed" if not os.access(path, os.R_OK | os.X_OK) else "a folder"
            )
        if kind != stat.S_IFREG:
            raise ArticleError("no regular file")
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise ArticleError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _too_large(size: int) -> str:
    return f"too large: {size:,} bytes, the limit for one article is {LARGEST:,}"
