"""Titles in 《》: policies, reports and other written works, typed by how the title ends."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import POLICY, REPORT

FOUND_BY = "title"
_TITLE = re.compile(r"《([^《》\n]{2,80}(?:[《〈][^《》〈〉\n]{1,40}[》〉][^《》\n]{0,40})?)》")
# What may stand behind the word that tells the type: （2021—2035年）, （试行）, 2021, 第三版.
_TAIL = re.compile(r"(?:[（(][^（）()]{1,24}[）)]|[\d—\-－~年版]{1,12}|第[一二三四五六七八九十\d]+[版期号批]|\s)+$")
_WRITTEN = frozenset({POLICY, REPORT})
_SHORT, _REACH = 3, 12
_FILING = "公告"


def find(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield titles that are a policy or a report; newspapers, books and songs are left out."""
    before = _before(lexicon)
    for match in _TITLE.finditer(text):
        start, end = match.span(1)
        kind = _kind(match.group(1), lexicon)
        if not kind and end - start > _SHORT:
            kind = next((k for k, cue in before if cue.search(text, max(0, start - _REACH), start - 1)), None)
        if kind:
            yield Mention(start, end, match.group(1), kind, FOUND_BY)


def _kind(title: str, lexicon: Lexicon) -> str | None:
    """The type that the end of a title tells; a company's contract is none of them, its filings are reports."""
    name = _TAIL.sub("", title)
    suffix = lexicon.suffix(name)
    if not suffix or suffix.type not in _WRITTEN or name.endswith(tuple(lexicon.words["contract"])):
        return None
    filed = name.endswith(_FILING) and any(word in name for word in lexicon.words["filed"])
    return REPORT if filed else suffix.type


@cache
def _before(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What stands before a title whose own end does not tell what it is."""
    kinds = ((POLICY, "issued"), (REPORT, "published"))
    return tuple((kind, re.compile(f"(?:{lexicon.either(words)})(?:了|的|并实施)?$")) for kind, words in kinds)
