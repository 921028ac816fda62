"""Relation rules as data: `ontology/rules/relations/*.yaml`, one file a predicate, loaded and checked as a whole."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg import ontology
from kg.errors import KnowledgeError
from kg.model import ACTUAL, PLANNED
from kg.ontology import ORGANIZATION, Vocabulary
from kg.relate import context, status
from kg.relate.carry import Builder
from kg.relate.patterns import CUE, OBJECT, SUBJECT, Compiler, Pattern, PatternError, Slot
from kg.relate.triggers import Triggers
from kg.relate.view import Alphabet
from kg.relate.when import SENTENCE, WAYS
from kg.relate.wording import Lines, holding, like
from kg.rows import rows

FOLDER = Path("rules") / "relations"
WORDS = "words.yaml"
CONFIDENCE, CARRIED = Path("rules") / "confidence.csv", "carried"
_FILE_KEYS = {"predicate", "note", "time", "in_orders", "yields_to", "awaits_making", "rules"}
_RULE_KEYS = {
    *("name", "note", "pattern", "patterns", "cues", "words", "unless", "status", "time", "context", "within", "title"),
    *("lead", "main", "pairs", "inside", "holder", "not", "only", "carried", "aside", "examples", "never"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One compiled rule; see the pattern language in `kg/relate/patterns.py` and the comments in the rule files.

    `in_orders` is the status of what the text of a policy orders (see `kg/relate/genre.py`).
    `elsewhere` tells where a missing end is found (see `kg/relate/context.py`) and of what types it may be.
    `cue_set` holds the `cues`, made once for speed.
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
    cue_set: frozenset[str]

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
    fits: dict[frozenset[str], tuple[Rule, ...]] = field(default_factory=dict)

    def fitting(self, present: frozenset[str]) -> tuple[Rule, ...]:
        """The rules whose names and carried subjects may be among these characters of a view; remembered."""
        if present not in self.fits:
            rules = (r for r in self.rules if not r.inside)
            self.fits[present] = tuple(r for r in rules if any(_met(n, present) for n in r.needs))
        return self.fits[present]

    def confidence(self, rule: str) -> float:
        """How often a statement by this rule is right: counted on annotated articles, Laplace-smoothed."""
        correct, wrong = self.counts.get(rule, (0, 0))
        return (correct + 1) / (correct + wrong + 2)


def load(directory: Path = ontology.DEFAULT, vocabulary: Vocabulary | None = None) -> RuleSet:
    """Read and compile every rule; a KnowledgeError tells all faults with file, line and rule name."""
    return _Loader(directory, vocabulary or ontology.load(directory)).ruleset()


@dataclass(slots=True)
class _Loader:
    directory: Path
    vocabulary: Vocabulary
    faults: list[str] = field(default_factory=list)

    def ruleset(self) -> RuleSet:
        folder = self.directory / FOLDER
        words = self._words(folder / WORDS)
        types = {name: self.vocabulary.leaves(name) for name in self.vocabulary.classes}
        types["Org"] = self.vocabulary.leaves(ORGANIZATION)
        alphabet = Alphabet(self.vocabulary.types)
        compiler = Compiler(alphabet, types, words)
        yields, awaiting, found = dict[str, tuple[str, ...]](), set[str](), list[Rule]()
        for path in sorted(folder.glob("*.yaml")):
            if path.name != WORDS:
                data = self._read(path)
                yields[str(data.get("predicate"))] = tuple(_texts(data.get("yields_to")))
                awaiting.update([str(data.get("predicate"))] if data.get("awaits_making") else [])
                found += _FileReader(self, path, data, compiler).rules()
        repeated = [n for n, times in Counter(r.name for r in found).items() if times > 1]
        self.faults += [f"{r.file}:{r.line}: {r.name}: name used twice" for r in found if r.name in repeated]
        if self.faults:
            raise KnowledgeError(self.faults)
        return RuleSet(
            rules=tuple(found),
            vocabulary=self.vocabulary,
            alphabet=alphabet,
            builder=Builder.of(alphabet, words),
            triggers=Triggers(_spotted(found)),
            cues=status.load(self.directory),
            counts=_counts(self.directory / CONFIDENCE),
            yields=yields,
            awaiting=frozenset(awaiting),
        )

    def _words(self, path: Path) -> dict[str, tuple[str, ...]]:
        data = self._read(path)
        data.pop("__line__", None)
        return {str(name): tuple(_texts(words)) for name, words in data.items()}

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            data = yaml.load(path.read_text("utf-8"), Lines)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            self.faults.append(f"{path}: cannot be read: {' '.join(str(error).split())}")
            return {}
        if not isinstance(data, dict):
            self.faults.append(f"{path}: holds no mapping")
            return {}
        return data


@dataclass(frozen=True, slots=True)
class _FileReader:
    """Reads the rules of one file, collecting faults in the loader."""

    loader: _Loader
    path: Path
    data: Mapping[str, Any]
    compiler: Compiler

    def rules(self) -> Iterator[Rule]:
        predicate = str(self.data.get("predicate", ""))
        if self.data.get("in_orders", ACTUAL) not in (ACTUAL, PLANNED):
            self._fault(1, "", "in_orders must be actual or planned")
        for key in sorted(set(self.data) - _FILE_KEYS - {"__line__"}):
            self._fault(1, "", f"unknown key {key}")
        if predicate not in self.loader.vocabulary.predicates:
            self._fault(1, "", f"unknown predicate {predicate!r}")
            return
        for entry in self.data.get("rules") or ():
            rule = self._rule(entry, predicate)
            if rule:
                yield rule

    def _rule(self, entry: Mapping[str, Any], predicate: str) -> Rule | None:
        line, name = int(entry.get("__line__", 0)), str(entry.get("name", ""))
        before = len(self.loader.faults)
        for fault in _misshapen(entry):
            self._fault(line, name, fault)
        if len(self.loader.faults) > before:
            return None
        try:
            rule = self._compiled(entry, predicate, name, line)
        except PatternError as error:
            self._fault(line, name, str(error))
            return None
        for fault in self._unfit(rule):
            self._fault(line, name, fault)
        return rule

    def _compiled(self, entry: Mapping[str, Any], predicate: str, name: str, line: int) -> Rule:
        words = {k: tuple(_texts(v)) for k, v in (entry.get("words") or {}).items() if k != "__line__"}
        words[CUE] = cues = tuple(_texts(entry.get("cues")))
        inside = str(entry.get("inside", ""))
        carried = bool(entry.get("carried", True)) and not inside
        sources = [*_texts(entry.get("pattern")), *_texts(entry.get("patterns"))]
        patterns = tuple(self.compiler.compile(s, words, carried=carried, inside=bool(inside)) for s in sources)
        return Rule(
            name=name,
            predicate=predicate,
            patterns=patterns,
            cues=cues,
            unless=tuple(_texts(entry.get("unless"))),
            status=str(entry.get("status", ACTUAL if inside else "")),
            in_orders=str(self.data.get("in_orders", ACTUAL)),
            time=str(entry.get("time", self.data.get("time", SENTENCE))),
            elsewhere={end: (way, types) for way in context.WAYS for end, types in self._types(entry.get(way)).items()},
            pairs=bool(entry.get("pairs", False)),
            aside=bool(entry.get("aside", False)),
            inside=inside,
            holder=self.compiler.expand(str(entry["holder"])) if inside else frozenset(),
            excluded={k: like(_texts(v)) for k, v in (entry.get("not") or {}).items() if k != "__line__"},
            only={k: holding(_texts(v)) for k, v in (entry.get("only") or {}).items() if k != "__line__"},
            examples=tuple(e if isinstance(e, dict) else {"text": e} for e in entry.get("examples") or ()),
            never=tuple(_texts(entry.get("never"))),
            file=str(self.path.relative_to(self.loader.directory)),
            line=line,
            cue_set=frozenset(cues),
            needs=tuple(tuple(self._characters(s) for s in p.slots.values()) for p in patterns),
        )

    def _characters(self, slot: Slot) -> frozenset[str]:
        kinds = sorted(slot.host or slot.types)
        return frozenset(self.compiler.alphabet.real(kinds) + self.compiler.alphabet.carried(kinds))

    def _types(self, given: Mapping[str, str] | None) -> dict[str, frozenset[str]]:
        return {k: self.compiler.expand(v) for k, v in (given or {}).items() if k != "__line__"}

    def _unfit(self, rule: Rule) -> Iterator[str]:
        """Ends that are missing, or of types outside the predicate's domain and range."""
        term = self.loader.vocabulary.predicates[rule.predicate]
        for pattern in rule.patterns:
            ends = {name: slot.types for name, slot in pattern.slots.items()} | {
                end: types for end, (_, types) in rule.elsewhere.items()
            }
            if rule.inside:
                ends[rule.inside] = rule.holder
            for end, allowed in ((SUBJECT, term.domain), (OBJECT, term.range)):
                if end not in ends and not rule.pairs:
                    yield f"no {end}"
                for kind in sorted(ends.get(end, frozenset()) - allowed):
                    yield f"{end} of type {kind} does not fit {rule.predicate}"

    def _fault(self, line: int, name: str, what: str) -> None:
        file = self.path.relative_to(self.loader.directory)
        self.loader.faults.append(f"{file}:{line}: {name + ': ' if name else ''}{what}")


