"""Articles → views: names become typed characters, and clauses without a subject get the one carried over to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.choice import choice
from kg.model import Document, Entity, Mention, Reference, Span
from kg.ontology import ASSOCIATION, COMPANY, DESIGNATION, GOVERNMENT, INDUSTRY, INSTITUTION, PARK, PERSON, REGION
from kg.relate import about
from kg.relate.ahead import making
from kg.relate.spans import Course
from kg.relate.view import BORDERS, CARRIED, DATE, REAL, Alphabet, View
from kg.relate.wording import URGING, Wording, opener
from kg.values.dates import Period

_OPEN, _CLOSE = '《〈“‘「『"', '》〉”’」』"'
_WIDTHS = str.maketrans(",;:()!?", "，；：（）！？") | dict.fromkeys(range(0xE000, 0xF900), "\ufffd")
_BORDER = re.compile(f"[{BORDERS}]")
_SPACE = re.compile(r"\s")
_DIGIT_COMMA = re.compile(r"(?<=\d)[,，](?=\d)")
_RATIO = re.compile(r"(?<=\d)[:：](?=\d)")  # 按6:4出资
# A space between two words of a headline ends a clause.
_GAP = re.compile("(?<=[^\\x00-\\x7f])[ \u3000](?=[^\\x00-\\x7f])")
_TITLE = re.compile(r"《([^《》\n]{1,120})》")
_TITLE_LENGTH = 25
# A clause that is one noun phrase is about the name at its end: 甲集团设立的乙基金，… goes on about the fund.
_HEAD = re.compile(f"的([{REAL}])(?:（[^（）]{{0,40}}）)?[{BORDERS}]")
# Behind its owner's name these words lead on to the name that the clause is about: 甲集团旗下乙公司宣布，…
_OWNED = re.compile(
    f"(?:的|(?:的|之)?(?:旗下|下属|所属|直属|全资|控股|参股){{0,2}}(?:子公司|孙公司|分公司|企业|品牌|平台)?[—-]{{0,4}})([{REAL}])"
)
_LIST = re.compile(f"[{REAL}](?:(?:[、和与及暨]|以及|联合|携手|会同|联手|联同|偕同)[{REAL}])*")
# All of these act, whatever their types; who acts with another one (甲与乙) acts first of all itself.
# … and alone when the next clause has another partner: 甲与乙签约，并与丙合作.
_WITH = re.compile("(?:并|还|又|也|同时|此外|而后|随后)?(?:将|已|正|拟)?(?:分别|先后)?[与同]")
# A committee and the government beside it are two: 北桥市委市政府.
_ORGANS = re.compile("[\u4e00-\u9fff]+委[省市区县州旗](?:人民)?政府")
_SIDE_BY_SIDE = re.compile(f"[{REAL}](?:[、和][{REAL}])*")
# Fields and titles are what clauses tell of their subject (电子、汽车等支柱产业快速增长).
_NO_SUBJECTS = frozenset({DESIGNATION, INDUSTRY})
_OWNED_KINDS = frozenset({COMPANY, INSTITUTION, PARK})
_SPOKEN_FOR = frozenset({ASSOCIATION, COMPANY, INSTITUTION, PARK})

_PLACED = frozenset({ASSOCIATION, COMPANY, GOVERNMENT, INSTITUTION, PARK, REGION})
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
    """Who is being talked about: the last subject, and the last person in this stretch.

    `alone`: it goes on about that person only; `bare`: the last clause was but a person's name, so that an organization
    in the next one only tells where that person works (王霞，北桥大学教师，…). `joint`: 甲与乙 act. `beside` are those
    of other types who act with the subject (北桥市、江北大学签约，…).
    """

    subject: tuple[str, tuple[str, ...]] | None = None
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    person: tuple[str, tuple[str, ...]] | None = None
    alone: bool = False
    bare: bool = False
    joint: bool = False

    def several(self) -> bool:
        """Tell whether more than one carry on."""
        return bool(self.subject and (self.beside or len(self.subject[1]) > 1))

    def slots(self, *, first: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Who carries on: all, or of those who act with each other the first."""
        if self.subject and not self.alone:
            yield (self.subject[0], self.subject[1][:1]) if first and self.joint else self.subject
            yield from self.beside
        if self.person:
            yield self.person


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes views; `opener` matches what may stand before a clause's subject: dates, conjunctions, adverbs.

    `there` matches the beginning of a sentence that takes place at the event spoken of (会上，…), `making` words of
    making with the names behind them, `course` how events begin, last and end.
    """

    alphabet: Alphabet
    opener: re.Pattern[str]
    there: re.Pattern[str]
    making: re.Pattern[str]
    wording: Wording
    course: Course

    @classmethod
    def of(cls, alphabet: Alphabet, words: Mapping[str, Sequence[str]]) -> "Builder":
        """A builder with the words of `rules/relations/words.yaml`."""
        there = re.compile(f"[{CARRIED}]{{0,4}}(?:{choice(words.get('there', ()))})")
        return cls(alphabet, opener(words), there, making(words), Wording.of(words), Course.of(words))

    def views(
        self,
        document: Document,
        entities: Sequence[Entity],
        references: Sequence[Reference],
        periods: Sequence[Period],
        *,
        ordering: bool,
    ) -> tuple[View, ...]:
        """Return one view for each stretch of text up to a full stop, in text order.

        In an article that is `ordering` (see `kg/relate/genre.py`) sentences begin with what its policy is for, or with
        what heads their paragraph (北桥市。建设…); in one about a zone paragraphs go on about it, unless they went on
        about something that is named nearly as often.
        """
        types, often = {e.id: e.type for e in entities}, {e.id: len(e.mentions) for e in entities}
        title = len(document.article.title)
        flat = _GAP.sub("，", document.text[:title]) + document.text[title:]
        flat = _RATIO.sub("比", _DIGIT_COMMA.sub(".", flat)).translate(_WIDTHS)
        items, used, found, topic = self._items(document, entities, references, periods), 0, list[View](), _Topic()
        target = about.target(document, entities) if ordering else about.zone(document, entities)
        headed, last = None, -1
        for number, span in _stretches(document):
            inside = list[_Item]()
            while used < len(items) and items[used].start < span.end:
                if items[used].start >= span.start and items[used].end <= span.end:
                    inside.append(items[used])
                used += 1
            draft = _draft(flat, number, span, inside)
            if ordering:
                headed = headed if number == last else about.headed(draft, types)
                topic.subject, topic.beside = headed or target or topic.subject, ()
            elif target and number != last and (not topic.subject or about.lesser(topic.subject, target, often)):
                topic.subject, topic.beside = target, ()
            topic.person, topic.alone, topic.bare, last = None, False, False, number
            if topic.several() and self.there.match(draft.text):  # 甲、乙、丙参展。会上发布了白皮书
                topic.subject, topic.beside = None, ()
            found.append(self._carry(draft, types, topic))
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
        named: list[_Placed] = sorted(((r, r.entity) for r in references if r.entity in codes), key=_place)
        meant: dict[tuple[int, int], list[str]] = {}
        for reference, entity in named:
            meant.setdefault((reference.start, reference.end), []).append(entity)
        opaque = _opaque(document.text, [m.span for e in entities for m in e.mentions])
        taken, items = bytearray(len(document.text) + 1), list[_Item]()
        for name, entity in [*names, *named]:
            if not any(taken[name.start : name.end]) and not opaque[name.start]:
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
                ids = (entity,) if isinstance(name, Mention) else tuple(meant[name.start, name.end])
                items.append(_quoted(document.text, name, codes[entity], ids))
        for period in periods:
            if not any(taken[period.start : period.end]):
                items.append(_Item(period.start, period.end, DATE, (), None))
        return sorted(items, key=lambda i: i.start)

    def _carry(self, draft: View, types: dict[str, str], topic: _Topic) -> View:
        """Put a carried slot before each clause without a subject of its own; note who the next one is about."""
        text, out, start = draft.text, View(draft.paragraph), 0
        while start < len(text):
            border = _BORDER.search(text, start)
            end = border.end() if border else len(text)
            head = self.opener.match(text, start, end)
            own = _LIST.match(text, self._behind_place(draft, types, head.end() if head else start, end), end)
            subject = own if own and types[draft.slots[own.start()][0]] not in _NO_SUBJECTS else None
            if not subject or (head and head[URGING]):
                for kind, ids in topic.slots(first=bool(_WITH.match(text, start, end))):
                    out.slots[len(out.text)] = ids
                    out.add(self.alphabet.carried([kind]), [draft.starts[start]], [draft.starts[start]])
            if subject:
                self._note(subject, end, draft, types, topic)
            out.take(draft, start, end)
            start = end
        return out

    def _behind_place(self, draft: View, types: dict[str, str], at: int, end: int) -> int:
        """Where the name is that the regions at a place belong to: 北桥市|东岭镇获批 is about the town."""
        region, places = self.alphabet.real([REGION]), self.alphabet.real([PARK])
        while at + 1 < end and at + 1 in draft.names and draft.leads(at, end, region, places):
            if types[draft.slots[at + 1][0]] not in _PLACED:
                break
            at += 1
        return at

    def _note(self, own: re.Match[str], end: int, draft: View, types: dict[str, str], topic: _Topic) -> None:
        """郭琪介绍，… goes on about the district; who heads a company speaks of that: 恒远集团总裁周可表示，将建设…."""
        head = next((m for m in _HEAD.finditer(draft.text, own.end(), end) if m.end() == end), None)
        owned = None if head else _OWNED.match(draft.text, own.end(), end)
        if owned and types[draft.slots[owned.start(1)][0]] in _OWNED_KINDS:
            head = owned
        start, stop = head.span(1) if head else own.span()
        ids = tuple(i for at in range(start, stop) for i in draft.slots.get(at, ()))
        kind = types[ids[0]]
        described, topic.bare = topic.bare, kind == PERSON and end - own.end() <= 1
        if described and kind != PERSON and end - own.end() <= _TITLE_LENGTH:
            return
        person = self._titled(draft.text, own, end) if kind != PERSON else own.start()
        subject = kind, tuple(i for i in ids if types[i] == kind)
        if person is None:
            topic.subject, topic.alone, beside = subject, False, bool(_SIDE_BY_SIDE.fullmatch(own[0]))
            topic.beside, topic.joint = _beside(ids, types) if beside and not head else (), not (beside or head)
        else:
            speaks = self.wording.speaks.search(draft.text, person, end)
            topic.person, topic.alone = (PERSON, draft.slots[person]), kind == PERSON and not speaks
            if speaks and kind in _SPOKEN_FOR and self.wording.leads.search(draft.text, own.end(), person):
                topic.subject, topic.beside = subject, ()

    def _titled(self, text: str, own: re.Match[str], end: int) -> int | None:
        """The place of the person whose title begins with this name (商务部部长王文涛), if there is one."""
        person = text.find(self.alphabet.real([PERSON]), own.end(), min(end, own.end() + _TITLE_LENGTH))
        return None if person < 0 else person


def _beside(ids: Sequence[str], types: dict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names of a list that are of other types than its first, by type: one type or two."""
    others = dict.fromkeys(types[i] for i in ids if types[i] != types[ids[0]])
    return tuple((kind, tuple(i for i in ids if types[i] == kind)) for kind in list(others)[:2])


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


