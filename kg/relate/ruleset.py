"""The relation rules in memory: each one compiled, and all of them with what reading with them needs."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from kg.ontology import Vocabulary
from kg.relate import context, status
from kg.relate.carry import Builder
from kg.relate.patterns import Pattern
from kg.relate.triggers import Triggers
from kg.relate.view import Alphabet

CARRIED = "carried"  # the end that a rule may except where its name is carried over and not written


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One compiled rule; see the pattern language in `kg/relate/patterns.py` and the comments in the rule files.

    `in_orders` is the status of what the text of a policy orders (see `kg/relate/genre.py`).
    `elsewhere` tells where a missing end is found (see `kg/relate/context.py`) and of what types it may be.
    `aside`: a title tells the fact in passing (若北辰总裁周可出席，…), whatever its clause plans, denies or supposes.
    `inside` and `holder` are set for rules about names: which end owns the name, and of what types it may be.
    """

    name: str
    predicate: str
    patterns: tuple[Pattern, ...]
    cues: tuple[str, ...]
    unless: tuple[str, ...]
    status: str
    in_orders: str
    aside: bool
    time: str
    elsewhere: Mapping[str, tuple[str, frozenset[str]]]
    pairs: bool
    inside: str
    holder: frozenset[str]
    excluded: Mapping[str, re.Pattern[str]]
    only: Mapping[str, re.Pattern[str]]
    examples: tuple[Mapping[str, Any], ...]
    never: tuple[str, ...]
    file: str
    line: int
    needs: tuple[tuple[frozenset[str], ...], ...]

    @property
    def at_large(self) -> bool:
        """Tell whether the other end is only what the whole article is about."""
        return any(way in (context.LEAD, context.TITLE) for way, _ in self.elsewhere.values())

    def admits(self, written: Mapping[str, str]) -> bool:
        """Tell whether no name is one that the rule leaves out, and each holds one of the words that it asks for.

        What is left out may be told with * for any letters; a word asked for that ends in $ must end the name. Names
        left out as `carried` are no subjects of clauses that do not name them.
        """
        if not self.excluded and not self.only:
            return True
        if any(end in self.excluded and self.excluded[end].match(name) for end, name in written.items()):
            return False
        return all(self.only[end].search(name) for end, name in written.items() if end in self.only)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """All rules of one ontology folder, and what reading with them needs; see `kg/relate/ahead.py` for `awaiting`."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    alphabet: Alphabet
    builder: Builder
    triggers: Triggers
    cues: status.StatusCues
    counts: Mapping[str, tuple[int, int]]
    yields: Mapping[str, tuple[str, ...]]
    awaiting: frozenset[str]
    fits: dict[frozenset[str], frozenset[int]] = field(default_factory=dict)
    cued: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the numbers of the rules by their cues, and under '' those without."""
        for number, rule in enumerate(self.rules):
            for cue in (rule.cues or ("",)) if not rule.inside else ():
                self.cued.setdefault(cue, set()).add(number)

    def fitting(self, present: frozenset[str], words: Set[str]) -> Iterator[Rule]:
        """The rules, in their order, that one of these words of a view may call.

        Their names and carried subjects may be among these characters of the view: which rules that are, is remembered.
        """
        if present not in self.fits:
            fits = (n for n, rule in enumerate(self.rules) if any(_met(need, present) for need in rule.needs))
            self.fits[present] = frozenset(fits)
        called = self.cued.get("", set()).union(*(self.cued[word] for word in self.cued.keys() & words))
        return (self.rules[number] for number in sorted(called & self.fits[present]))

    def confidence(self, rule: str) -> float:
        """How often a statement by this rule is right: counted on annotated articles, Laplace-smoothed."""
        correct, wrong = self.counts.get(rule, (0, 0))
        return (correct + 1) / (correct + wrong + 2)


def _met(needs: Sequence[frozenset[str]], present: frozenset[str]) -> bool:
    return not any(n.isdisjoint(present) for n in needs)
