"""link: the mentions of one article → its entities, each with its fullest name and all other written forms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.lexicon import Lexicon
from kg.link import aliases, habits
from kg.link.aliases import Shortening
from kg.link.branches import Branches
from kg.link.editions import editions
from kg.link.implied import implied
from kg.link.introduced import introduced
from kg.link.names import Name, undated
from kg.link.nested import Insider, zone
from kg.link.rankings import Ranking
from kg.link.regions import Regions, briefs
from kg.link.spot import INTRODUCED, SHORT, edges_of, everywhere, short_forms
from kg.model import Document, Entity, Mention
from kg.ontology import COMPANY, EVENT, GOVERNMENT, ORGANIZATIONS, PARK, PROJECT, REGION, REPORT

_WIDEST_LOOK, _LEAD, _SHARED = 150, 2, 0.5
# Forms known apart that are one thing: a brand and its group (小米, 小米集团), a zone and its region (宁波前湾新区).
_SURE = {
    COMPANY: (aliases.BRAND,),
    PARK: (aliases.OPENED, aliases.INNER),
    REPORT: (aliases.OPENED,),
    PROJECT: (aliases.INNER,),
}


@dataclass(slots=True)
class _Form:
    """One written form of the article with its mentions, none when it stands inside other names alone."""

    name: Name
    mentions: list[Mention]
    known: str
    start: int
    characters: frozenset[str]
    byname: bool = False
    """Tells nothing of the region's own name: 江城 for 武汉."""

    @property
    def text(self) -> str:
        return self.name.text


@dataclass(slots=True)
class _Group:
    """The forms of one thing."""

    forms: list[_Form] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.forms[0].name.type

    @property
    def name(self) -> str:
        """The fullest form, but no byname before a name; among equals the one that stands first."""
        return min(self.forms, key=lambda f: (f.byname, -len(f.text), f.start)).text

    @property
    def known(self) -> str:
        return next((f.known for f in self.forms if f.known), "")

    @property
    def start(self) -> int:
        return min(f.start for f in self.forms)

    @property
    def count(self) -> int:
        return sum(len(f.mentions) for f in self.forms)


