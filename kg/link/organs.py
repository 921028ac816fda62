"""Organizations that names begin with: the whole in the name of its part, the makers of a document or session."""

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.link.habits import Habits, ending, pattern
from kg.link.names import undated
from kg.link.regions import Regions
from kg.ontology import INDUSTRY, ORGANIZATIONS

_SHORTEST, _LEAST_OWN, _REACH = 2, 4, 3
_APART = re.compile(r"[ \u3000、]+")
_FREE = ("any", "phrase")
"""Needs of suffixes that make a name without a known one in front."""


class Organs:
    """Finds the organizations that the names of one article begin with."""

    def __init__(self, habits: Habits, regions: Regions, lexicon: Lexicon) -> None:
        self._regions = regions
        self._lexicon = lexicon
        self._units = habits.units
        self._parent = pattern(habits.parents)
        self._made = pattern(habits.made)

    def wholes(self, name: str, type_: str) -> Iterator[tuple[str, str]]:
        """Those that a part belongs to: 江北大学 and its 绿色学院 in 江北大学绿色学院金融所."""
        if not ending(name, self._units):
            return
        known = self._known(name)
        if known:
            yield known, self._listed(known) or type_
        for match in self._parent.finditer(name, max(_SHORTEST, len(known))):
            if len(name) - match.end() >= _SHORTEST and not self._goes_on(name, match.start()):
                yield name[: match.end()], self._told(match.group()) or type_

    def makers(self, name: str) -> Iterator[tuple[str, str]]:
        """Those that a title or session carries in front: both ministries of 民政部 教育部关于做好工作的通知."""
        for form in (name, *undated(name)):
            for match in self._made.finditer(form, _SHORTEST):
                pieces = _APART.split(form[: match.start()].strip("\u3000 "))
                types = [self._organ(piece) for piece in pieces]
                if all(types):
                    yield from zip(pieces, types, strict=True)
                    return

    def _known(self, name: str) -> str:
        """The longest known organization that the name begins with, or ''."""
        sizes = range(len(name) - _SHORTEST, _SHORTEST - 1, -1)
        return next((name[:s] for s in sizes if self._listed(name[:s]) and not self._splits(name, s)), "")

    def _splits(self, name: str, at: int) -> bool:
        """Tell whether a field of industry reaches over a place: 中国 + 电子信息 + 产业发展研究院."""
        spans = ((a, b) for a in range(max(0, at - _REACH), at) for b in range(at + 1, at + _REACH + 1))
        return any(entry.type == INDUSTRY for a, b in spans for entry in self._lexicon.entries.get(name[a:b], ()))

    def _goes_on(self, name: str, start: int) -> bool:
        """Tell whether what looks like the end of a whole is the beginning of a longer word: 大学 in 大学生."""
        return any(name.startswith(word, start) for word in self._lexicon.words["no-suffix"])

    def _organ(self, text: str) -> str:
        """The type of the organization that a text names, '' where it names none."""
        if listed := self._listed(text):
            return listed
        suffix = self._lexicon.suffix(text)
        own = len(text) - len(suffix.form) if suffix else 0
        if not suffix or own < _SHORTEST or suffix.type not in ORGANIZATIONS:
            return ""
        named = self._regions.opening(text) or (suffix.needs in _FREE and own >= _LEAST_OWN)
        return suffix.type if named else ""

    def _told(self, ending_: str) -> str:
        suffix = self._lexicon.suffix(ending_)
        return suffix.type if suffix and suffix.type in ORGANIZATIONS else ""

    def _listed(self, text: str) -> str:
        entries = self._lexicon.entries.get(text, ())
        return next((entry.type for entry in entries if entry.type in ORGANIZATIONS), "")