def _spotted(rules: Sequence[Rule]) -> Iterator[str]:
    """The words by which a view tells which rules and patterns may match in it."""
    for rule in rules:
        yield from rule.cues
        if not rule.inside:
            yield from (word for pattern in rule.patterns for anchor in pattern.anchors for word in anchor)


def _met(needs: Sequence[frozenset[str]], present: frozenset[str]) -> bool:
    return not any(n.isdisjoint(present) for n in needs)


def _misshapen(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(set(entry) - _RULE_KEYS - {"__line__"}):
        yield f"unknown key {key}"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", str(entry.get("name", ""))):
        yield f"the name {entry.get('name', '')!r} is not of the form issues-by-verb"
    if not entry.get("pattern") and not entry.get("patterns"):
        yield "no pattern"
    if entry.get("inside", SUBJECT) not in (SUBJECT, OBJECT):
        yield "inside must be subject or object"
    if bool(entry.get("inside")) != bool(entry.get("holder")):
        yield "inside and holder belong together"
    if entry.get("status", ACTUAL) not in (ACTUAL, PLANNED):
        yield "status must be actual or planned"
    if entry.get("time", SENTENCE) not in WAYS:
        yield f"time must be one of {', '.join(WAYS)}"
    if not entry.get("examples"):
        yield "no examples"


def _texts(value: Any) -> Sequence[str]:
    return [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _counts(path: Path) -> dict[str, tuple[int, int]]:
    found = rows(path, "rule", "correct", "wrong") if path.exists() else ()
    return {r["rule"]: (int(r["correct"]), int(r["wrong"])) for r in found}
