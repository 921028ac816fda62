"""The bracket notation of the rules' examples: `[subject/Government 财政部]印发[object/Policy 《办法》]。`

A bracket holds an optional end (subject, object), a type, and the words; brackets nest for names inside names.
`[~朝阳区 全区]` refers to an entity without naming it; `[role 主任]` marks the title that must be captured. Quotes and
brackets around a name are no part of it. `{cue}` stands for each of the rule's cues in turn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, product
from typing import Any

from kg.model import Article, Document, Entity, Mention, Reference, Statement
from kg.relate import relate
from kg.relate.patterns import OBJECT, SUBJECT
from kg.relate.ruleset import Rule, RuleSet
from kg.segment import outline

PUBLISHED = date(2022, 6, 15)
_OPEN = re.compile(r"\[(?:(?P<end>subject|object|both)/)?(?:~(?P<named>[^ \]]+)|(?P<type>[A-Z][a-z]+)|(?P<role>role)) ")
_ANY_CUE = "{cue}"
_QUOTES = "《》“”‘’"


@dataclass(slots=True)
class Example:
    """One parsed example: a document of one article, its entities and references, and the marked ends by name."""

    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    ends: dict[str, list[str]] = field(default_factory=lambda: {SUBJECT: [], OBJECT: []})
    role: str | None = None

    @property
    def document(self) -> Document:
        """The example as an article published on PUBLISHED."""
        return outline(Article("example", "", self.text, PUBLISHED))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """One entity a name; a name that lies inside another one has no mention of its own."""
        names = dict.fromkeys(m.text for m in self.mentions)
        return tuple(self._entity(number, name) for number, name in enumerate(names, 1))

    def _entity(self, number: int, name: str) -> Entity:
        mine = [m for m in self.mentions if m.text == name]
        outer = [m for m in mine if not any(o.span != m.span and o.span.holds(m.span) for o in self.mentions)]
        return Entity(f"e{number}", mine[0].type, name, (), tuple(outer))


def parse(source: str) -> Example:
    """Read the bracket notation; raises ValueError where a bracket is never closed or of no known form."""
    example, stack, at = Example(), list[tuple[int, Mapping[str, str]]](), 0
    while at < len(source):
        opened = _OPEN.match(source, at)
        if opened:
            stack.append((len(example.text), {k: v or "" for k, v in opened.groupdict().items()}))
            at = opened.end()
        elif source[at] == "]" and stack:
            start, bracket = stack.pop()
            _close(example, start, bracket)
            at += 1
        elif source[at] in "[]":
            raise ValueError(f"bracket at {source[at : at + 12]!r}")
        else:
            example.text += source[at]
            at += 1
    if stack:
        raise ValueError("bracket is never closed")
    example.mentions.sort()
    return example


def _close(example: Example, start: int, bracket: Mapping[str, str]) -> None:
    end = len(example.text)
    if bracket["role"]:
        example.role = example.text[start:end]
        return
    if bracket["named"]:
        example.references.append(Reference(start, end, example.text[start:end], bracket["named"]))
        return
    while example.text[start] in _QUOTES and example.text[end - 1] in _QUOTES:
        start, end = start + 1, end - 1
    name = example.text[start:end]
    example.mentions.append(Mention(start, end, name, bracket["type"], "example"))
    for marked in (SUBJECT, OBJECT):
        if bracket["end"] in (marked, "both") and name not in example.ends[marked]:
            example.ends[marked].append(name)


def statements(example: Example, rules: RuleSet) -> tuple[Statement, ...]:
    """What the rules say about an example, with names instead of ids."""
    names = {e.id: e.name for e in example.entities}
    ids = {name: i for i, name in names.items()}
    references = [replace(r, entity=ids[r.entity]) for r in example.references if r.entity in ids]
    found = relate(example.document, example.entities, references, rules=rules)
    return tuple(replace(s, subject=names[s.subject], object=names[s.object]) for s in found)


def spelled_out(rule: Rule) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rule's examples; one that holds `{cue}` stands for as many as the rule has cues."""
    for entry in rule.examples:
        source = str(entry["text"])
        for cue in rule.cues if _ANY_CUE in source else ("",):
            yield source.replace(_ANY_CUE, cue), entry


def faults(rule: Rule, rules: RuleSet) -> list[str]:
    """What is wrong with a rule's examples and counter-examples: each tells the text and what came out instead."""
    found = []
    for source, entry in spelled_out(rule):
        found += _example_faults(rule, source, entry, rules)
    for source in rule.never:
        wrong = [s for s in statements(parse(source), rules) if s.evidence[0].rule == rule.name]
        found += [f"{rule.name}: must be silent on {source!r} but says {_shown(s)}" for s in wrong]
    return found


def _example_faults(rule: Rule, source: str, entry: Mapping[str, Any], rules: RuleSet) -> list[str]:
    example = parse(source)
    found = statements(example, rules)
    ends = example.ends
    pairs = combinations(ends[SUBJECT], 2) if rule.pairs else product(ends[SUBJECT], ends[OBJECT])
    symmetric = rules.vocabulary.predicates[rule.predicate].symmetric
    wanted = {(s, rule.predicate, o) for s, o in pairs if s != o}
    wanted |= {(o, p, s) for s, p, o in wanted if symmetric}
    got = {_triple(s) for s in found}
    missing = {t for t in wanted - got if not (symmetric and t[::-1] in got)}
    told = [f"{rule.name}: {source!r} misses {t}" for t in sorted(missing)]
    others = entry.get("also", ())
    allowed = [others] if isinstance(others, str) else list(others)
    told += [
        f"{rule.name}: {source!r} says {_shown(s)} too"
        for s in found
        if _triple(s) not in wanted and s.evidence[0].rule not in allowed
    ]
    if not any(e.rule == rule.name for s in found for e in s.evidence):
        told.append(f"{rule.name}: does not fire on {source!r}")
    return told + _detail_faults(rule, source, entry, example, found)


def _detail_faults(
    rule: Rule, source: str, entry: Mapping[str, Any], example: Example, found: Sequence[Statement]
) -> list[str]:
    """Status is always checked, actual where the example does not tell; time and role where it tells them."""
    wanted = {"status": entry.get("status", rule.status or "actual")}
    if "time" in entry:
        wanted["time"] = entry["time"]
    if example.role is not None:
        wanted["role"] = example.role
    return [
        f"{rule.name}: {source!r} has {key} {getattr(s, key)!r} instead of {value!r}"
        for s in found
        if any(e.rule == rule.name for e in s.evidence)
        for key, value in wanted.items()
        if getattr(s, key) != value
    ]


def _triple(statement: Statement) -> tuple[str, str, str]:
    return statement.subject, statement.predicate, statement.object


def _shown(statement: Statement) -> str:
    rule = statement.evidence[0].rule
    return f"{statement.subject} {statement.predicate} {statement.object} (by {rule})"
