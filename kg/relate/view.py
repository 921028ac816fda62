"""The typed view of a text: every name, reference and date becomes one character that tells its type.

Rules see words and types without depending on word segmentation: 财政部印发《办法》 is read as X印发Y, where X tells
Government and Y tells Policy. White space is dropped, punctuation has one width, quotes around a name belong to it.
A clause that begins without a name gets a carried slot: the subject of the clause, sentence or paragraph before.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Mention, Reference, Span

BORDERS = "，。；！？："
_REAL, _CARRIED, _DATE = 0xE000, 0xE100, 0xE200
REAL = f"{chr(_REAL)}-{chr(_REAL + 0xFF)}"
CARRIED = f"{chr(_CARRIED)}-{chr(_CARRIED + 0xFF)}"
DATE = chr(_DATE)
# What stands between a region and the name that it belongs to (北桥市的芯片企业甲): nothing that joins a list.
_DESCRIBED = re.compile(f"[^{BORDERS}{REAL}{CARRIED}、和与及暨同跟]{{1,20}}([{REAL}])")
_BORDER, _DATES = re.compile(f"[{BORDERS}]"), re.compile(DATE)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """One character for each type of name, and one for each type of carried subject."""

    types: tuple[str, ...]

    def real(self, types: Iterable[str]) -> str:
        """The characters that stand for names of these types."""
        return "".join(chr(_REAL + self.types.index(t)) for t in types)

    def carried(self, types: Iterable[str]) -> str:
        """The characters that stand for carried subjects of these types."""
        return "".join(chr(_CARRIED + self.types.index(t)) for t in types)


@dataclass(slots=True)
class View:
    """A stretch of text: `text[i]` stands at `starts[i]:ends[i]` of the article.

    `slots` are the entities named or carried at a place, `names` what is written there; `paragraph` is its number.
    `quote` is where its facts are quoted from, if that is not the clause around them; `seam` is where the words of
    another paragraph end that stand before its own.
    """

    paragraph: int = 0
    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    slots: dict[int, tuple[str, ...]] = field(default_factory=dict)
    names: dict[int, Mention | Reference] = field(default_factory=dict)
    quote: Span | None = None
    seam: int = 0
    _borders: list[int] = field(default_factory=list)
    _known: str | None = None

    def add(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        """Add characters with their places in the article."""
        self.text += text
        self.starts += starts
        self.ends += ends

    def take(self, other: "View", start: int, end: int) -> None:
        """Add a stretch of another view with its names."""
        moved = len(self.text) - start
        for at in range(start, end):
            if at in other.slots:
                self.slots[at + moved] = other.slots[at]
            if at in other.names:
                self.names[at + moved] = other.names[at]
        self.add(other.text[start:end], other.starts[start:end], other.ends[start:end])

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends."""
        if self._known is not self.text:
            self._borders = [-1, *(match.start() for match in _BORDER.finditer(self.text)), len(self.text)]
            self._known = self.text
        at = bisect_left(self._borders, position, 1, len(self._borders) - 1)
        return self._borders[at - 1] + 1, self._borders[at]

    def leads(self, at: int, end: int, region: str, places: str) -> bool:
        """Tell whether the `region` there but says where the next name is: 江苏省|苏州市 (not 京|沪), 苏州的企业甲.

        So it does right before a name (苏州|企业甲) but for those of `places` (苏州|某路), which stand in it.
        """
        name = self.names.get(at)
        if self.text[at] != region or not name:
            return False
        if self.text[at + 1 : at + 2] == region and at + 1 in self.names:
            return len(name.text) > 1
        if at + 1 < end and at + 1 in self.names:
            return self.text[at + 1] not in places
        described = _DESCRIBED.match(self.text, at + 1, end)
        return described is not None and described.group(1) != region

    def article_span(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of the view stand in the article."""
        return Span(self.starts[start], max(self.ends[start:end]))


def all_but(code: str) -> str:
    """A class of what is no border, carried subject or name, but for names of one type."""
    first, last, at = REAL[0], REAL[-1], ord(code)
    before = f"{first}-{chr(at - 1)}" if code != first else ""
    return f"[^{BORDERS}{before}{chr(at + 1)}-{last}{CARRIED}]"


def dates_of(view: View, first: int = 0, last: int | None = None) -> list[int]:
    """The places of a view's dates between two places of its text."""
    return [match.start() for match in _DATES.finditer(view.text, first, len(view.text) if last is None else last)]
