"""Entities that a sentence leaves out: named before (context), named in the title, or what the article is about (main).

The article is about what its title names, else about what it names most often.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.relate.nesting import Names
from kg.relate.view import View

BEFORE, TITLE, MAIN, WITHIN = "context", "title", "main", "within"
WAYS = (BEFORE, TITLE, MAIN, WITHIN)
_LAST = "\U0010ffff"
# How many characters back a name is still what the article speaks of; what its title names is so everywhere.
_REACH = 400


@dataclass(slots=True)
class Context:
    """The names of one article by type: where they stand, which are in the title, how often each is written."""

    names: Names
    places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, views: Sequence[View], names: Names) -> "Context":
        """Gather the names of all views, which come in text order."""
        context = cls(names)
        for view in views:
            for at in sorted(view.names):
                entity = view.slots[at][0]
                kind = names.entities[entity].type
                context.counts[entity] += 1
                context.places.setdefault(kind, []).append((view.starts[at], entity))
                if view.paragraph == 0:
                    context.titles.setdefault(kind, []).append(entity)
        return context

    def find(
        self, way: str, types: frozenset[str], position: int, without: Sequence[str], fits: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """The entity of these types, none or one, for a sentence at a place in the article: one that fits."""

        def right(entity: str) -> bool:
            return entity not in without and fits(entity)

        titled = [e for t in sorted(types) for e in self.titles.get(t, ()) if right(e)]
        if way == BEFORE:
            return self._before(position, types, right) or tuple(titled)[:1]
        return tuple(titled if way == TITLE or titled else self._most(types, right))[:1]

    def _before(self, position: int, types: frozenset[str], right: Callable[[str], bool]) -> tuple[str, ...]:
        found = []
        for kind in sorted(types):
            places = self.places.get(kind, ())
            at = bisect_right(places, (position, _LAST))
            while at and not right(places[at - 1][1]):
                at -= 1
            found += [places[at - 1]] if at and position - places[at - 1][0] <= _REACH else []
        return (max(found)[1],) if found else ()

    def _most(self, types: frozenset[str], right: Callable[[str], bool]) -> list[str]:
        known = [(-self.counts[e], place, e) for t in sorted(types) for place, e in self.places.get(t, ()) if right(e)]
        return [min(known)[2]] if known else []

    def within(self, hosts: Sequence[str], types: frozenset[str]) -> tuple[str, ...]:
        """The entities of these types inside the names of the hosts."""
        entities: Mapping[str, str] = {e: self.names.entities[e].name for e in hosts}
        return tuple(i for e, form in entities.items() if (i := self.names.within(form, e, types)))
