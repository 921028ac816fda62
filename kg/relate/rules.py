"""Relation rules as data: `ontology/rules/relations/*.yaml`, one file a predicate, loaded and checked as a whole."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import ontology
from kg.errors import KnowledgeError
from kg.model import ACTUAL, PLANNED
from kg.ontology import ORGANIZATION, Vocabulary
from kg.relate import context, status
from kg.relate.carry import Builder
from kg.relate.parts import PatternError
from kg.relate.patterns import CUE, OBJECT, SUBJECT, Compiler, Slot
from kg.relate.ruleset import Rule, RuleSet
from kg.relate.triggers import Triggers
from kg.relate.view import Alphabet
from kg.relate.when import SENTENCE, WAYS
from kg.relate.wording import Lines, holding, like
from kg.rows import rows
from kg.trees import tree

FOLDER = Path("rules") / "relations"
WORDS = "words.yaml"
CONFIDENCE = Path("rules") / "confidence.csv"
_FILE_KEYS = {"predicate", "note", "time", "in_orders", "yields_to", "awaits_making", "rules"}
_RULE_KEYS = {
    *("name", "note", "pattern", "patterns", "cues", "words", "unless", "status", "time", "context", "within", "title"),
    *("lead", "main", "topic", "pairs", "inside", "holder", "not", "only", "carried", "aside", "examples", "never"),
}


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
            data = tree(path, loader=Lines)
        except KnowledgeError as error:
            self.faults += error.faults
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
