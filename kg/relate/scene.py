"""What is going on where a sentence gives no date: the date of the paragraph, or of the event at which people are.

2021年，甲园开工。乙公司随后落户甲园。 — 会上，甲公司与乙公司签约。
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.relate.view import CARRIED, DATE, View

# A date that opens a sentence holds for what follows in the paragraph, too: 2021年，… 但在2021年，…
_HEAD = re.compile(f"[{CARRIED}]{{0,4}}[而但早]?[在于]?{DATE}")
# An event named no further from the beginning is where the sentence takes place: 在本次论坛上，…
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence by the place where it begins, and the date of what is going on there, if it gives none itself.

    `met`: it says that it takes place where people meet (会上，…); `opens`: it goes on about the opening of an event.
    """

    start: int
    value: str | None
    dated: bool
    met: bool
    opens: bool


def scenes(
    views: Sequence[View],
    values: Mapping[int, str | None],
    events: Mapping[str, str],
    there: re.Pattern[str],
    opens: re.Pattern[str],
    opening: str | None,
) -> tuple[Scene, ...]:
    """The scenes of an article, in text order.

    `values` are its dates by place, `events` the dates of its events, `there` matches the beginning of a sentence that
    takes place at the event named last (会上，…), or else on the `opening` day of the article; `opens` finds words of
    an opening, about which the sentences behind it go on until one gives a date.
    """
    found, paragraph, now, latest, met, begun = list[Scene](), -1, None, opening, False, False
    for view in views:
        if view.paragraph != paragraph:
            paragraph, now, met, begun = view.paragraph, None, False, False
        named = [(at, events[e]) for at in sorted(view.names) for e in view.slots[at] if e in events]
        head = _HEAD.match(view.text)
        if head and (date := values.get(view.starts[head.end() - 1])):
            now, met = date, False
        elif named and named[0][0] < _OPENING:
            now, met = named[0][1], False
        elif there.match(view.text):
            now, met = latest, True
        dated = DATE in view.text
        begun = bool(opens.search(view.text)) or (begun and not dated)
        if view.text:
            found.append(Scene(view.starts[0], None if dated else now, dated, met, begun))
        latest = named[-1][1] if named else latest
    return tuple(found)
