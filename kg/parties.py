"""Roles that an article gives to names: 云山公司（以下简称“乙方”）, 甲方：云山公司; 乙方 then stands for it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path

from kg.choice import choice
from kg.model import Entity, Mention, Reference
from kg.references import CLAUSE, load

_BRACKET = re.compile(r"[”》]?[（(]([^（）()\n]{1,80})[）)]")
_OPENS = r"(?:^|[\s，。；：、！？“”（(,;:]|(?<=[对与向为由在将经及和给从使让以是拟])|(?<=其中))"
_REACH = 12


def roles(text: str, entities: Sequence[Entity], directory: Path) -> Iterator[Reference]:
    """Yield what the roles stand for, from where the article gives them on; the last who is given one has it."""
    named = sorted((mention, entity) for entity in entities for mention in entity.mentions)
    given: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, role, entity in sorted(_given(text, named, directory)):
        given[role].append((place, entity))
    if not given:
        return
    starts = [mention.start for mention, _ in named]
    for match in _spoken(directory).finditer(text):
        role = match["role"] or match["phrase"]
        start = match.end() - len(role)
        known = bisect_right(given[role], start, key=itemgetter(0))
        at = bisect_left(starts, match.end())
        last = named[at - 1][0].end if at else 0
        bracket = _BRACKET.match(text, last)
        if known and last <= start and not (bracket and start < bracket.end()):
            yield Reference(start, match.end(), role, given[role][known - 1][1])


def _given(text: str, named: Sequence[tuple[Mention, Entity]], directory: Path) -> Iterator[tuple[int, str, str]]:
    """From where on a role is given, the role, and the entity that has it."""
    parties = load(directory).parties
    for mention, entity in named:
        bracket = _BRACKET.match(text, mention.end)
        for role in _inner(directory).findall(bracket.group(1)) if bracket else ():
            if entity.type in parties[role].types:
                yield bracket.end() if bracket else mention.end, role, entity.id
        before = _before(directory).search(text, max(0, mention.start - _REACH), mention.start)
        if before and entity.type in parties[before["role"]].types:
            yield mention.end, before["role"], entity.id


@cache
def _inner(directory: Path) -> re.Pattern[str]:
    """A role in the bracket behind a name, behind 简称, a quotation mark or a joint."""
    words = choice(load(directory).parties)
    return re.compile(rf"(?:^|[“\"‘、，或]|简称|称为|称|作为|即|为)({words})(?=$|[”\"’、，,；])")


@cache
def _before(directory: Path) -> re.Pattern[str]:
    return re.compile(rf"(?P<role>{choice(load(directory).parties)})(?:为|是|：|:)[“\s]?$")


@cache
def _spoken(directory: Path) -> re.Pattern[str]:
    """A role; what may be a part of a longer word (子公司, 公司法) only where a phrase begins."""
    parties = load(directory).parties
    anywhere = choice(role for role, kind in parties.items() if kind.place != CLAUSE)
    begins = choice(role for role, kind in parties.items() if kind.place == CLAUSE)
    return re.compile(rf"(?P<role>{anywhere})|{_OPENS}(?P<phrase>{begins})(?!法|债|制|类|章程|名称|化|方面)", re.M)
