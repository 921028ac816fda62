"""The dates of an article's events, gathered from all sentences that name them; those of signatures and numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.model import Entity
from kg.ontology import EVENT, POLICY
from kg.relate.spans import Course
from kg.relate.view import DATE, View, dates_of
from kg.values.periods import is_day

_EARLY, _LEAD = 1, 2
_NUMBER = re.compile(
    rf"[》”]*[（(][^（）()]{{0,14}}?(?:[〔\[【﹝](?P<year>20\d\d)[〕\]】﹞]|(?P<date>{DATE}))第?\d{{1,4}}号"
)


def event_dates(
    views: Sequence[View],
    values: Mapping[int, str | None],
    lines: Mapping[int, str | None],
    entities: Mapping[str, Entity],
    opening: str | None,
    course: Course,
) -> dict[str, str]:
    """The date of each event, from its first to its last day where the text tells both. It is the first that is found:

    one of its clause, or a full one of a sentence that names it; one in the title; the `opening` day of the article,
    when the title names it; any of a sentence that names it; the day of the dateline (`lines`) that begins the
    sentence; the opening day, when the first paragraphs tell in a sentence without a date that it takes place. Of a
    day and a stretch that begins or ends with it, it is the stretch.
    """
    told, titled, rough, lined, near = (dict[str, list[str]]() for _ in range(5))
    for view in views:
        places = dates_of(view)
        dated = [(at, day) for at in places if (day := values.get(view.starts[at]))]
        known = [(at, day) for at, day in dated if not course.history(view, at, day)]
        line = [day for at in places if (day := lines.get(view.starts[at]))]
        for at, event in _named(view, entities):
            own = _of_clause(view, at, known)
            (titled if view.paragraph == 0 else told).setdefault(event, []).extend(own)
            rough.setdefault(event, []).extend(day for _, day in known)
            if len(places) == len(line) == 1 and view.paragraph <= _EARLY:
                lined.setdefault(event, []).extend(line)
            if opening and not places and view.paragraph <= _LEAD and course.goes.search(view.text, at):
                near.setdefault(event, []).append(opening)
    first = {event: [opening] for event in titled if opening}
    best: dict[str, str] = {}
    for tier in (told, titled, first, rough, lined, near):
        for event, days in tier.items():
            if days:
                best.setdefault(event, _longer(days))
    return best | dict(_spans(views, values, entities, best, course))


def _spans(
    views: Sequence[View],
    values: Mapping[int, str | None],
    entities: Mapping[str, Entity],
    known: Mapping[str, str],
    course: Course,
) -> Iterator[tuple[str, str]]:
    """The events of which the text tells how long they last, the event named last where a sentence names none."""
    latest, place = "", -_EARLY
    for view in views:
        named = [e for _, e in sorted(_named(view, entities))]
        latest, place = (named[0], view.paragraph) if named else (latest, place)
        if latest and view.paragraph - place <= _EARLY and "/" not in known.get(latest, ""):
            span = course.span(view, values, known.get(latest))
            if span and _fits(span, known.get(latest)):
                yield latest, span


def _fits(span: str, day: str | None) -> bool:
    """Tell whether a stretch begins or ends with what is known of an event, a day or the month or year of it."""
    return day is None or any(end.startswith(day) for end in span.split("/"))


def signatures(views: Sequence[View], values: Mapping[int, str | None]) -> dict[str, str]:
    """Who signs a text, with the day: a line of nothing but names, and a line of nothing but a date."""
    signed: dict[str, str] = {}
    for view, below in pairwise(views):
        alone = view.names and len(view.text) == len(view.slots)
        dated = dates_of(below) if len(below.text) == len(below.slots) + 1 and not below.names else []
        if alone and dated and (day := values.get(below.starts[dated[0]])):
            signed |= dict.fromkeys((e for at in view.names for e in view.slots[at]), day)
    return signed


def numbers(views: Sequence[View], values: Mapping[int, str | None], entities: Mapping[str, Entity]) -> dict[str, str]:
    """The years in the numbers of policies: （国发〔2021〕4号）, （2021年第24号）."""
    years: dict[str, str] = {}
    for view in views:
        for at in view.names:
            match = _NUMBER.match(view.text, at + 1)
            year = (match["year"] or values.get(view.starts[match.start("date")])) if match else None
            if year:
                years |= dict.fromkeys((e for e in view.slots[at] if entities[e].type == POLICY), year)
    return years


def _named(view: View, entities: Mapping[str, Entity]) -> Iterator[tuple[int, str]]:
    return ((at, e) for at in view.names for e in view.slots[at] if entities[e].type == EVENT)


def _of_clause(view: View, at: int, known: Sequence[tuple[int, str]]) -> list[str]:
    """The date next to a name in its clause, unless a full date of the sentence lies within it; else the full dates.

    Of these the last one before the name comes first: 8日，甲会开幕；9日，乙会举行.
    """
    first, last = view.clause(at)
    days = [day for _, day in known if is_day(day)]
    nearest = [day for place, day in known if place < at and is_day(day)][-1:]
    before = [day for place, day in known if first <= place < at]
    after = [day for place, day in known if at < place < last]
    near = before[-1] if before else after[0] if after else None
    return [near] if near and not any(day.startswith(near) for day in days) else nearest + days


def _longer(days: Sequence[str]) -> str:
    """The first day, or the stretch among the others that begins or ends with it."""
    return next((day for day in days[1:] if "/" in day and days[0] in day.split("/")), days[0])
