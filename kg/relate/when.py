"""The date that belongs to a fact: of its clause, else of its sentence, else of the event that it is about.

Where its sentence gives none, what happened is of the date of the scene (see `kg/relate/scene.py`); an act that makes
news, like an appointment, is of the day with which the article opens, or of its dateline. A rule tells which of this
holds for its facts: never; clause (the date of the clause); sentence (the usual); event (the date of the event it is
about, else of the sentence); held (the date of the clause, else as for event); name (the year in the name of a report,
else of the sentence); goal (of the sentence, where it is planned); act (of the sentence, the scene or the opening);
deed (of the sentence that is set off by a comma, but what a phrase before a name tells in passing, as in
由甲承建的乙投运, is of a date of that clause only, and of the scene where people meet: 会上，…); birth (a deed, else
of the scene); there (of the sentence, the scene or the event of which the article tells).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Entity
from kg.ontology import EVENT, PERSON, REPORT
from kg.relate.happenings import event_dates, numbers, signatures
from kg.relate.scene import Scene, scenes
from kg.relate.spans import Course
from kg.relate.view import CARRIED, DATE, View, dates_of
from kg.values.datelines import LINE, NOW, ORIGIN
from kg.values.dates import Period, year_in
from kg.values.periods import begins_after, bounds, is_day

NEVER, CLAUSE, SENTENCE, NAME, GOAL, ACT = "never", "clause", "sentence", "name", "goal", "act"
HAPPENING, HELD, DEED, BIRTH, THERE = "event", "held", "deed", "birth", "there"
DEEDS = (DEED, BIRTH)
WAYS = (NEVER, CLAUSE, SENTENCE, HAPPENING, HELD, NAME, GOAL, ACT, DEED, BIRTH, THERE)
_STAGED = (SENTENCE, HAPPENING, HELD, ACT, DEED, BIRTH, THERE)  # what may be of the date of the scene
PASSING = "passing"  # a deed that is told in passing
_OPENING = 3
_HEAD = re.compile(f"[{CARRIED}在于自从据而但到]*")
# Dates of a goal (到2025年), and those on which something is counted (截至2022年底): nothing else of the sentence is.
_GOAL, _AS_OF = re.compile(f"[到至](?={DATE})"), re.compile(f"截[至止]到?(?={DATE})")
_LATE = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of one article: by place in the text, and by event; those of `own` places hold in their clause only.

    `signed` are those who sign its text, with the day, `numbered` the policies with a year in their number; `line` is
    the day of its dateline.
    """

    values: Mapping[int, str | None]
    own: frozenset[int]
    events: Mapping[str, str]
    entities: Mapping[str, Entity]
    scenes: Sequence[Scene]
    opening: str | None
    line: str | None
    published: date | None
    signed: Mapping[str, str]
    numbered: Mapping[str, str]
    course: Course
    meeting: str | None

    def of(self, view: View, start: int, end: int, way: str, ends: Sequence[str]) -> str | None:
        """The ISO-like date for a fact told between `start` and `end` of a view about the entities `ends`.

        Who speaks at the opening of an event that lasts is there on its first day.
        """
        if way == NEVER:
            return None
        if way == PASSING:
            return self._last(view, view.clause(start)[0], end, end)
        first, _ = view.clause(start)
        _, last = view.clause(end - 1)
        if way == NAME and (year := self._named(ends)):
            return year
        found, known = self._last(view, first, last, end), self.implied(way, ends)
        if found and way == HELD:
            return known if known and _within(found, known) else found
        if found is None and way != CLAUSE:
            found = self._lasting(view, first, last, end, way)
        if known and self.entities[ends[0]].type == PERSON:
            return self._attended(view, found, known)
        return known or found

    def _attended(self, view: View, found: str | None, known: str) -> str:
        """The day on which a person is at an event that lasts, where that is told, else all of its days."""
        scene = self._scene(view.starts[0])
        if scene and scene.opens:
            return known.partition("/")[0]
        day = found or (scene.value if scene else None)
        return day if day and is_day(day) and _within(day, known) else known

    def implied(self, way: str, ends: Sequence[str]) -> str | None:
        """The date of the event that a fact is about, where that dates it."""
        known = [self.events[e] for e in ends if e in self.events] if way in (HAPPENING, HELD) else []
        return known[0] if known else None

    def ahead(self, way: str, ends: Sequence[str]) -> bool:
        """Tell whether the event that a fact is about is still to come on the day of publication."""
        return self.to_come(self.implied(way, ends))

    def to_come(self, period: str | None) -> bool:
        """Tell whether a period begins after the day of publication."""
        return begins_after(period, self.published)

    def at_the_scene(self, way: str, position: int) -> str | None:
        """The date of what is going on at a place of the text whose sentence tells none."""
        scene = self._scene(position)
        if way not in _STAGED or (way == DEED and not (scene and scene.met)):
            return None
        if scene and scene.value:
            return scene.value
        if way == ACT:
            return self.opening or self.line
        return self.meeting if way == THERE and not (scene and scene.dated) else None

    def _scene(self, position: int) -> Scene | None:
        at = bisect_right(self.scenes, position, key=lambda scene: scene.start)
        return self.scenes[at - 1] if at else None

    def _named(self, ends: Sequence[str]) -> str | None:
        """The year in the name of a list or report."""
        reports = (self.entities[e] for e in ends if self.entities[e].type == REPORT)
        return next((year for report in reports if (year := year_in(report.name))), None)

    def _lasting(self, view: View, first: int, last: int, end: int, way: str) -> str | None:
        """The last date of the clauses before; of a deed only one that opens the sentence or ends a clause."""
        if self.course.already.search(view.text, first, last):
            return None
        places = [at for at in dates_of(view, 0, first) if view.starts[at] not in self.own]
        if way in DEEDS:
            places = [at for at in places if view.text[at + 1 : at + 2] == "，" or _HEAD.fullmatch(view.text, 0, at)]
        return self._chosen(view, places, end)

    def _last(self, view: View, first: int, last: int, end: int) -> str | None:
        """The last datable phrase before the fact ends, else the first one after it in its clause."""
        return self._chosen(view, dates_of(view, first, last), end)

    def _chosen(self, view: View, places: Sequence[int], end: int) -> str | None:
        dated = [(at, self.values.get(view.starts[at])) for at in places]
        before = [value for at, value in dated if value and at < end]
        after = [value for at, value in dated if value and at >= end]
        return before[-1] if before else after[0] if after else None


