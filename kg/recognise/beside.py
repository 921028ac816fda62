"""What stands beside names of events and reports and belongs to them: 第134届 + 广交会, 甲会 + 暨乙会, 指数（GFCI）."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import EVENT, REPORT
from kg.recognise.scan import Index

_NUMBER = r"第[一二三四五六七八九十百\d]{1,5}届|首届"
_BEFORE = {
    EVENT: re.compile(rf"(?<![\d第—\-－])(?:20\d\d年?(?:度)?(?:{_NUMBER})?|(?<![\d年])(?:{_NUMBER}))$"),
    REPORT: re.compile(r"(?<![\d第—\-－])20\d\d年?(?:度)?$"),
}
_YEAR_BEHIND = re.compile(r"20[0-4]\d(?![\d年\-—.])")
_NUMBERED = re.compile(r"20\d\d|第[一二三四五六七八九十百\d]{1,5}[届次]|首届")
# Sittings of state and party, of which the year only tells when; measures, which are no documents.
_UNNUMBERED = re.compile(r"(?:会议|常会|两会|全会|大|指数)$")
_REACH = 12
_SHORT = re.compile(r"[（(]([A-Z][A-Za-z]{1,9}(?:-[A-Z]{2,8})?|[\u4e00-\u9fff]{1,3}[会展节坛赛])[)）]")
_ALSO = "暨"
# A second event with a year is one of its own: 甲会暨2021乙会.
_FURTHER = re.compile(
    r"(?!20\d\d(?!级))(?:“[^“”\n]{1,12}”)?(?:[（(][^（）()\n]{1,6}[）)]|[^\s，。；：！？“”‘’（）()《》]){2,36}"
)


def grown(mentions: Sequence[Mention], text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions, sorted: events and reports with what belongs to them, none overlapping."""
    wide = [_grown(m, text, lexicon) if m.type in _BEFORE else m for m in mentions]
    wide += [short for m in wide if m.type in _BEFORE for short in _short(m, text)]
    return tuple(_apart(wide, set(mentions)))


def _grown(mention: Mention, text: str, lexicon: Lexicon) -> Mention:
    """The mention with its number or year and, of an event, the second name behind 暨."""
    start, end = mention.start, mention.end
    if not _NUMBERED.search(mention.text) and not _UNNUMBERED.search(mention.text):
        before = _BEFORE[mention.type].search(text, max(0, start - _REACH), start)
        behind = _YEAR_BEHIND.match(text, end) if mention.type == REPORT else None
        start, end = before.start() if before else start, behind.end() if behind else end
    if mention.type == EVENT and text.startswith(_ALSO, end):
        end = _second(text, end + len(_ALSO), lexicon) or end
    return Mention(start, end, text[start:end], mention.type, mention.found_by)


def _second(text: str, start: int, lexicon: Lexicon) -> int | None:
    """Where the second name ends: with the first end of an event that no other follows at once (论坛年会)."""
    match, end = _FURTHER.match(text, start), None
    for span in _ends(lexicon).scan(text[start : match.end()]) if match else ():
        if end is not None and span.start > end:
            break
        end = span.end
    return start + end if end else None


@cache
def _ends(lexicon: Lexicon) -> Index:
    return Index(sorted(form for form, suffix in lexicon.suffixes.items() if suffix.type == EVENT and len(form) > 1))


def _short(mention: Mention, text: str) -> Iterator[Mention]:
    """The short form in brackets behind a name."""
    if match := _SHORT.match(text, mention.end):
        yield Mention(*match.span(1), match.group(1), mention.type, mention.found_by)


def _apart(mentions: Iterable[Mention], old: set[Mention]) -> list[Mention]:
    """Leave out what the grown names now cover; of two of them that meet the first stays."""
    kept, last = list[Mention](), 0
    whole = sorted(mentions, key=lambda m: (m in old, m.start))
    new = [m for m in whole if m not in old]
    covered = {at for m in new for at in range(m.start, m.end)}
    for mention in sorted([*new, *(m for m in whole if m in old and not covered & set(range(m.start, m.end)))]):
        if mention.start >= last:
            kept.append(mention)
            last = mention.end
    return kept
