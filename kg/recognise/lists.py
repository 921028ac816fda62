"""Unknown names among known ones: what is listed with companies is a company (福特、通用、现代等车企).

Regions and places are listed, too: 万州、长寿、忠县, of which a table knows the county; 岷江、沱江, which end alike.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon, several
from kg.model import Mention, Span
from kg.ontology import COMPANY, ORGANIZATIONS, PARK, PLACE, REGION
from kg.recognise.conditions import FOCUS, NEVER
from kg.recognise.ends import counted

FOUND_BY, CALLED = "list", "list:called"
_MARK = "、"
_LONGEST = 5  # characters before a telling end in a list
_BEFORE = 12
_FEWEST, _SHARE = 2, 3  # at least two known names, and a third of the items
# One item: no clause, nothing that governs another word; it ends where the list goes on or is closed.
_ITEM = re.compile(
    r" ?(?P<name>(?:(?!以及)[^，。；：！？\n、（）()“”《》的了在是有将为把被从到对向由等和与及]){2,12}?)"
    r"(?=[、等和与及，。；：）)]|以及|[两三四五六七八九十]{1,2}(?:省|市|区|县|地|国|州)(?![\u4e00-\u9fff]{0,1}路))"
)
_CLOSED = tuple("，。；：）)")  # behind the last of a list's organizations there stands a word that says so
_LISTED = ORGANIZATIONS | {REGION, PARK, PLACE}
_CALLING = "listed:"  # kinds of words that call all items of a list something
_OTHERS = r"等[^，。；：！？、\n]{0,12}?"
_LEVELS = ("", "区", "县", "市")
_AND = re.compile(r"以及|和|与|及")
_FIGURE = re.compile(r"\d[%％]|\d{3}")
_PLAIN = ("modifier", "topic", "generic", "soft", "verbal")  # kinds of words of which alone no name is made


@dataclass(frozen=True, slots=True)
class _List:
    """The items of one list: known names, spans of unknown words, how many items there are, and where it ends."""

    known: tuple[Mention, ...]
    unknown: tuple[tuple[int, int], ...]
    size: int
    end: int


def find(
    text: str, mentions: Sequence[Mention], lexicon: Lexicon, guesses: Iterable[Mention] = ()
) -> Iterator[Mention]:
    """Yield the unknown items of lists whose known ones are of one type; `mentions` are sorted.

    The first item has no mark before it: one of the model's `guesses`, believed or not, tells where it begins, or a
    word that introduces a list (引进了甲、乙等企业).
    """
    starts, ends = {m.start: m for m in mentions}, {m.end: m for m in mentions}
    guessed = {guess.end: guess for guess in guesses}
    covered = bytearray(len(text))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * len(mention.text)
    seen = -1
    for match in re.finditer(_MARK, text):
        if match.start() <= seen or covered[match.start()]:
            continue
        mark = match.start()
        listed, seen = _read(text, mark, starts, ends.get(mark), guessed.get(mark) or _introduced(text, mark, lexicon))
        called = _called(text, listed.end, lexicon)
        kind = _kind(listed, called)
        for start, end in listed.unknown if kind else ():
            name = text[start:end]
            known = any(e.type == kind and e.when not in (NEVER, FOCUS) for e in lexicon.entries.get(name, ()))
            if any(covered[start:end]) or (_ordinary(name, lexicon) and not (known and kind == COMPANY)):
                continue
            if (
                known or _unknown(name, text, end, lexicon)
                if kind in ORGANIZATIONS
                else _alike(name, kind, listed, lexicon)
            ):
                yield Mention(start, end, name, kind, CALLED if called == kind else FOUND_BY)


def _introduced(text: str, mark: int, lexicon: Lexicon) -> Span | None:
    """The first item of a list where a word that introduces one stands before it."""
    match = _first(lexicon).search(text, max(0, mark - _BEFORE), mark)
    return Span(*match.span("name")) if match else None


@cache
def _first(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f"(?:{lexicon.either('lists')})了?(?P<name>(?!{lexicon.either('lists')})[\\u4e00-\\u9fffA-Za-z]{{2,6}})$"
    )


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


def _read(
    text: str, mark: int, starts: Mapping[int, Mention], first: Mention | None, guess: Span | Mention | None
) -> tuple[_List, int]:
    """The list that goes on at a mark, and where its last mark stands."""
    names, size = [first] if first else [], 1
    unknown = [(guess.start, guess.end)] if guess and not first else []
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
        end, size = starts[joint.end()].end, size + 1
    return _List(tuple(names), tuple(unknown), size, end), mark


def _called(text: str, end: int, lexicon: Lexicon) -> str:
    """What the words behind a list call its items: a Company in 甲、乙等一批龙头企业."""
    return next((type_ for type_, called in _callings(lexicon) if called.match(text, end)), "")


@cache
def _callings(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = sorted(kind for kind in lexicon.words if kind.startswith(_CALLING))
    return tuple((k.removeprefix(_CALLING), re.compile(f"{_OTHERS}(?:{lexicon.either(k)})")) for k in kinds)


def _kind(listed: _List, called: str) -> str:
    """The type of the known items, where they are of one type and enough, or one is as all are called."""
    kinds = {mention.type for mention in listed.known}
    fewest = 1 if called in kinds else _FEWEST
    enough = len(listed.known) >= fewest and len(listed.known) * _SHARE >= listed.size
    return kinds.pop() if enough and len(kinds) == 1 and kinds <= _LISTED else ""
