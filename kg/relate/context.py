"""Entities that a sentence leaves out: named before (context, else lead), in the title, or what the article is about.

The article is about what its title names, else about what it names most often (main), or what alone happens in its
first paragraphs (lead): 商务部昨日召开某会议。What a passage tells of (topic) is told in `kg/relate/topics.py`.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.ontology import EVENT, PERSON, REPORT
from kg.relate.carry import Builder
from kg.relate.nesting import Names
from kg.relate.topics import Clause, clauses, told_of
from kg.relate.view import View

BEFORE, TITLE, LEAD, MAIN, WITHIN, TOPIC = "context", "title", "lead", "main", "within", "topic"
WAYS = (BEFORE, TITLE, LEAD, MAIN, WITHIN, TOPIC)
_LAST = "\U0010ffff"
# How many characters back a name is still what the article speaks of; what its title names is so everywhere.
_REACH = 400
# How many clauses back a passage may go on.
_CLAUSES = 40
# How many paragraphs the lead has, and what its sentences say of an event that the article tells of.
_OPENING = 2


@dataclass(slots=True)
class Context:
    """The names of one article by type: where they stand, which are in title and lead, how often each is written.

    `openings` also tell of each name of the lead whether it is told there that something happens; `begins` is where
    paragraphs begin.
    """

    names: Names
    builder: Builder
    places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    openings: dict[str, dict[str, bool]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    begins: list[int] = field(default_factory=list)
    views: Sequence[View] = ()
    counts: Counter[str] = field(default_factory=Counter)
    _clauses: tuple[Clause, ...] | None = None

    @classmethod
    def of(cls, views: Sequence[View], names: Names, builder: Builder) -> "Context":
        """Gather the names of all views, which come in text order and were made by this builder."""
        context, last = cls(names, builder, views=views), -1
        for view in views:
            if view.paragraph != last and view.starts:
                context.begins.append(view.starts[0])
                last = view.paragraph
            asked = bool(builder.wording.asked.search(view.text))
            for at in sorted(view.names):
                entity = view.slots[at][0]
                kind = names.entities[entity].type
                context.counts[entity] += 1
                context.asked.update([entity] if asked and kind == PERSON else [])
                context.places.setdefault(kind, []).append((view.starts[at], entity))
                if view.paragraph == 0:
                    context.titles.setdefault(kind, []).append(entity)
                elif view.paragraph <= _OPENING:
                    told = context.openings.setdefault(kind, {})
                    news = builder.wording.appears if kind == REPORT else builder.wording.happens
                    told[entity] = told.get(entity, False) or bool(news.search(view.text))
        return context

    def find(
        self, way: str, types: frozenset[str], position: int, without: Sequence[str], fits: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """The entity of these types, none or one, for a sentence at a place in the article: one that fits."""

        def right(entity: str) -> bool:
            return entity not in without and fits(entity)

        titled = [e for t in sorted(types) for e in self.titles.get(t, ()) if right(e)]
        if way in (BEFORE, LEAD):
            near = self._before(position, types, right) if way == BEFORE else ()
            if near and len(set(titled)) == 1 and self._in_passing(*near[0], position):
                near = ()
            usual = tuple(titled)[:1] or self._sole(types, right, without)
            here = near or (self._beside(position, types, right) if usual else ())
            return tuple(e for _, e in here) or usual
        here = self._beside(position, types, right) if way == TITLE and titled else ()
        return tuple(e for _, e in here) or tuple(titled if way == TITLE or titled else self._most(types, right))[:1]

    def _beside(
        self, position: int, types: frozenset[str], right: Callable[[str], bool]
    ) -> tuple[tuple[int, str], ...]:
        """The event that the paragraph has named before: who speaks in one about one of several events speaks there."""
        near = self._before(position, types, right) if types == {EVENT} else ()
        same = near and bisect_right(self.begins, near[0][0]) == bisect_right(self.begins, position)
        return near if same else ()

    def topic(
        self,
        words: Collection[str],
        types: frozenset[str],
        position: int,
        without: Sequence[str],
        fits: Callable[[str], bool],
    ) -> tuple[str, ...]:
        """What a passage is about whose clause begins at a place: told in no clause that holds one of the words."""

        def right(entity: str) -> bool:
            return self.names.entities[entity].type in types and entity not in without and fits(entity)

        if self._clauses is None:  # few articles have a passage of which a rule asks
            self._clauses = tuple(c for view in self.views for c in clauses(view, self.builder.opener))
        at = bisect_right(self._clauses, position, key=lambda clause: clause.start)
        nearest = self._clauses[max(0, at - _CLAUSES) : at][::-1]
        found = told_of(nearest, position, words=words, builder=self.builder, right=right)
        if found or not nearest or nearest[0].paragraph == 0:
            return found
        return tuple(e for t in sorted(types) for e in self.titles.get(t, ()) if right(e))[:1]

    def _in_passing(self, place: int, entity: str, position: int) -> bool:
        """Tell whether an entity is named but once, and in another paragraph: the article goes on about its title."""
        return self.counts[entity] == 1 and bisect_right(self.begins, place) != bisect_right(self.begins, position)

    def _before(
        self, position: int, types: frozenset[str], right: Callable[[str], bool]
    ) -> tuple[tuple[int, str], ...]:
        found = []
        for kind in sorted(types):
            places = self.places.get(kind, ())
            at = bisect_right(places, (position, _LAST))
            while at and not right(places[at - 1][1]):
                at -= 1
            found += [places[at - 1]] if at and position - places[at - 1][0] <= _REACH else []
        return (max(found),) if found else ()

    def _sole(self, types: frozenset[str], right: Callable[[str], bool], others: Sequence[str]) -> tuple[str, ...]:
        """What the lead says happens, when it names nothing else of these types."""
        if not self.asked.isdisjoint(others):
            return ()
        named = {e: happens for t in types for e, happens in self.openings.get(t, {}).items()}
        return tuple(e for e, happens in named.items() if len(named) == 1 and happens and right(e))

    def _most(self, types: frozenset[str], right: Callable[[str], bool]) -> list[str]:
        known = [(-self.counts[e], place, e) for t in sorted(types) for place, e in self.places.get(t, ()) if right(e)]
        return [min(known)[2]] if known else []

    def within(self, hosts: Sequence[str], types: frozenset[str]) -> tuple[str, ...]:
        """The entities of these types inside the names of the hosts."""
        entities: Mapping[str, str] = {e: self.names.entities[e].name for e in hosts}
        return tuple(i for e, form in entities.items() if (i := self.names.within(form, e, types)))
