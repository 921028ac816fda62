"""The typed view of a text: every name, reference and date becomes one character that tells its type.

Rules see words and types without depending on word segmentation: 财政部印发《办法》 is read as X印发Y, where X tells
Government and Y tells Policy. White space is dropped, punctuation has one width, quotes around a name belong to it.
A clause that begins without a name gets a carried slot: the subject of the clause, sentence or paragraph before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.dates import Period
from kg.model import Document, Entity, Mention, Reference, Span
from kg.ontology import DESIGNATION, INDUSTRY, PERSON

BORDERS = "，。；！？："
_REAL, _CARRIED, _DATE = 0xE000, 0xE100, 0xE200
REAL = f"{chr(_REAL)}-{chr(_REAL + 0xFF)}"
CARRIED = f"{chr(_CARRIED)}-{chr(_CARRIED + 0xFF)}"
DATE = chr(_DATE)
_OPEN, _CLOSE = '《〈“‘「『"', '》〉”’」』"'
_WIDTHS = str.maketrans(",;:()!?", "，；：（）！？") | dict.fromkeys(range(57344, 63744), "�")
_BORDER = re.compile(f"[{BORDERS}]")
_TITLE = re.compile(r"《([^《》\n]{1,120})》")
_TITLE_LENGTH = 25
_LIST = re.compile(f"[{REAL}](?:[、和与及暨][{REAL}]|以及[{REAL}])*")
# Fields and titles are what clauses tell of their subject, no subjects themselves (电子、汽车等支柱产业快速增长).
_NO_SUBJECTS = frozenset({DESIGNATION, INDUSTRY})


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


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of text: `text[i]` stands at the article's `spans[i]`; `slots[i]` are the entities named or carried."""

    text: str
    spans: tuple[Span, ...]
    slots: dict[int, tuple[str, ...]]
    names: dict[int, Mention | Reference]
    paragraph: int

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends."""
        start = max(self.text.rfind(b, 0, position) for b in BORDERS) + 1
        border = _BORDER.search(self.text, position)
        return start, border.start() if border else len(self.text)

    def article_span(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of the view stand in the article."""
        return Span(self.spans[start].start, max(self.spans[i].end for i in range(start, end)))


_Placed = tuple[Mention | Reference, str]


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    code: str
    ids: tuple[str, ...]
    name: Mention | Reference | None


