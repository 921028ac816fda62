"""The date that belongs to a fact: of its clause, else of its sentence, else of the event that it is about.

Where its sentence gives none, what happened is of the date of the scene (see `kg/relate/scene.py`); an act that makes
news, like an appointment, is of the day with which the article opens. A rule tells which of this holds for its facts:
never; clause (the date of the clause); sentence (the usual); event (the date of the event it is about, else of the
sentence); name (the year in the name of a report, else of the sentence); goal (of the sentence, where it is planned);
act (of the sentence, the scene or the opening).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Entity
from kg.ontology import EVENT, REPORT
from kg.relate.scene import Scene, scenes
from kg.relate.view import DATE, View
from kg.values.datelines import LINE, NOW, ORIGIN
from kg.values.dates import Period, year_in

NEVER, CLAUSE, SENTENCE, HAPPENING, NAME, GOAL, ACT = "never", "clause", "sentence", "event", "name", "goal", "act"
WAYS = (NEVER, CLAUSE, SENTENCE, HAPPENING, NAME, GOAL, ACT)
_PRECISE = 10
_OPENING = 3
_LATE = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of one article: by place in the text, and by event; those of `own` places hold in their clause only."""

    values: Mapping[int, str | None]
    own: frozenset[int]
    events: Mapping[str, str]
    entities: Mapping[str, Entity]
    scenes: Sequence[Scene]
    opening: str | None

    def of(self, view: View, start: int, end: int, way: str, ends: Sequence[str]) -> str | None:
        """The ISO-like date for a fact told between `start` and `end` of a view about the entities `ends`."""
        if way == NEVER:
            return None
        first, _ = view.clause(start)
        _, last = view.clause(end - 1)
        if way == NAME and (year := self._named(ends)):
            return year
        found = self._last(view, first, last, end)
        if found is None and way != CLAUSE:
            found = self._last(view, 0, first, end, lasting=True)
        if way == HAPPENING:
            return self.implied(way, ends) or found
        return found

    def implied(self, way: str, ends: Sequence[str]) -> str | None:
        """The date of the event that a fact is about, where that dates it."""
        known = [self.events[e] for e in ends if e in self.events] if way == HAPPENING else []
        return known[0] if known else None

    def at_the_scene(self, way: str, position: int) -> str | None:
        """The date of what is going on at a place of the text whose sentence tells none."""
        if way not in (SENTENCE, HAPPENING, ACT):
            return None
        at = bisect_right(self.scenes, position, key=lambda scene: scene.start)
        now = self.scenes[at - 1].value if at else None
        return now or (self.opening if way == ACT else None)

    def _named(self, ends: Sequence[str]) -> str | None:
        """The year in the name of a list or report."""
        reports = (self.entities[e] for e in ends if self.entities[e].type == REPORT)
        return next((year for report in reports if (year := year_in(report.name))), None)

    def _last(self, view: View, first: int, last: int, end: int, *, lasting: bool = False) -> str | None:
        """The last datable phrase before the fact ends, else the first one after it in its clause."""
        places = [at for at in _dates(view.text, first, last) if not (lasting and view.starts[at] in self.own)]
        dated = [(at, self.values.get(view.starts[at])) for at in places]
        before = [value for at, value in dated if value and at < end]
        after = [value for at, value in dated if value and at >= end]
        return before[-1] if before else after[0] if after else None


def calendar(
    views: Sequence[View],
    periods: Sequence[Period],
    entities: Mapping[str, Entity],
    there: re.Pattern[str],
    published: date | None,
) -> Calendar:
    """Gather the dates. An event's date is the first that is found:

    a full date in a sentence that names the event; in the first paragraphs, when the title names it; any date in a
    sentence that names it. The article opens with the first full date of its first paragraphs that is no old one.
    """
    values = {p.start: p.value for p in periods if p.kind not in (NOW, LINE)}
    told, rough, opening, titled = dict[str, str](), dict[str, str](), list[str](), list[str]()
    for view in views:
        dates = [d for at in _dates(view.text, 0, len(view.text)) if (d := values.get(view.starts[at]))]
        precise = [d for d in dates if len(d.partition("/")[0]) == _PRECISE]
        named = [e for at in view.names for e in view.slots[at] if entities[e].type == EVENT]
        for event in named:
            _first(told, event, precise)
            _first(rough, event, dates)
        opening += precise if view.paragraph <= _OPENING else []
        titled += named if view.paragraph == 0 else []
    first = {event: opening[0] for event in titled if opening}
    own = frozenset(p.start for p in periods if p.kind == ORIGIN)
    events = {**rough, **first, **told}
    lasting = {at: value for at, value in values.items() if at not in own}
    first_day = next((d for d in opening if _of_late(d, published)), None)
    return Calendar(values, own, events, entities, scenes(views, lasting, events, there, first_day), first_day)


def _of_late(day: str, published: date | None) -> bool:
    return published is None or abs(date.fromisoformat(day[:_PRECISE]) - published) <= _LATE


def _first(known: dict[str, str], event: str, dates: Sequence[str]) -> None:
    if dates:
        known.setdefault(event, dates[0])


def _dates(text: str, first: int, last: int) -> list[int]:
    return [at for at in range(first, last) if text[at] == DATE]
