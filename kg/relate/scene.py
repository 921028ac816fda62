"""What is going on where a sentence gives no date: the date of the paragraph, or of the event at which people are.

2021年，甲园开工。乙公司随后落户甲园。 — 会上，甲公司与乙公司签约。
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.relate.view import CARRIED, DATE, View

# A date that opens a sentence holds for what follows in the paragraph, too: 2021年，… 但在2021年，…
_HEAD = re.compile(f"[{CARRIED}]{{0,2}}[而但早]?[在于]?{DATE}")
# An event named no further from the beginning is where the sentence takes place: 在本次论坛上，…
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence by the place where it begins, and the date of what is going on there, if it gives none itself."""

    start: int
    value: str | None
    dated: bool


def scenes(
    views: Sequence[View],
    values: Mapping[int, str | None],
    events: Mapping[str, str],
    there: re.Pattern[str],
    opening: str | None,
) -> tuple[Scene, ...]:
    """The scenes of an article, in text order.

    `values` are its dates by place, `events` the dates of its events, `there` matches the beginning of a sentence that
    takes place at the event named last (会上，…), or else on the `opening` day of the article.
    """
    found, paragraph, now, latest = list[Scene](), -1, None, opening
    for view in views:
        if view.paragraph != paragraph:
            paragraph, now = view.paragraph, None
        named = [(at, events[e]) for at in sorted(view.names) for e in view.slots[at] if e in events]
        head = _HEAD.match(view.text)
        if head and (date := values.get(view.starts[head.end() - 1])):
            now = date
        elif named and named[0][0] < _OPENING:
            now = named[0][1]
        elif there.match(view.text):
            now = latest
        if view.text:
            found.append(Scene(view.starts[0], None if DATE in view.text else now, DATE in view.text))
        latest = named[-1][1] if named else latest
    return tuple(found)