@dataclass(slots=True)
class _Topic:
    """Who is being talked about: the last subject, and the last person speaking in this period."""

    subject: tuple[str, tuple[str, ...]] | None = None
    person: tuple[str, tuple[str, ...]] | None = None

    def slots(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        if self.subject:
            yield self.subject
        if self.person:
            yield self.person


@dataclass(slots=True)
class _Draft:
    text: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    slots: dict[int, tuple[str, ...]] = field(default_factory=dict)
    names: dict[int, Mention | Reference] = field(default_factory=dict)

    def add(self, character: str, span: Span, ids: tuple[str, ...] = ()) -> None:
        if ids:
            self.slots[len(self.text)] = ids
        self.text.append(character)
        self.spans.append(span)


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes views; `opener` matches what may stand before a clause's subject: dates, conjunctions, adverbs."""

    alphabet: Alphabet
    opener: re.Pattern[str]

    def views(
        self,
        document: Document,
        entities: Sequence[Entity],
        references: Sequence[Reference],
        periods: Sequence[Period],
    ) -> tuple[View, ...]:
        """Return one view for each stretch of text up to a full stop, in text order."""
        types = {e.id: e.type for e in entities}
        items, used, found, topic = self._items(document, entities, references, periods), 0, list[View](), _Topic()
        for number, span in _stretches(document):
            inside = []
            while used < len(items) and items[used].start < span.end:
                if items[used].start >= span.start and items[used].end <= span.end:
                    inside.append(items[used])
                used += 1
            topic.person = None
            found.append(self._carry(_draft(document.text, span, inside), types, topic, number))
        return tuple(found)

    def _items(
        self,
        document: Document,
        entities: Sequence[Entity],
        references: Sequence[Reference],
        periods: Sequence[Period],
    ) -> list[_Item]:
        """Names, references and dates by place; a name wins over a reference or date that overlaps it."""
        codes = {e.id: self.alphabet.real([e.type]) for e in entities}
        names: list[_Placed] = sorted(((m, e.id) for e in entities for m in e.mentions), key=_place)
        named: list[_Placed] = sorted(
            ((r, r.entity) for r in references if r.entity in codes), key=lambda n: n[0].start
        )
        opaque = _opaque(document.text, [m.span for e in entities for m in e.mentions])
        taken, items = bytearray(len(document.text) + 1), list[_Item]()
        for name, entity in [*names, *named]:
            if not any(taken[name.start : name.end]) and not opaque[name.start]:
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
                items.append(_quoted(document.text, name, codes[entity], entity))
        for period in periods:
            if not any(taken[period.start : period.end]):
                items.append(_Item(period.start, period.end, DATE, (), None))
        return sorted(items, key=lambda i: i.start)

    def _carry(self, draft: _Draft, types: dict[str, str], topic: _Topic, paragraph: int) -> View:
        """Put a carried slot before each clause without a subject of its own; note who the next one is about."""
        text, out, start = "".join(draft.text), _Draft(), 0
        while start < len(text):
            border = _BORDER.search(text, start)
            end = border.end() if border else len(text)
            head = self.opener.match(text, start, end)
            own = _LIST.match(text, head.end() if head else start, end)
            if own and types[draft.slots[own.start()][0]] not in _NO_SUBJECTS:
                self._note(text, own, end, draft, types, topic)
            else:
                for kind, ids in topic.slots():
                    here = draft.spans[start].start
                    out.add(self.alphabet.carried([kind]), Span(here, here), ids)
            _copy(draft, out, start, end)
            start = end
        return View("".join(out.text), tuple(out.spans), out.slots, out.names, paragraph)

    def _note(
        self, text: str, own: re.Match[str], end: int, draft: _Draft, types: dict[str, str], topic: _Topic
    ) -> None:
        """A person who speaks does not become the topic: 郭琪介绍，… goes on about the district."""
        ids = tuple(i for at in range(own.start(), own.end()) for i in draft.slots.get(at, ()))
        kind = types[ids[0]]
        person = self._titled(text, own, end) if kind != PERSON else own.start()
        if person is None:
            topic.subject = (kind, tuple(i for i in ids if types[i] == kind))
        else:
            topic.person = (PERSON, draft.slots[person])

    def _titled(self, text: str, own: re.Match[str], end: int) -> int | None:
        """The place of the person whose title begins with this name (商务部部长王文涛), if there is one."""
        person = text.find(self.alphabet.real([PERSON]), own.end(), min(end, own.end() + _TITLE_LENGTH))
        return None if person < 0 else person


def _place(placed: _Placed) -> int:
    return placed[0].start


def _stretches(document: Document) -> Iterator[tuple[int, Span]]:
    """Sentences of one paragraph joined over semicolons, with the paragraph's number."""
    number, start = 0, -1
    for index, sentence in enumerate(document.sentences):
        while not document.paragraphs[number].holds(sentence):
            number += 1
        start = sentence.start if start < 0 else start
        following = document.sentences[index + 1 : index + 2]
        joined = document.text[sentence.end - 1] in "；;" and following
        if not joined or not document.paragraphs[number].holds(following[0]):
            yield number, Span(start, sentence.end)
            start = -1


def _opaque(text: str, names: Sequence[Span]) -> bytearray:
    """Mark the inside of 《…》 titles that are no name themselves: the names inside are no actors of the sentence."""
    marks, covered = bytearray(len(text) + 1), bytearray(len(text) + 1)
    for m in names:
        covered[m.start : m.end] = b"\1" * (m.end - m.start)
    for match in _TITLE.finditer(text):
        start, end = match.span(1)
        if not all(covered[start:end]) and not covered[match.start()]:
            marks[start:end] = b"\1" * (end - start)
    return marks


def _quoted(text: str, name: Mention | Reference, code: str, entity: str) -> _Item:
    start, end = name.start, name.end
    while start > 0 and end < len(text) and text[start - 1] in _OPEN and text[end] in _CLOSE:
        start, end = start - 1, end + 1
    return _Item(start, end, code, (entity,), name)


def _draft(text: str, span: Span, items: Sequence[_Item]) -> _Draft:
    draft, at = _Draft(), span.start
    for item in items:
        _plain(draft, text, at, item.start)
        if item.name is not None:
            draft.names[len(draft.text)] = item.name
        draft.add(item.code, Span(item.start, item.end), item.ids)
        at = max(at, item.end)
    _plain(draft, text, at, span.end)
    return draft


def _plain(draft: _Draft, text: str, start: int, end: int) -> None:
    for at in range(start, end):
        character = text[at]
        if character.isspace():
            continue
        if character in ",，" and 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit():
            character = "."
        draft.add(character.translate(_WIDTHS), Span(at, at + 1))


def _copy(draft: _Draft, out: _Draft, start: int, end: int) -> None:
    for at in range(start, end):
        if at in draft.names:
            out.names[len(out.text)] = draft.names[at]
        out.add(draft.text[at], draft.spans[at], draft.slots.get(at, ()))
