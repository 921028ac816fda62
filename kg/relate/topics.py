"""What a passage tells of, where each of its clauses is about somebody else: 股权上，甲持有49%，乙占46%，余下归丙."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.relate.carry import Builder
from kg.relate.view import CARRIED, View

# How many characters back a clause still tells at its head what a passage is about, and elsewhere.
_REACH, _NEAR = 400, 150


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its paragraph and place in the article, its words, where its head is, the names there, and all."""

    paragraph: int
    start: int
    text: str
    head: int
    heads: tuple[str, ...]
    names: tuple[tuple[int, str], ...]


def clauses(view: View, opener: re.Pattern[str]) -> Iterator[Clause]:
    """The clauses of a view, in text order; `opener` matches what may stand before a head."""
    start = 0
    while start < len(view.text):
        start, end = view.clause(start)
        head = start
        while head < end and CARRIED[0] <= view.text[head] <= CARRIED[-1]:
            head += 1
        opened = opener.match(view.text, head, end)
        head = opened.end() if opened else head
        names = tuple((at - start, e) for at in range(start, end) if at in view.names for e in view.slots[at])
        if names:
            heads = view.slots[head] if head in view.names else ()
            yield Clause(view.paragraph, view.starts[start], view.text[start:end], head - start, heads, names)
        start = end + 1


def told_of(
    nearest: Sequence[Clause],
    position: int,
    *,
    words: Collection[str],
    builder: Builder,
    right: Callable[[str], bool],
) -> tuple[str, ...]:
    """The entity, none or one, that the clauses before a place are about, but for those that hold one of the words.

    It is the right one at the head of the nearest clause that has one there, or the one that is made there, else the
    last one of a clause nearby; its own paragraph comes first. What others do to it at the head of a clause counts
    whatever words follow.
    """
    wording = builder.wording
    told, mentioned = list[tuple[int, str]](), list[tuple[int, str]]()
    for clause in nearest:
        heads, last = [e for e in clause.heads if right(e)], [e for _, e in reversed(clause.names) if right(e)]
        owned = wording.done_to.match(clause.text, clause.head)
        if owned and (done := [e for at, e in clause.names if at == owned.start(1) and right(e)]):
            found = done
        elif clause.start >= position or any(word in clause.text for word in words):
            found = _shared(clause, wording.shares, right)
        else:
            found = last if builder.making.search(clause.text) else heads
            mentioned += [(clause.paragraph, e) for e in last[:1] if position - clause.start <= _NEAR]
        told += [(clause.paragraph, e) for e in found[:1] if position - clause.start <= _REACH]
    own = nearest[0].paragraph if nearest else 0
    ranked = sorted([*told, *mentioned], key=lambda place: place[0] != own)
    return tuple(e for _, e in ranked[:1])


def _shared(clause: Clause, shares: re.Pattern[str], right: Callable[[str], bool]) -> list[str]:
    places = {match.start(1) for match in shares.finditer(clause.text)}
    return [e for at, e in clause.names if at in places and right(e)]
