"""When a form of the lexicon counts as a name: the column `when` of its tables."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Entry, Lexicon
from kg.model import Span

NEVER, FOCUS = "never", "focus"
LIKELY, SEEN = "likely", "seen"  # what the statistical model thinks of the place counts as well
_OPEN, _CLOSE = '“"「‘', '”"」’'
_BY = ("由", "据")
_REACH = 18
_MUNICIPALITIES, _UNDER_PROVINCE = ("11", "12", "31", "50"), "90"


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What conditions look at: the text, where its words begin and end, which divisions it names and where they end."""

    text: str
    lexicon: Lexicon
    starts: set[int]
    ends: set[int]
    codes: set[str]
    regions: set[int]


def holds(entry: Entry, span: Span, around: Surroundings) -> bool:
    """Tell whether an entry's condition is met where its form stands."""
    return entry.when in _CONDITIONS and _CONDITIONS[entry.when](entry, span, around)


def above(code: str) -> str:
    """The code of the division above: of a county its city, municipality or province."""
    direct = code.endswith("00") or code.startswith(_MUNICIPALITIES) or code[2:4] == _UNDER_PROVINCE
    return code[:2] + "0000" if direct else code[:4] + "00"


def _parent(entry: Entry, span: Span, around: Surroundings) -> bool:
    return bool(entry.code) and (
        not around.codes.isdisjoint((entry.code, above(entry.code))) or _after(entry, span, around)
    )


def _after(_entry: Entry, span: Span, around: Surroundings) -> bool:
    return span.start in around.regions


def _bare(_entry: Entry, span: Span, around: Surroundings) -> bool:
    return not around.starts or (span.start in around.starts and span.end in around.ends)


def _full(entry: Entry, _span: Span, around: Surroundings) -> bool:
    return any(form in around.text for form in _plain_forms(around.lexicon)[entry.canonical] if form != entry.form)


@cache
def _plain_forms(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The canonical name of each known thing with its forms that count everywhere: 阿里巴巴 for 阿里."""
    forms: dict[str, set[str]] = defaultdict(set)
    for entry in (entry for entries in lexicon.entries.values() for entry in entries):
        forms[entry.canonical].update({entry.canonical} if entry.when else {entry.canonical, entry.form})
    return {canonical: frozenset(found) for canonical, found in forms.items()}


def _named(entry: Entry, span: Span, around: Surroundings) -> bool:
    return _full(entry, span, around) or around.text.startswith(tuple(around.lexicon.words["near:named"]), span.end)


def _quoted(_entry: Entry, span: Span, around: Surroundings) -> bool:
    return around.text[span.start - 1 : span.start] in _OPEN and around.text[span.end : span.end + 1] in _CLOSE


def _strait(_entry: Entry, _span: Span, around: Surroundings) -> bool:
    return any(word in around.text for word in around.lexicon.words["near:strait"])


def _acting(_entry: Entry, span: Span, around: Surroundings) -> bool:
    """A forum that has officers and publishes is an association: 世界经济论坛 + 执行主席, 由世界经济论坛."""
    before = around.text.endswith(_BY, 0, span.start)
    return before or around.text.startswith(tuple(around.lexicon.words["near:acting"]), span.end)


def _near(entry: Entry, span: Span, around: Surroundings) -> bool:
    beside = around.text[max(0, span.start - _REACH) : span.end + _REACH]
    return any(word in beside for word in around.lexicon.words[f"near:{entry.when}"])


_CONDITIONS: Mapping[str, Callable[[Entry, Span, Surroundings], bool]] = {
    "": lambda *_: True,
    "parent": _parent,
    "after": _after,
    "bare": _bare,
    LIKELY: _bare,
    SEEN: _bare,
    "full": _full,
    "named": _named,
    "quoted": _quoted,
    "strait": _strait,
    "acting": _acting,
    "conferred": _near,
    "ranked": _near,
}