def _within(part: str, whole: str) -> bool:
    """Tell whether a period lies in another one."""
    inner, outer = bounds(part), bounds(whole)
    return bool(inner and outer and outer[0] <= inner[0] and inner[1] <= outer[1])


def calendar(
    views: Sequence[View],
    periods: Sequence[Period],
    entities: Mapping[str, Entity],
    there: re.Pattern[str],
    published: date | None,
    course: Course,
) -> Calendar:
    """Gather the dates. The article opens with the first full date of its first paragraphs that is no old one."""
    values = {p.start: p.value for p in periods if p.kind not in (NOW, LINE)}
    opening = [
        day
        for view in views
        if view.paragraph <= _OPENING
        for at in dates_of(view)
        if (day := values.get(view.starts[at])) and is_day(day)
    ]
    lines = {p.start: p.value for p in periods if p.kind == LINE and p.value}
    first_day = next((d for d in opening if _of_late(d, published)), None)
    goals = _behind(views, _GOAL)
    happened = {at: value for at, value in values.items() if at not in goals or not begins_after(value, published)}
    events = event_dates(views, happened, lines, entities, first_day, course)
    own = frozenset(p.start for p in periods if p.kind == ORIGIN) | _behind(views, _AS_OF)
    lasting = {at: value for at, value in happened.items() if at not in own}
    return Calendar(
        values,
        own,
        events,
        entities,
        scenes(views, lasting, events, there, course.opens, first_day),
        first_day,
        next((line for line in lines.values() if is_day(line)), None),
        published,
        signatures(views, values),
        numbers(views, values, entities),
        course,
        _meeting(views, events, entities),
    )


def _behind(views: Sequence[View], word: re.Pattern[str]) -> frozenset[int]:
    """The places in the text of the dates behind a word."""
    return frozenset(view.starts[m.end()] for view in views for m in word.finditer(view.text))


def _meeting(views: Sequence[View], events: Mapping[str, str], entities: Mapping[str, Entity]) -> str | None:
    """The date of the one event of which title and first paragraph tell, where they name no other that is dated."""
    named = {e for v in views if v.paragraph <= 1 for at in v.names for e in v.slots[at] if entities[e].type == EVENT}
    dates = {events[e] for e in named if e in events}
    return dates.pop() if len(dates) == 1 else None


def _of_late(day: str, published: date | None) -> bool:
    return published is None or abs(date.fromisoformat(day.partition("/")[0]) - published) <= _LATE
