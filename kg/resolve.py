"""resolve: phrases that stand for an entity without naming it (全市, 该园区, 双方) → references where that is clear."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import parties, plurals
from kg.lexicon import Lexicon
from kg.link.regions import Regions
from kg.model import Article, Document, Entity, Mention, Reference, Span
from kg.ontology import (
    ASSOCIATION,
    COMPANY,
    EVENT,
    GOVERNMENT,
    INSTITUTION,
    PARK,
    PLACE,
    PROJECT,
    REGION,
    REPORT,
)
from kg.references import CLAUSE, TOGETHER, Kind, load

_PAIR = 2
_RANKS = {"latter": 1, "former": 2}
_TOPIC, _LAST, _WORD, _BOTH, _NEAR = "topic", "last", "none", "both", "near"
_WHATEVER, _WORD_SIZES = re.compile(".+"), (4, 3, 2)
_POINTED_AT = frozenset({COMPANY, GOVERNMENT, INSTITUTION, ASSOCIATION, PARK, PLACE, PROJECT, EVENT, REPORT})
_ANY, _NOT = "any", "!"
_POINTING = ("该", "本", "此", "这", "我", "全", "上述", "以上", "前述")
_LISTED = ("上述", "以上", "前述")
_OPENS = re.compile(
    r"(?:^|[\s，。；：！？“”（(,;:]|(?<=\d)[年月日]|月份|半年|季度|[年月][底末初]|[今去前]年)"
    r"(?:目前|近年来|今年|去年|同时|此外|其中|未来|下一步)?[在对为由与向使让从到至被把]?$"
    r"|[在到于从]$|(?<![引招推促跟改])进$|(?:落户|入驻|进驻|落地)$"
)
_SAYS = re.compile(r"[》”]?(?:还|也|中)?(?:提出|明确|指出|要求|显示|强调|规定|称|认为|共|从|围绕)")
_EDITION = re.compile("[（(][^（）()]{1,24}[）)]$")  # what a name ends in behind its kind: 考核办法（2021年版）
_CLAUSE_END = re.compile("[，。；：！？,;:!?\n]")
_LOOK_BACK, _PARAGRAPHS_BACK, _SENTENCES_BACK = 40, 2, 12
_NOTHING = Kind(frozenset(), (), "", "")
_DOMINANT = 2
_LONGEST = 60  # how long a clause is at most
_OPENING = 6


def resolve(document: Document, entities: Sequence[Entity], *, lexicon: Lexicon) -> tuple[Reference, ...]:
    """Return the references in text order; a phrase for two entities gives two. Names and references never overlap."""
    resolver = _Resolver(document, entities, lexicon)
    found = [reference for match in resolver.phrases() for reference in resolver.references(match)]
    told = tuple(parties.roles(document.text, entities, lexicon.directory))
    taken = {at for role in told for at in range(role.start, role.end)}
    found = [r for r in (*found, *resolver.lettered()) if taken.isdisjoint(range(r.start, r.end))]
    return tuple(sorted([*found, *told], key=lambda reference: reference.start))


@dataclass(frozen=True, slots=True)
class _Fit:
    """The entities that a kind of phrase may stand for, where they are named, and the one that the article is about."""

    entities: frozenset[str]
    places: tuple[int, ...]
    topic: tuple[str, ...]


class _Resolver:
    def __init__(self, document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> None:
        self.document = document
        self.table = load(lexicon.directory)
        self.kinds = dict(self.table.kinds)
        self.entities = entities
        self.regions = frozenset(e.id for e in entities if e.type == REGION)
        self.endings = _endings(document.article, entities, lexicon)
        self.mentions = sorted((m, e.id) for e in entities for m in e.mentions)
        self.starts = [m.start for m, _ in self.mentions]
        self.paragraphs = [p.start for p in document.paragraphs]
        self.sentences = [s.start for s in document.sentences]
        self.fits: dict[Kind, _Fit] = {}
        self.called: dict[tuple[str, Kind], _Fit | None] = {}

    def phrases(self) -> Iterator[re.Match[str]]:
        """Phrases outside names, where their kind allows them."""
        text, free = self.document.text, 0
        own = [match for start, end in self._pointed() if (match := _WHATEVER.match(text, start, end))]
        found = [*self.table.pattern.finditer(text), *own, *self._counted()]
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            if match.start() < free or self._named(match.start(), match.end()):
                continue
            free = match.end()
            if self._allowed(match, self.kinds[match.group()]):
                yield match

    def _pointed(self) -> Iterator[tuple[int, int]]:
        """Where one of the article's things is called by the last word of its name: 该码头, 这条走廊."""
        words = defaultdict[str, set[str]](set)
        for entity in self.entities:
            for name in self.endings[entity.id] if entity.type in _POINTED_AT else ():
                for size in _WORD_SIZES:
                    if size < len(name):
                        words[name[-size:]].add(entity.type)
        for match in self.table.pointing.finditer(self.document.text):
            for end in (match.end() + size for size in _WORD_SIZES):
                word, phrase = self.document.text[match.end() : end], self.document.text[match.start() : end]
                if word in words and phrase not in self.table.kinds:
                    self.kinds[phrase] = Kind(frozenset(words[word]), (word,), _NEAR, _ANY)
                    yield match.start(), end
                    break

    def _counted(self) -> Iterator[re.Match[str]]:
        """Things told by how many they are: 上述12个省市, 三家运营商."""
        for match in self.table.counted.finditer(self.document.text):
            phrase = match.group()
            if phrase not in self.kinds and (kind := self.table.together(match)):
                self.kinds[phrase] = kind
            if self.kinds.get(phrase, _NOTHING).rule == TOGETHER:
                yield match

    def references(self, match: re.Match[str]) -> Iterator[Reference]:
        """What the phrase stands for: nothing when that is not clear."""
        kind = self.kinds[match.group()]
        fit = self._fit(kind)
        if kind.rule == _BOTH:
            both = sorted(fit.entities) if len(fit.entities) == _PAIR else ()
            yield from (Reference(match.start(), match.end(), match.group(), entity) for entity in both)
        elif fit.entities:
            for entity in self._found(match, kind, fit):
                yield Reference(match.start(), match.end(), match.group(), entity)

    def _found(self, match: re.Match[str], kind: Kind, fit: _Fit) -> tuple[str, ...]:
        if kind.rule in _RANKS:
            return self._ranked(match.start(), _RANKS[kind.rule], fit)
        return (self._together if kind.rule == TOGETHER else self._single)(match, kind, fit)

    def lettered(self) -> Iterator[Reference]:
        """Regions called by a letter each (粤澳双方), where the article names them all."""
        for match in self.table.lettered.finditer(self.document.text):
            fits = [self._fit(self.table.letters[letter]).entities for letter in match.group()]
            if all(len(fit) == 1 for fit in fits) and not self._named(match.start(), match.end()):
                for entity in dict.fromkeys(entity for fit in fits for entity in fit):
                    yield Reference(match.start(), match.end(), match.group(), entity)

    def _named(self, start: int, end: int) -> bool:
        at = bisect_left(self.starts, end)
        return any(m.end > start for m, _ in self.mentions[max(0, at - 3) : at])

    def _allowed(self, match: re.Match[str], kind: Kind) -> bool:
        """Tell whether the phrase counts here; 甲、乙双方 names what it stands for."""
        text, start, end = self.document.text, match.start(), match.end()
        if kind.rule == _WORD:
            return False
        at = bisect_left(self.starts, start)
        if kind.rule == TOGETHER and any(m.end == start for m, _ in self.mentions[max(0, at - 2) : at]):
            return False
        if kind.place == _ANY or match.group().startswith(_POINTING):
            return True
        opens = bool(_OPENS.search(text[max(0, start - _OPENING) : start]))
        if kind.place == CLAUSE:
            return opens
        quoted = text[start - 1 : start] == "《" and text[end : end + 1] == "》"
        return quoted or (opens and bool(_SAYS.match(text, end)))

    def _fit(self, kind: Kind) -> _Fit:
        """What the kind may stand for in this article, gathered once."""
        if kind not in self.fits:
            self.fits[kind] = self._gathered(kind)
        return self.fits[kind]

    def _gathered(self, kind: Kind) -> _Fit:
        fitting = [e for e in self.entities if e.type in kind.types and self._ends(e, kind.endings)]
        ids = frozenset(e.id for e in fitting)
        places = tuple(i for i, (_, e) in enumerate(self.mentions) if e in ids)
        return _Fit(ids, places, self._topic(fitting))

    def _ends(self, entity: Entity, endings: tuple[str, ...]) -> bool:
        wanted = tuple(ending for ending in endings if not ending.startswith(_NOT))
        unwanted = tuple(ending[1:] for ending in endings if ending.startswith(_NOT))
        names = [name for name in self.endings[entity.id] if not unwanted or not name.endswith(unwanted)]
        return not endings or any(name.endswith(wanted) for name in names)

    def _topic(self, fitting: Sequence[Entity]) -> tuple[str, ...]:
        """The entity that the article is about among these: alone in the title, or clearly named most often."""
        title = len(self.document.article.title)
        ranked = sorted(fitting, key=lambda e: (-len(e.mentions), e.id))
        if len(ranked) < 2 or len(ranked[0].mentions) >= _DOMINANT * max(1, len(ranked[1].mentions)):
            return tuple(e.id for e in ranked[:1])
        titled = [e for e in fitting if e.mentions and e.mentions[0].start < title]
        often = titled and len(titled[0].mentions) * _DOMINANT > len(ranked[0].mentions)
        return (titled[0].id,) if len(titled) == 1 and often else ()

    def _single(self, match: re.Match[str], kind: Kind, fit: _Fit) -> tuple[str, ...]:
        position = match.start()
        key = (match.group(), kind)
        if key not in self.called:
            self.called[key] = self._called(match.group(), fit)
        called = self.called[key]
        fit = called if called and self._near(position, called, self._paragraph(position, 0)) else fit
        if kind.rule == _TOPIC:
            if len(fit.entities) == 1:
                return tuple(fit.entities)
            sentence = self._part(self.document.sentences, self.sentences, position)
            near = self._near(position, fit, sentence.start)
            return near or fit.topic or self._near(position, fit, self._paragraph(position, _PARAGRAPHS_BACK)) or ()
        near = self._near(position, fit, self._paragraph(position, 0))
        return near or () if near is not None or kind.rule == _LAST else fit.topic

    def _near(self, position: int, fit: _Fit, start: int) -> tuple[str, ...] | None:
        """The fitting entity of the nearest sentence that names one; () when it names several; None when none does."""
        inside = self._named_last(position, fit, start)
        if not inside:
            return None
        if len({e for _, e in inside}) == 1:
            return (inside[-1][1],)
        first = self._subject(inside)
        return (first,) if first else ()

    def _subject(self, inside: Sequence[tuple[Mention, str]]) -> str | None:
        """The entity that the sentence begins with, unless another one is listed beside it."""
        first, second = inside[0], next(pair for pair in inside if pair[1] != inside[0][1])
        text, sentence = self.document.text, self._part(self.document.sentences, self.sentences, inside[0][0].start)
        opens = bool(_OPENS.search(text[max(sentence.start, first[0].start - _OPENING) : first[0].start]))
        joined = plurals.JOINS.fullmatch(text, first[0].end, second[0].start)
        return first[1] if opens and not joined else None

    def _called(self, phrase: str, fit: _Fit) -> _Fit | None:
        """The one entity whose name ends in the phrase: 园区 is 苏州工业园区 rather than 苏州生物医药产业园."""
        word = phrase.lstrip("".join(_POINTING))
        called = [e for e in fit.entities if any(name.endswith(word) for name in self.endings[e])]
        if len(called) != 1 or len(fit.entities) == 1:
            return None
        places = tuple(place for place in fit.places if self.mentions[place][1] == called[0])
        return _Fit(frozenset(called), places, tuple(called))

    def _together(self, match: re.Match[str], kind: Kind, fit: _Fit) -> tuple[str, ...]:
        """The entities of the nearest sentence that names some, when they are just as many as the phrase says.

        What the article has listed somewhere before (上述12个省市) may stand further back.
        """
        listed = match.group().startswith(_LISTED)
        position, start = match.start(), 0 if listed else self._paragraph(match.start(), 0)
        for _ in range(_SENTENCES_BACK if listed else 1):
            inside = self._named_last(position, fit, start)
            if found := plurals.so_many(self.document.text, inside, self.regions, kind.count):
                return found
            position = inside[0][0].start if inside else start
        return ()

    def _ranked(self, position: int, rank: int, fit: _Fit) -> tuple[str, ...]:
        """The last entity, or the last but one of its type, that the clauses before name in the paragraph.

        甲由乙运营，丙持有后者的股权: what the clause of the phrase names itself is not meant.
        """
        text = self.document.text
        end = bisect_left(fit.places, bisect_left(self.starts, _clause(text, position)))
        before = [self.mentions[i] for i in fit.places[max(0, end - _LOOK_BACK) : end]]
        start = self._paragraph(position, 0)
        named = list(dict.fromkeys(e for m, e in reversed(before) if m.start >= start))
        types = {e.id: e.type for e in self.entities}
        alike = [e for e in named if types[e] == types[named[0]]]
        return tuple(alike[rank - 1 : rank])

    def _named_last(self, position: int, fit: _Fit, start: int) -> list[tuple[Mention, str]]:
        """The fitting names of the last sentence before a position, but not before `start`, that has some."""
        end = bisect_left(fit.places, bisect_left(self.starts, position))
        before = [self.mentions[i] for i in fit.places[max(0, end - _LOOK_BACK) : end]]
        if not before or before[-1][0].start < start:
            return []
        sentence = self._part(self.document.sentences, self.sentences, before[-1][0].start)
        return [(m, e) for m, e in before if m.start >= max(sentence.start, start)]

    def _paragraph(self, position: int, back: int) -> int:
        """Where the paragraph of a position begins, or one so many before."""
        return self.paragraphs[max(0, bisect_right(self.paragraphs, position) - 1 - back)]

    @staticmethod
    def _part(parts: Sequence[Span], starts: Sequence[int], position: int) -> Span:
        return parts[max(0, bisect_right(starts, position) - 1)]


def _clause(text: str, position: int) -> int:
    """Where the clause of a position begins."""
    ends = [m.end() for m in _CLAUSE_END.finditer(text, max(0, position - _LONGEST), position)]
    return ends[-1] if ends else max(0, position - _LONGEST)


def _endings(article: Article, entities: Sequence[Entity], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """All names of each entity; for a region also its full name, whether the article writes it or not."""
    regions = Regions(article, lexicon)
    found = {}
    for entity in entities:
        names = {_EDITION.sub("", name) for name in entity.names}
        if entity.type == REGION:
            ranked = sorted(entity.names, key=len, reverse=True)  # 朝阳 of 北京市朝阳区 may be short for another one
            names.add(next(filter(None, map(regions.full, ranked)), ""))
        found[entity.id] = frozenset(names - {""})
    return found
