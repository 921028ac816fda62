"""Unknown names among known ones: what is listed with companies is a company (福特、通用、现代等车企).

Regions and places are listed, too: 万州、长寿、忠县, of which a table knows the county; 岷江、沱江, which end alike.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon import Lexicon, several
from kg.model import Mention
from kg.ontology import ORGANIZATIONS, PARK, PLACE, REGION
from kg.recognise.grow import counted

FOUND_BY = "list"
_MARK = "、"
_LONGEST = 5  # characters before a telling end in a list
_FEWEST, _SHARE = 2, 3  # at least two known names, and a third of the items
# One item: no clause, nothing that governs another word; it ends where the list goes on or is closed.
_ITEM = re.compile(
    r" ?(?P<name>(?:(?!以及)[^，。；：！？\n、（）()“”《》的了在是有将为把被从到对向由等和与及]){2,12})"
    r"(?=[、等和与及，。；：）)]|以及)"
)
_CLOSED = tuple("，。；：）)")  # behind the last of a list's organizations there stands a word that says so
_LISTED = ORGANIZATIONS | {REGION, PARK, PLACE}
_LEVELS = ("", "区", "县", "市")
_AND = re.compile(r"以及|和|与|及")
_FIGURE = re.compile(r"\d[%％]|\d{3}")
_PLAIN = ("modifier", "topic", "generic", "soft", "verbal")  # kinds of words of which alone no name is made


@dataclass(frozen=True, slots=True)
class _List:
    """The items of one list: known names, spans of unknown words, and how many items there are."""

    known: tuple[Mention, ...]
    unknown: tuple[tuple[int, int], ...]
    size: int


def find(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the unknown items of lists whose known ones are of one type; `mentions` are sorted."""
    starts, ends = {m.start: m for m in mentions}, {m.end: m for m in mentions}
    covered = bytearray(len(text))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * len(mention.text)
    seen = -1
    for match in re.finditer(_MARK, text):
        if match.start() <= seen or covered[match.start()]:
            continue
        listed, seen = _read(text, match.start(), starts, ends.get(match.start()))
        kind = _kind(listed)
        for start, end in listed.unknown if kind else ():
            name = text[start:end]
            if any(covered[start:end]) or _ordinary(name, lexicon):
                continue
            if _unknown(name, text, end, lexicon) if kind in ORGANIZATIONS else _alike(name, kind, listed, lexicon):
                yield Mention(start, end, name, kind, FOUND_BY)


def _unknown(name: str, text: str, end: int, lexicon: Lexicon) -> bool:
    return name not in lexicon.entries and not text.startswith(_CLOSED, end)


def _alike(name: str, kind: str, listed: _List, lexicon: Lexicon) -> bool:
    """Tell whether an item is a division that counts only beside others, or ends like a known item of the list."""
    if kind == REGION and any(e.type == REGION for level in _LEVELS for e in lexicon.entries.get(name + level, ())):
        return True
    suffix = lexicon.suffix(name)
    if not suffix or suffix.type != kind or not 0 < len(name) - len(suffix.form) <= _LONGEST:
        return False
    return any(mention.text.endswith(suffix.form) for mention in listed.known)


def _ordinary(name: str, lexicon: Lexicon) -> bool:
    """Tell whether an item is no name: it holds a figure, is counted, or is made of everyday words alone."""
    return bool(_FIGURE.search(name) or counted(lexicon).match(name) or several(lexicon, *_PLAIN).fullmatch(name))


def _read(text: str, mark: int, starts: Mapping[int, Mention], first: Mention | None) -> tuple[_List, int]:
    """The list that goes on at a mark, and where its last mark stands."""
    names, unknown, size = [first] if first else [], list[tuple[int, int]](), 1
    while True:
        at = mark + 1 + text.startswith(" ", mark + 1)
        known, item = starts.get(at), _ITEM.match(text, at)
        end = known.end if known else item.end("name") if item else at
        if known:
            names.append(known)
        elif item:
            unknown.append(item.span("name"))
        size += 1
        if not text.startswith(_MARK, end):
            break
        mark = end
    joint = _AND.match(text, end)
    if joint and joint.end() in starts:
        names.append(starts[joint.end()])
        size += 1
    return _List(tuple(names), tuple(unknown), size), mark


def _kind(listed: _List) -> str:
    """The type of the known items, where they are of one type and enough of them."""
    kinds = {mention.type for mention in listed.known}
    enough = len(listed.known) >= _FEWEST and len(listed.known) * _SHARE >= listed.size
    return kinds.pop() if enough and len(kinds) == 1 and kinds <= _LISTED else ""
