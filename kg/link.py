"""link: the mentions of one article → its entities, each with its fullest name and all other written forms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg import aliases
from kg.aliases import Name, Shortening
from kg.lexicon import Lexicon
from kg.model import Document, Entity, Mention
from kg.ontology import ORGANIZATIONS, REGION
from kg.regions import Regions

_WIDEST_LOOK = 300


@dataclass(slots=True)
class _Form:
    """One written form of the article: all mentions of the same text."""

    name: Name
    mentions: list[Mention]
    known: str

    @property
    def text(self) -> str:
        return self.name.text


@dataclass(slots=True)
class _Group:
    """Forms of one thing, the fullest first."""

    forms: list[_Form] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.forms[0].name.type

    @property
    def known(self) -> str:
        return next((f.known for f in self.forms if f.known), "")

    @property
    def count(self) -> int:
        return sum(len(f.mentions) for f in self.forms)


def link(document: Document, mentions: Sequence[Mention], *, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the article's entities in the order of their first mention; ids are e1, e2 …"""
    by_text: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_text[mention.text].append(mention)
    linker = _Linker(document, lexicon)
    groups = linker.groups([linker.form(found) for found in by_text.values()])
    return _entities(groups)


class _Linker:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.regions = Regions(document.article, lexicon)
        self.shortening = Shortening(aliases.load(lexicon.directory), self.regions.opening)
        self._groups: list[_Group] = []
        self._by_known: dict[str, _Group] = {}
        self._by_character: dict[str, dict[int, _Group]] = defaultdict(dict)

    def form(self, mentions: list[Mention]) -> _Form:
        """All mentions of one text, typed as most of them are."""
        votes = Counter(m.type for m in mentions)
        type_ = max(votes, key=lambda t: (votes[t], t))
        name = self.shortening.take(mentions[0].text, type_)
        return _Form(name, mentions, self._known(name))

    def groups(self, forms: Iterable[_Form]) -> list[_Group]:
        """Join the forms, longest first, each to the group that it is most surely short for."""
        for form in sorted(forms, key=lambda f: (-len(f.name.key), f.mentions[0].start)):
            group = self._by_known.get(form.known) if form.known else None
            group = group or self._best(form)
            if group is None:
                group = _Group()
                self._groups.append(group)
            self._add(form, group)
        return self._groups

    def _add(self, form: _Form, group: _Group) -> None:
        group.forms.append(form)
        if form.known:
            self._by_known.setdefault(form.known, group)
        for character in form.name.key:
            self._by_character[character][id(group)] = group

    def _best(self, form: _Form) -> _Group | None:
        ranked: list[tuple[int, int, _Group]] = []
        for group in self._near(form):
            if form.known and group.known and form.name.key not in (f.name.key for f in group.forms):
                continue
            score = max(self._score(form, full) for full in group.forms)
            if score >= (aliases.OPENED if form.known and form.name.type == REGION else aliases.OLDER):
                ranked.append((score, group.count, group))
        ranked.sort(key=lambda r: r[:2], reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
            return None
        return ranked[0][2]

    def _near(self, form: _Form) -> list[_Group]:
        """Groups that share the form's rarest character."""
        found = min((self._by_character.get(c, {}) for c in form.name.key), key=len, default={})
        return list(found.values())[:_WIDEST_LOOK]

    def _score(self, short: _Form, full: _Form) -> int:
        if not _compatible(short.name.type, full.name.type):
            return 0
        return self.shortening.likeness(short.name, full.name)

    def _known(self, name: Name) -> str:
        """What the lexicon takes the form for: a region's code, or the canonical name of something else."""
        if name.type == REGION:
            return self.regions.meant(name.text)
        found = {e.canonical for e in self.lexicon.entries.get(name.text, ()) if _compatible(e.type, name.type)}
        return found.pop() if len(found) == 1 else ""


def _compatible(one: str, other: str) -> bool:
    return one == other or {one, other} <= ORGANIZATIONS


def _entities(groups: Sequence[_Group]) -> tuple[Entity, ...]:
    found = sorted(groups, key=lambda g: min(f.mentions[0].start for f in g.forms))
    return tuple(
        Entity(
            f"e{number}",
            group.type,
            group.forms[0].text,
            tuple(sorted(f.text for f in group.forms[1:])),
            tuple(sorted(m for f in group.forms for m in f.mentions)),
        )
        for number, group in enumerate(found, 1)
    )
