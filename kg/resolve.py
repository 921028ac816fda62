"""resolve: phrases that stand for an entity without naming it (全市, 该园区, 双方) → references where that is clear."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import Lexicon
from kg.model import Article, Document, Entity, Mention, Reference, Span
from kg.ontology import DEFAULT, REGION
from kg.regions import Regions
from kg.rows import rows

FILE = "lexicon/references.csv"
_NUMBERS = {"pair": 2, "three": 3}
_TOPIC, _LAST, _WORD = "topic", "last", "none"
_CLAUSE, _TITLE = "clause", "title"
_OPENS = re.compile(
    r"(?:^|[\s，。；：、！？“”（(,;:])(?:目前|近年来|今年|去年|同时|此外|其中|未来|下一步)?[在对为由与向使让从到至被把]?$"
)
_SAYS = re.compile(r"[》”]?(?:还|也|中)?(?:提出|明确|指出|要求|显示|强调|规定|称|认为|共|从|围绕)")
_JOINS = re.compile(r"[\s”》）)]*(?:、|和|与|及|以及|暨|同|跟|，|,)[\s“《]*")
_LOOK_BACK, _PARAGRAPHS_BACK = 40, 2
_DOMINANT = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table: what the phrase may stand for, and how the entity is found."""

    types: frozenset[str]
    endings: tuple[str, ...]
    rule: str
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases, and one pattern that finds them all."""

    kinds: dict[str, Kind]
    pattern: re.Pattern[str]


@cache
def load(directory: Path = DEFAULT) -> Table:
    """Read the table; a KnowledgeError tells its faults."""
    kinds = {}
    for row in rows(directory / FILE, "form", "types", "ending", "rule", "place"):
        endings = tuple(row["ending"].split("|")) if row["ending"] else ()
        kind = Kind(frozenset(row["types"].split("|")), endings, row["rule"], row["place"])
        kinds.update(dict.fromkeys(row["form"].split("|"), kind))
    longest = sorted(kinds, key=lambda form: (-len(form), form))
    return Table(kinds, re.compile("|".join(map(re.escape, longest))))


def resolve(document: Document, entities: Sequence[Entity], *, lexicon: Lexicon) -> tuple[Reference, ...]:
    """Return the references in text order; a phrase for two entities gives two. Names and references never overlap."""
    resolver = _Resolver(document, entities, lexicon)
    return tuple(reference for match in resolver.phrases() for reference in resolver.references(match))


class _Resolver:
    def __init__(self, document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> None:
        self.document = document
        self.table = load(lexicon.directory)
        self.entities = entities
        self.endings = _endings(document.article, entities, lexicon)
        named = sorted(((m, e.id) for e in entities for m in e.mentions), key=lambda pair: (pair[0], pair[1]))
        self.mentions = named
        self.starts = [m.start for m, _ in named]
        self.paragraphs = [p.start for p in document.paragraphs]
        self.sentences = [s.start for s in document.sentences]
        self.counts = {e.id: len(e.mentions) for e in entities}
        self.fits: dict[Kind, frozenset[str]] = {}
        self.places: dict[Kind, list[int]] = {}

    def phrases(self) -> Iterator[re.Match[str]]:
        """Phrases outside names, where their kind allows them."""
        text = self.document.text
        for match in self.table.pattern.finditer(text):
            if not self._named(match.start(), match.end()) and self._allowed(match, self.table.kinds[match.group()]):
                yield match

    def references(self, match: re.Match[str]) -> Iterator[Reference]:
        """What the phrase stands for: nothing when that is not clear."""
        kind = self.table.kinds[match.group()]
        found = self._together(match.start(), kind) if kind.rule in _NUMBERS else self._single(match.start(), kind)
        for entity in found:
            yield Reference(match.start(), match.end(), match.group(), entity)

    def _named(self, start: int, end: int) -> bool:
        at = bisect_left(self.starts, end)
        return any(m.end > start for m, _ in self.mentions[max(0, at - 3) : at])

    def _allowed(self, match: re.Match[str], kind: Kind) -> bool:
        text, start, end = self.document.text, match.start(), match.end()
        if kind.rule == _WORD:
            return False
        if kind.place == _CLAUSE and match.group()[0] not in "该本此这我全":
            return bool(_OPENS.search(text[max(0, start - 6) : start]))
        if kind.place == _TITLE and match.group()[0] not in "该本":
            quoted = text[start - 1 : start] == "《" and text[end : end + 1] == "》"
            return quoted or bool(_OPENS.search(text[max(0, start - 6) : start]) and _SAYS.match(text, end))
        return True

    def _fitting(self, kind: Kind) -> frozenset[str]:
        """The entities that a phrase of this kind may stand for."""
        if kind not in self.fits:
            self.fits[kind] = frozenset(
                e.id
                for e in self.entities
                if e.type in kind.types
                and (not kind.endings or any(n.endswith(kind.endings) for n in self.endings[e.id]))
            )
            self.places[kind] = [i for i, (_, e) in enumerate(self.mentions) if e in self.fits[kind]]
        return self.fits[kind]

    def _single(self, position: int, kind: Kind) -> tuple[str, ...]:
        fitting = self._fitting(kind)
        if len(fitting) < 2 and kind.rule == _TOPIC:
            return tuple(fitting)
        if not fitting:
            return ()
        paragraph = self._part(self.document.paragraphs, self.paragraphs, position)
        sentence = self._part(self.document.sentences, self.sentences, position)
        if kind.rule == _TOPIC:
            return self._near(position, kind, sentence.start) or self._topic(fitting) or self._around(position, kind)
        near = self._near(position, kind, paragraph.start)
        return near or () if near is not None or kind.rule == _LAST else self._topic(fitting)

    def _around(self, position: int, kind: Kind) -> tuple[str, ...]:
        """The nearest fitting entity in this paragraph or the two before."""
        at = bisect_right(self.paragraphs, position) - 1
        return self._near(position, kind, self.paragraphs[max(0, at - _PARAGRAPHS_BACK)]) or ()

    def _near(self, position: int, kind: Kind, start: int) -> tuple[str, ...] | None:
        """The fitting entity of the nearest sentence that names one; () when it names several; None when none does."""
        before = self._before(position, kind, start)
        if not before:
            return None
        sentence = self._part(self.document.sentences, self.sentences, before[-1][0].start)
        inside = [(m, e) for m, e in before if m.start >= sentence.start]
        if len({e for _, e in inside}) == 1:
            return (inside[-1][1],)
        first = self._subject(sentence, inside)
        return (first,) if first else ()

    def _subject(self, sentence: Span, inside: Sequence[tuple[Mention, str]]) -> str | None:
        """The entity that the sentence begins with, unless another one is listed beside it."""
        first, second = inside[0], next(pair for pair in inside if pair[1] != inside[0][1])
        text = self.document.text
        opens = bool(_OPENS.search(text[sentence.start : first[0].start][-6:] or ""))
        joined = _JOINS.fullmatch(text, first[0].end, second[0].start)
        return first[1] if opens and not joined else None

    def _together(self, position: int, kind: Kind) -> tuple[str, ...]:
        """The entities of the nearest sentence that names some, when they are just as many as the phrase says."""
        self._fitting(kind)
        paragraph = self._part(self.document.paragraphs, self.paragraphs, position)
        before = self._before(position, kind, paragraph.start)
        if not before:
            return ()
        sentence = self._part(self.document.sentences, self.sentences, before[-1][0].start)
        found = list(dict.fromkeys(e for m, e in before if m.start >= sentence.start))
        return tuple(found) if len(found) == _NUMBERS[kind.rule] else ()

    def _topic(self, fitting: frozenset[str]) -> tuple[str, ...]:
        """The entity that the article is about among these: clearly named most often."""
        ranked = sorted(fitting, key=lambda e: (-self.counts[e], e))
        clear = len(ranked) == 1 or self.counts[ranked[0]] >= _DOMINANT * max(1, self.counts[ranked[1]])
        return (ranked[0],) if clear else ()

    def _before(self, position: int, kind: Kind, start: int) -> list[tuple[Mention, str]]:
        places = self.places[kind]
        end = bisect_left(places, bisect_left(self.starts, position))
        found = [self.mentions[i] for i in places[max(0, end - _LOOK_BACK) : end]]
        return [(m, e) for m, e in found if m.start >= start]

    @staticmethod
    def _part(parts: Sequence[Span], starts: Sequence[int], position: int) -> Span:
        return parts[max(0, bisect_right(starts, position) - 1)]


def _endings(article: Article, entities: Sequence[Entity], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """All names of each entity; for a region also its full name, whether the article writes it or not."""
    regions = Regions(article, lexicon)
    found = {}
    for entity in entities:
        names = set(entity.names)
        if entity.type == REGION:
            names.update(regions.full(name) for name in entity.names)
        found[entity.id] = frozenset(names - {""})
    return found