def _quoted(text: str, name: Mention | Reference, code: str, ids: tuple[str, ...]) -> _Item:
    start, end = name.start, name.end
    while start > 0 and end < len(text) and text[start - 1] in _OPEN and text[end] in _CLOSE:
        start, end = start - 1, end + 1
    return _Item(start, end, code, ids, name)


def _draft(flat: str, paragraph: int, span: Span, items: Sequence[_Item]) -> View:
    draft, at = View(paragraph), span.start
    for before, item in zip([None, *items], items, strict=False):
        _plain(draft, flat, at, item.start)
        beside = before and before.name and item.name and before.end == item.start
        if before and beside and _ORGANS.fullmatch(flat, before.start, item.end):
            draft.add("、", [item.start], [item.start])
        if item.ids:
            draft.slots[len(draft.text)] = item.ids
        if item.name is not None:
            draft.names[len(draft.text)] = item.name
        draft.add(item.code, [item.start], [item.end])
        at = max(at, item.end)
    _plain(draft, flat, at, span.end)
    return draft


def _plain(draft: View, flat: str, start: int, end: int) -> None:
    if not _SPACE.search(flat, start, end):
        draft.add(flat[start:end], range(start, end), range(start + 1, end + 1))
        return
    kept = [at for at in range(start, end) if not flat[at].isspace()]
    draft.add("".join(flat[at] for at in kept), kept, [at + 1 for at in kept])
