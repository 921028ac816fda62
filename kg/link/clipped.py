"""Short forms that keep a name's beginning and clip the words behind it: 三花智控 of 三花智能控制, 进博会."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from kg.link.aliases import Shortening
from kg.link.contracted import SIZES, contracted
from kg.link.names import Name
from kg.model import Mention
from kg.ontology import ASSOCIATION, COMPANY, EVENT, GOVERNMENT, INSTITUTION
from kg.recognise.scan import Index

_TYPES = frozenset({ASSOCIATION, COMPANY, INSTITUTION})
_BODIES = frozenset({ASSOCIATION, GOVERNMENT, INSTITUTION})
_LEAD, _SIZES, _LONG, _BODY = 2, range(6, 3, -1), 6, 5
_LEVELS, _LEGAL = "省市区县州", "有限责任公司份团"
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_CAPITALS = re.compile(r"(?<![A-Za-z\d])[A-Z]{3,8}(?![A-Za-z\d])")
_MEETING, _CALLED = "会", re.compile(r"(?=([\u4e00-\u9fff]{2}会))")


def clipped(
    text: str, edges: Set[int], mentions: Sequence[Mention], shortening: Shortening
) -> Iterator[tuple[str, str]]:
    """Yield form and full name for such forms outside of longer names; each begins and ends at `edges` of words."""
    names = {m.text: shortening.take(m.text, m.type) for m in mentions if m.type in _TYPES or m.type == EVENT}
    finder = _Finder(text, edges, mentions, shortening)
    yield from finder.brands([name for name in names.values() if name.type in _TYPES and len(name.key) >= _LONG])
    yield from finder.acronyms([name for name in names.values() if name.type == EVENT])
    yield from finder.meetings([n for n in names.values() if n.type == EVENT and n.key.endswith(_MEETING)])
    bodies = {m.text: shortening.take(m.text, m.type) for m in mentions if m.type in _BODIES}
    yield from finder.contractions([name for name in bodies.values() if len(name.stem) >= _BODY])


class _Finder:
    def __init__(self, text: str, edges: Set[int], mentions: Sequence[Mention], shortening: Shortening) -> None:
        self._text = text
        self._shortening = shortening
        self._edges = edges
        self._ends = {m.start: m.end for m in mentions}
        self._known = {m.text for m in mentions}

    def brands(self, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
        """Companies and institutions, by the first two characters of the name or of its brand."""
        fulls: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for lead in {name.key[:_LEAD], name.stem[:_LEAD], name.places.rstrip(_LEVELS)}:
                if len(lead) >= _LEAD and _CHINESE.fullmatch(lead):
                    fulls[lead].append(name)
        for span in Index(fulls).scan(self._text) if fulls else ():
            for name in fulls[self._text[span.start : span.end]]:
                form = self._form(span.start, name)
                if form:
                    yield form, name.text

    def _form(self, start: int, full: Name) -> str:
        """The longest form that begins here and is clipped, or ''."""
        for size in _SIZES:
            form = self._text[start : start + size]
            if self._whole(start, start + size) and self._clips(start, form, full) and self._like(form, full):
                return form
        return ""

    def _clips(self, start: int, form: str, full: Name) -> bool:
        """Tell whether a form ends in the first character of a word: 合肥创新投 does, 合肥投资 does not."""
        last, end = form[-1], start + len(form)
        goes_on = form[-2:] in full.key or last + self._text[end : end + 1] in full.key[:-1]
        return bool(_CHINESE.fullmatch(form)) and not goes_on and last not in _LEGAL

    def acronyms(self, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
        """Events by the capitals that only one has in its name: GCE of 2021首届GCE环球电子博览会."""
        fulls: dict[str, list[str]] = defaultdict(list)
        for name in names:
            for form in _CAPITALS.findall(name.text):
                fulls[form].append(name.text)
        inside = {at for start, end in self._ends.items() for at in range(start, end)}
        own = {form: found[0] for form, found in fulls.items() if len(found) == 1 and form not in self._known}
        for match in _CAPITALS.finditer(self._text) if own else ():
            if match.group() in own and match.start() not in inside:
                yield match.group(), own[match.group()]

    def meetings(self, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
        """Events in three characters."""
        for match in _CALLED.finditer(self._text) if names else ():
            form, start = match.group(1), match.start()
            if self._whole(start, start + len(form)) and not self._shortening.kind(form):
                yield from ((form, name.text) for name in names if form not in name.key and self._like(form, name))

    def contractions(self, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
        """Bodies by the beginnings of their words: 进博局 of 中国国际进口博览局."""
        fulls: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            fulls[name.key[-1]].append(name)
        for last in Index(fulls).scan(self._text) if fulls else ():
            for name in fulls[self._text[last.start : last.end]]:
                if form := self._contraction(last.end, name):
                    yield form, name.text

    def _contraction(self, end: int, full: Name) -> str:
        """The longest such form that ends here, or ''."""
        for start in (end - size for size in reversed(SIZES) if end >= size):
            form = self._text[start:end]
            whole = (not self._edges or start in self._edges) and self._ends.get(start, end) <= end
            new = whole and form not in self._known and _CHINESE.fullmatch(form)
            if new and contracted(self._shortening.take(form, full.type), full):
                return form
        return ""

    def _whole(self, start: int, end: int) -> bool:
        """Tell whether words begin and end here, and no name reaches over it."""
        return (not self._edges or {start, end} <= self._edges) and self._ends.get(start, end) <= end

    def _like(self, form: str, full: Name) -> bool:
        short = self._shortening.take(form, full.type)
        return bool(self._shortening.spelled(short, full) and self._shortening.likeness(short, full))
