"""The word lists by which names are grown from their ends, compiled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.choice import choice
from kg.lexicon import Lexicon, several
from kg.ontology import REGION
from kg.recognise.people import posts
from kg.recognise.scan import Index

_TOPIC = "topic"
NOT_BY_FIELD = (ontology.COMPANY, ontology.PARK, ontology.PROJECT)
_BUILT = "[东西南北中一二三四五]?[路街巷]|大道|大街|银行|集团|公司|兵团"  # 建设 is no verb before these
_COUNT = "[一二两三四五六七八九十几多数百\\d][余多]?[家所座个条项批场支只]"
_CITY = "市"


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """What growing looks up, compiled once for a lexicon."""

    suffixes: Index
    soft: re.Pattern[str]
    lead: re.Pattern[str]
    verbal: re.Pattern[str]
    building: re.Pattern[str]
    hollow: re.Pattern[str]
    counted: re.Pattern[str]
    vague: Mapping[str, re.Pattern[str]]
    fields: re.Pattern[str]
    generic: frozenset[str]
    party: frozenset[str]
    works: frozenset[str]
    unjoined: tuple[str, ...]
    apart: frozenset[str]
    towns: tuple[str, ...]
    posts: Index


@cache
def lists(lexicon: Lexicon) -> Lists:
    """The lists of a lexicon."""
    fields = [form for form, found in lexicon.entries.items() if any(e.type == ontology.INDUSTRY for e in found)]
    return Lists(
        Index([*lexicon.suffixes, *lexicon.words["no-suffix"]]),
        several(lexicon, "soft"),
        several(lexicon, "soft", "lead", "verbal"),
        re.compile(lexicon.either("verbal")),
        re.compile(f"(?:{lexicon.either('building')})(?!{_BUILT})"),
        re.compile(f"(?:{lexicon.either('modifier')})*"),
        re.compile(f"{counted(lexicon).pattern}$"),
        {kind: _vague(lexicon, kind) for kind in ontology.TYPES},
        _vague(lexicon, *NOT_BY_FIELD, more=fields),
        lexicon.words["generic"],
        lexicon.words["party"],
        lexicon.words["works"],
        tuple(sorted(lexicon.words["unjoined"])),
        lexicon.words["zone-apart"],
        tuple(sorted(_towns(lexicon))),
        posts(lexicon),
    )


def _towns(lexicon: Lexicon) -> Iterator[str]:
    """The cities that are counties by their code."""
    for form, found in lexicon.entries.items():
        if form.endswith(_CITY) and any(e.type == REGION and e.code and not e.code.endswith("00") for e in found):
            yield form


@cache
def counted(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before a thing of a kind that has no name: 3家, 某, 其他."""
    return re.compile(f"(?:{_COUNT}|{lexicon.either('unnamed')})")


def _vague(lexicon: Lexicon, *kinds: str, more: Iterable[str] = ()) -> re.Pattern[str]:
    """Words of which a name of these types cannot be made alone."""
    topics = (topic for topic in (_TOPIC, *(f"{_TOPIC}:{kind}" for kind in kinds)) if topic in lexicon.words)
    return re.compile(f"(?:{lexicon.either('modifier', *topics)}|{choice(more)}|[\\d年])*")
