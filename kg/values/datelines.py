"""What a date in the text is there for: the dateline of a dispatch, the origin of a thing, or what is told."""

import re

from kg.values.timewords import TimeWords

NOW, LINE, ORIGIN = "now", "line", "origin"
# How far before a date the words 成立于 are looked for.
_ORIGIN = 6
# What makes a date the dateline of a dispatch: 3月5日电, 3月5日讯; where a line begins, 3月5日（中国，青河）.
_WIRE = re.compile(r"\s?(?:[电讯](?=[\s（(：:，,]|$)|消息[，,]|/[^/\s]{2,8}/)")
# Behind the name of an agency no space need follow: 青河社江北3月5日电近日，….
_AGENCY, _SENT = re.compile(r"(?:^|\n)[^\n。,；]{0,14}[社网报][^\n。,；]{0,12}$"), re.compile(r"\s?[电讯]")
_LINE_LENGTH = 28
_FROM_PLACE = re.compile(r"\s?[（(]中国[^（）()\d\n]{0,12}[）)]")


def kind_of(plain: str, span: tuple[int, int], words: TimeWords) -> str:
    """LINE, ORIGIN or nothing, for the date that stands at `span` of a narrowed text."""
    start, end = span
    opens = start == 0 or plain[start - 1] == "\n"
    wired = _SENT.match(plain, end) and _AGENCY.search(plain, max(0, start - _LINE_LENGTH), start)
    if wired or _WIRE.match(plain, end) or (opens and _FROM_PLACE.match(plain, end)):
        return LINE
    before, after = words.origin
    return ORIGIN if before.search(plain, max(0, start - _ORIGIN), start) or after.match(plain, end) else ""