def link(document: Document, mentions: Sequence[Mention], *, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the article's entities in the order of their first mention; ids are e1, e2 …

    Forms that stand inside other names alone are aliases without a mention of their own; so are whole entities that
    facts may need (the region in the name of its government).
    """
    linker = _Linker(document, mentions, lexicon)
    linker.join()
    linker.look_inside()
    groups = sorted(linker.groups, key=lambda g: (g.start, -len(g.name)))
    return tuple(_entity(f"e{number}", group) for number, group in enumerate(groups, 1))


def _entity(name: str, group: _Group) -> Entity:
    others = {form.text for form in group.forms} - {group.name}
    mentions = sorted(mention for form in group.forms for mention in form.mentions)
    return Entity(name, group.type, group.name, tuple(sorted(others)), tuple(mentions))


class _Linker:
    def __init__(self, document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self._text = document.text
        self.lexicon = lexicon
        self.regions = Regions(document.article, lexicon)
        self.shortening = Shortening(habits.load(lexicon.directory), self.regions.opening)
        self.branches = Branches(self.shortening, self.regions, lexicon)
        self.groups: list[_Group] = []
        self._by_known: dict[tuple[str, bool], _Group] = {}
        self._by_text: dict[str, _Group] = {}
        self._by_character: dict[str, dict[int, _Group]] = defaultdict(dict)
        self._partners: dict[str, list[str]] = defaultdict(list)
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._completed(document, mentions):
            self._mentions[mention.text].append(mention)
        self._owned = self.branches.owned(document.text, self._mentions)
        self._briefs = {brief: text for text in self._mentions for brief in briefs(text, self._mentions[text][0].type)}

    def _completed(self, document: Document, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions with those that the recogniser missed, of forms that the article introduces or shortens."""
        text, edges = document.text, edges_of(document.words)
        told = introduced(text, mentions, self.shortening.habits)
        found = everywhere(text, edges, mentions, told.new, INTRODUCED)
        short = short_forms(text, edges, found, self.shortening, self.regions, self.lexicon)
        types = {m.text: m.type for m in found}
        found = everywhere(text, edges, found, {form: types[full] for form, full in short.items()}, SHORT)
        same = editions(found, document.article.published)
        for form, full in (*told.pairs, *self._seats(told.pairs), *short.items(), *same):
            self._partners[form].append(full)
            self._partners[full].append(form)
        return found

    @staticmethod
    def _seats(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """What two names of one 管委会 say of its zone: 海岳经济区 is 海岳经济技术开发区."""
        for form, full in pairs:
            if (short := zone(form)) and (long := zone(full)):
                yield short, long

    def join(self) -> None:
        """Join the forms, longest first, each to the group that it is most surely short for."""
        forms = [self._form(mentions) for mentions in self._mentions.values()]
        for form in sorted(forms, key=lambda f: (-len(f.name.key), f.start)):
            group = self._told(form) or self._by_known.get(_identity(form)) or self._best(form)
            self._add(form, group or _Group())

    def _told(self, form: _Form) -> _Group | None:
        """The group that the article itself introduces a form for: WAIC and WAIC 2021, where it says （WAIC）."""
        told = (p for text in (form.text, *undated(form.text)) for p in self._partners.get(text, ()))
        return next((self._by_text[p] for p in told if p in self._by_text), None)

    def look_inside(self) -> None:
        """Add what is named inside names alone: other forms of what the article names, and what facts may need."""
        insider = Insider(self.shortening.habits, self.regions, self.lexicon, self.branches)
        for outer in sorted((f for group in self.groups for f in group.forms), key=lambda f: f.start):
            for text, type_, needed in insider.find(outer.text, outer.name.type):
                if text not in self._by_text:
                    self._take_in(text, type_, needed, outer)
            for text in (*insider.same(outer.text, outer.name.type), *self._elsewhere(outer)):
                if text not in self._by_text:
                    self._add(self._inner(text, outer.name.type, outer), self._by_text[outer.text])
        self._implied()
        self._committees()
        for form in [g.forms[0] for g in self.groups if g.type == REGION and len(g.forms) == 1]:
            if (text := self.regions.within(form.text)) and text not in self._by_text:
                self._add(self._inner(text, REGION, form), self._by_text[form.text])

    def _implied(self) -> None:
        """Add what the text calls without its name, where only other names hold it: 中国企业家协会 and 我国."""
        forms = [(form.text, group.type) for group in self.groups for form in group.forms]
        for text, type_, holder in implied(self._text, forms, self.shortening.habits, self.regions):
            if text not in self._by_text:
                outer = next(form for form in self._by_text[holder].forms if form.text == holder)
                self._add(self._inner(text, type_, outer), _Group())

    def _committees(self) -> None:
        """Join the committees of one zone: 中关村管委会 and 中关村科技园区管理委员会."""
        rulers = dict[int, _Group]()
        for group in [g for g in self.groups if g.type == GOVERNMENT]:
            ruled = self._by_text.get(zone(group.name))
            ruler = rulers.setdefault(id(ruled), group) if ruled else group
            if ruler is not group:
                ruler.forms += group.forms
                self._by_text.update({form.text: ruler for form in group.forms})
                self.groups.remove(group)

    def _elsewhere(self, outer: _Form) -> Iterator[str]:
        """A meeting without its year, where it stands in other names: 第九届江北大赛 in 第九届江北大赛决赛."""
        if outer.name.type == EVENT:
            mine = self._by_text[outer.text]
            others = [text for text in self._mentions if self._by_text[text] is not mine]
            yield from (form for form in undated(outer.text) if any(form in text for text in others))

    def _take_in(self, text: str, type_: str, needed: bool, outer: _Form) -> None:
        form = self._inner(text, type_, outer)
        group = self._by_known.get(_identity(form))
        if type_ != REGION:
            group = group or self._told(form) or self._best(form) or self._tail(form)
        if needed and type_ in ORGANIZATIONS and group is self._by_text[outer.text]:
            group = None  # a part is not its whole
        if (group or needed) and group is not self._by_text[outer.text]:
            self._add(form, group or _Group())

    def _tail(self, form: _Form) -> _Group | None:
        """The organ that was named by its level alone: 省政府 of 安徽省政府."""
        groups = self.groups if form.name.type == GOVERNMENT else ()
        organs = (g for g in groups if g.type == GOVERNMENT and form.text.endswith(g.name))
        return next((g for g in organs if self._score(g.forms[0], form) >= aliases.OPENED), None)

    def _inner(self, text: str, type_: str, outer: _Form) -> _Form:
        """A form that stands in another one."""
        name = self.shortening.take(text, type_)
        return _Form(name, [], self._known(name), outer.start, frozenset(name.stem))

    def _form(self, mentions: list[Mention]) -> _Form:
        """All mentions of one text, typed as most of them are."""
        votes = Counter(m.type for m in mentions)
        type_ = max(votes, key=lambda t: (votes[t], t))
        name = self.shortening.take(mentions[0].text, type_)
        known, full = self._known(name), self.regions.full(name.text) if type_ == REGION else ""
        byname = bool(full) and name.text[:2] not in full
        return _Form(name, mentions, known, mentions[0].start, frozenset(name.stem), byname)

    def _add(self, form: _Form, group: _Group) -> None:
        if not group.forms:
            self.groups.append(group)
        group.forms.append(form)
        self._by_text[form.text] = group
        if form.known:
            self._by_known.setdefault(_identity(form), group)
        for character in {*form.name.key, *form.text}:
            self._by_character[character][id(group)] = group

    def _best(self, form: _Form) -> _Group | None:
        """The group that the form is most surely short for; the one named more often among equals; else none."""
        ranked = sorted(self._ranked(form), key=lambda r: r[:2], reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
            return None
        return ranked[0][2]

    def _ranked(self, form: _Form) -> Iterator[tuple[int, int, _Group]]:
        mine = self.shortening.ranking(form.name)
        for group in self._near(form):
            if mine and any(map(mine.against, self._rankings(group))):
                continue
            score = max(self._score(form, full) for full in group.forms)
            apart = form.known and group.known and form.name.key not in (f.name.key for f in group.forms)
            venture = score == aliases.BEGUN and self.branches.venture(form.text, form.known, group.name)
            owned = form.start < self._owned.get(group.name, 0)
            if venture or owned or (apart and score not in _SURE.get(form.name.type, ())):
                continue
            if score >= (aliases.OPENED if form.known and form.name.type == REGION else aliases.OLDER):
                yield score, group.count, group

    def _near(self, form: _Form) -> list[_Group]:
        """Groups that share the form's rarest character; of what stands in a name, where shorter forms begin, too."""
        whole = form.mentions or (form.name.type == PARK and not self.shortening.bare(form.name))
        stem = form.name.stem if whole else form.name.stem[:_LEAD]
        found = list(min((self._by_character.get(c, {}) for c in stem), key=len, default={}).values())
        if mine := self.shortening.ranking(form.name):  # rankings leave out whose and where they are, too
            alike = (g for g in self.groups if g not in found and any(map(mine.same, self._rankings(g))))
            return [*found, *alike][:_WIDEST_LOOK]
        return found[:_WIDEST_LOOK]

    def _rankings(self, group: _Group) -> Iterator[Ranking]:
        return (ranking for form in group.forms if (ranking := self.shortening.ranking(form.name)))

    def _score(self, short: _Form, full: _Form) -> int:
        shared = len(short.characters & full.characters)
        if (
            (mine := self.shortening.ranking(short.name))
            and (theirs := self.shortening.ranking(full.name))
            and mine.same(theirs)
        ):
            return aliases.OPENED
        if shared < _SHARED * min(len(short.characters), len(full.characters)):
            return aliases.NONE
        if not _compatible(short.name.type, full.name.type):
            return aliases.NONE
        if len(short.name.key) > len(full.name.key):
            short, full = full, short
        return self.shortening.likeness(short.name, full.name)

    def _known(self, name: Name) -> str:
        """What the lexicon takes the form for: a region's code, or the canonical name of something else."""
        if name.type == REGION:
            return self.regions.meant(self._briefs.get(name.text, name.text))
        entries = self.lexicon.entries.get(name.text, ())
        found = {e.canonical for e in entries if _compatible(e.type, name.type)}
        return found.pop() if len(found) == 1 else self.branches.identity(name.text, name.type) if not found else ""


def _identity(form: _Form) -> tuple[str, bool]:
    return form.known, form.name.type == REGION


def _compatible(one: str, other: str) -> bool:
    return one == other or {one, other} <= ORGANIZATIONS
