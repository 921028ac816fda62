"""What an article only speaks of as something still to be made: a park to be built stands nowhere yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.choice import choice
from kg.model import ACTUAL, PLANNED, Entity, Statement
from kg.relate.status import StatusCues
from kg.relate.view import BORDERS, REAL, View

# What may stand between 建设 and the name, and in the list behind it.
_FEW = f"[^{BORDERS}{REAL}、和与及]{{0,8}}?"
_LISTED = f"[{REAL}]{{1,3}}(?:(?:等|（[^（）]{{0,40}}）)?[、和与及][{REAL}]{{1,3}})*"


def making(words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for words of making and the names behind them, with the words of `rules/relations/words.yaml`."""
    ends = f"(?=[{BORDERS}、和与及）”’]|等|$|{choice(words.get('after_head', ()))})"
    return re.compile(f"(?:{choice(words.get('making', ()))})[了好]?{_FEW}(?P<names>{_LISTED}){ends}")


def coming(
    views: Sequence[View], entities: Mapping[str, Entity], made: re.Pattern[str], cues: StatusCues, usual: str
) -> frozenset[str]:
    """The entities that are named nowhere but in plans to make them; `usual` is the status where no word tells it."""
    places = {place for view in views for place in _planned(view, made, cues, usual)}
    return frozenset(e.id for e in entities.values() if e.mentions and all(m.start in places for m in e.mentions))


def awaited(statements: Sequence[Statement], unmade: frozenset[str], predicates: frozenset[str]) -> list[Statement]:
    """Facts of what is still to be made are planned, too, where their predicates await its making."""
    return [
        replace(s, status=PLANNED) if s.status == ACTUAL and s.subject in unmade and s.predicate in predicates else s
        for s in statements
    ]


def _planned(view: View, made: re.Pattern[str], cues: StatusCues, usual: str) -> Iterator[int]:
    """Where in the article names stand that are only planned to be made."""
    for match in made.finditer(view.text):
        if cues.of(view, match.start(), match.start(), usual) == PLANNED:
            for at in range(*match.span("names")):
                if at in view.names:
                    yield view.names[at].start
