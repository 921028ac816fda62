"""The days of an article's events: told as days, or by the day of opening or closing and how long they last."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kg.model import Span
from kg.observe.figures import Scene
from kg.observe.metrics import Forms
from kg.ontology import EVENT
from kg.values import numerals
from kg.values.dates import Period

_DAY = re.compile(r"\d+-\d+-\d+")
_LASTING = re.compile(r"(?:为期|历时|会期|展期|持续)(?:为|共)?(?P<count>[\d一二两三四五六七八九十]{1,2})[天日]")
_OPENING, _REACH, _LONGEST = 3, 40, 15


def days_of(scene: Scene, forms: Forms) -> dict[str, str]:
    """The day of each event: the first that a sentence tells with its name; of those in the title, of the opening."""
    title, *body = scene.document.paragraphs
    opening = body[:_OPENING]
    found, titled = dict[str, str](), list[str]()
    for name in scene.names.parts:
        if name.type == EVENT:
            sentences = scene.document.sentences
            sentence = sentences[bisect_right(sentences, name.start, key=lambda part: part.start) - 1]
            if day := _day(scene, [sentence], forms):
                found.setdefault(name.entity, day)
            if name.end <= title.end:
                titled.append(name.entity)
    first = next((day for part in opening if (day := _day(scene, [part], forms))), None) if titled else None
    if not first:
        return {}
    whole = _day(scene, opening, forms) or first  # the opening day in one paragraph, the last one in the next
    return {
        event: whole if event in titled and "/" not in day and day in whole.split("/") else day
        for event, day in {**dict.fromkeys(titled, first), **found}.items()
    }


def _day(scene: Scene, parts: Iterable[Span], forms: Forms) -> str | None:
    """The first days, or else the first day, told in stretches of text."""
    told = [p for part in parts for p in scene.periods.between(part.start, part.end)]
    days = [p for p in told if not p.kind and p.value and _DAY.match(p.value)]
    whole = next((p.value for p in days if p.value and "/" in p.value), None)
    return whole or _lasting(scene, days, forms) or (days[0].value if days else None)


def _lasting(scene: Scene, days: Sequence[Period], forms: Forms) -> str | None:
    """From the day of opening to that of closing, where both are told, or one of them and how many days it lasts."""
    text = scene.document.text
    first = next((p for p in days if forms.words["opens"].search(_after(text, p, days))), None)
    last = next((p for p in days if forms.words["closes"].search(_after(text, p, days))), None)
    if first and last and first.value and last.value and first.value < last.value:
        near = date.fromisoformat(last.value) - date.fromisoformat(first.value)
        return f"{first.value}/{last.value}" if near.days <= _LONGEST else None
    if not first and not last and days:  # the title tells which of the two days it is
        title = text[: scene.document.paragraphs[0].end]
        first, last = (days[0] if forms.words[word].search(title) else None for word in ("opens", "closes"))
    edge = last or first
    lasting = _LASTING.search(text, max(0, edge.start - _REACH), edge.end + _REACH) if edge else None
    if not edge or not edge.value or not lasting:
        return None
    day, more = date.fromisoformat(edge.value), timedelta(int(numerals.number(lasting["count"])) - 1)
    return f"{day - more}/{day}" if last else f"{day}/{day + more}"


def _after(text: str, period: Period, days: Sequence[Period]) -> str:
    """The words behind a day, to the next one or the end of the sentence."""
    end = next((other.start for other in days if other.start > period.start), len(text))
    return text[period.end : min(end, period.end + _REACH)].partition("。")[0]
