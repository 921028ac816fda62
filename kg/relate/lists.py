"""Lines of names below a heading, each read as if the heading stood before it.

发起单位： ⏎ 甲公司 ⏎ 乙大学 is read as 发起单位：甲公司 and 发起单位：乙大学.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from re import Pattern

from kg.relate.view import BORDERS, CARRIED, REAL, View

# How long a line and its heading are at most.
_LINE, _HEADING = 40, 60
_CARRIED = f"[{CARRIED}]{{0,4}}"
# A label may have its first name right behind it.
_LABEL = re.compile(f"{_CARRIED}([^{BORDERS}{REAL}、]{{2,16}}：)[{CARRIED}]{{0,4}}(?=([{REAL}]))")
# What counts a line, and the name that it begins with.
_ITEM = re.compile(f"{_CARRIED}(?:（?\\d{{1,3}}[、.．）]?|[·•●*-])?[{CARRIED}]{{0,4}}(?=([{REAL}]))")
# A line of nothing but names, some of which may not be known, ends as a sentence and is as long as it needs.
_ANY_NAME = f"(?:[{REAL}](?:（[^（）]*）)?|[^{BORDERS}{REAL}、和与及以（）]{{2,14}})"
_NAMES = re.compile(f"{_CARRIED}[{REAL}](?:（[^（）]*）)?(?:(?:[、，；和与及]|以及){_ANY_NAME})+等?[。；]?")
# The heads of a table's columns, and of the parts of a list (二、其他城市).
_COLUMNS = re.compile(f"[^{BORDERS}{REAL}]{{2,24}}")
_PART = re.compile(f"{_CARRIED}（?[一二三四五六七八九十]{{1,2}}[、）]")


def headed(views: Sequence[View], opens: Pattern[str]) -> Iterator[View]:
    """The lines below headings, each with its heading before it; its facts are quoted from the line alone.

    A heading ends as `opens` tells: in a colon, or in words that say that something follows.
    """
    heading, first, begun = None, "", False
    for _, group in groupby(views, key=lambda view: view.paragraph):
        paragraph = list(group)
        line = paragraph[0]
        item = _ITEM.match(line.text) if _is_line(paragraph) else None
        if heading and item and (not first or item[1] == first):
            yield _joined(heading, line, item.end())
            begun = True
            continue
        head = len(paragraph) == 1 and not first and _COLUMNS.fullmatch(line.text)
        if heading and head and (not begun or _PART.match(line.text)):
            continue
        heading, first, begun = *_heading(paragraph[-1], len(paragraph) == 1, opens), False


def _is_line(paragraph: Sequence[View]) -> bool:
    text = paragraph[0].text
    short = len(text) <= _LINE and "。" not in text[:-1] and text[-1] not in "。！？："
    return len(paragraph) == 1 and (short or bool(_NAMES.fullmatch(text)))


def _heading(view: View, alone: bool, opens: Pattern[str]) -> tuple[View | None, str]:
    """What heads the lines below, and the type of name that they must begin with."""
    label = _LABEL.match(view.text) if alone and view.text[-1] not in "。！？" else None
    if label:
        return _part(view, label.start(1), label.end(1)), label[2]
    if not opens.search(view.text) or view.paragraph == 0:
        return None, ""
    start = 0 if len(view.text) <= _HEADING else view.clause(len(view.text) - 2)[0]
    return _part(view, start, len(view.text)), ""


def _joined(heading: View, line: View, start: int) -> View:
    out = _part(heading, 0, len(heading.text))
    out.paragraph = line.paragraph
    out.text = re.sub("[。，]$", "：", out.text)
    if out.text[-1] != "：":
        out.add("：", line.starts[start : start + 1], line.starts[start : start + 1])
    out.seam = len(out.text)
    out.take(line, start, len(line.text))
    out.quote = line.article_span(start, len(line.text))
    return out


def _part(view: View, start: int, end: int) -> View:
    out = View(view.paragraph)
    out.take(view, start, end)
    return out
