"""The vocabulary: classes and predicates of `ontology/yuantu.ttl`, the only place that knows their names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

import pyoxigraph as ox

from kg.errors import KnowledgeError

NAMESPACE = "https://w3id.org/yuantu/ontology#"
FILE = "yuantu.ttl"

ENTITY = "Entity"
COMPANY = "Company"
GOVERNMENT = "Government"
INSTITUTION = "Institution"
ASSOCIATION = "Association"
PARK = "Park"
REGION = "Region"
PLACE = "Place"
POLICY = "Policy"
REPORT = "Report"
EVENT = "Event"
PROJECT = "Project"
DESIGNATION = "Designation"
PERSON = "Person"
PRODUCT = "Product"
INDUSTRY = "Industry"
ORGANIZATION = "Organization"
ORGANIZATIONS = frozenset({COMPANY, GOVERNMENT, INSTITUTION, ASSOCIATION})
TYPES = ORGANIZATIONS | {PARK, REGION, PLACE, POLICY, REPORT, EVENT, PROJECT, DESIGNATION, PERSON, PRODUCT, INDUSTRY}

RELATED_TO = "relatedTo"
COOPERATES_WITH = "cooperatesWith"
ISSUES = "issues"
HOLDS_POSITION = "holdsPosition"
FOCUSES_ON = "focusesOn"

# What Python code cannot do without; all else may be renamed or added in the file alone.
_NEEDED = ORGANIZATIONS | {ORGANIZATION, PARK, REGION, PLACE, POLICY, REPORT, EVENT, PROJECT, DESIGNATION, PERSON}
_NEEDED |= {PRODUCT, INDUSTRY, COOPERATES_WITH, ISSUES, HOLDS_POSITION, FOCUSES_ON}

_PACKAGED = Path(__file__).parent / "ontology_data"
DEFAULT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "ontology"

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LANGUAGES = ("zh", "en")
_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What every term has: its local name, and by language (zh, en) its label and definition; an example."""

    name: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: str
    parents: tuple[str, ...]
    """Super-terms: local names for our own, whole IRIs for those of other vocabularies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class(Term):
    """A class of entities; `colour` is its CSS colour in legends, empty for super-classes."""

    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Term):
    """A relation between entities; domain and range are expanded to leaf classes."""

    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    backward: Mapping[str, str]
    """How a fact reads from its object, by language."""
    inverses: tuple[str, ...]
    """Terms of other vocabularies that run the other way round and of which this one is a special case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Classes and predicates by local name, in the order of the file."""

    version: str
    classes: Mapping[str, Class]
    predicates: Mapping[str, Predicate]
    others: Mapping[str, Term]
    """What statements, figures, evidence and articles are described with."""

    @property
    def types(self) -> tuple[str, ...]:
        """The leaf classes: the types that an entity can have."""
        supers = {parent for term in self.classes.values() for parent in term.parents}
        return tuple(name for name in self.classes if name not in supers)

    def leaves(self, name: str) -> frozenset[str]:
        """The types that `name` stands for: itself, or the leaves below a super-class."""
        return frozenset(leaf for leaf in self.types if name in self.lineage(leaf))

    def lineage(self, name: str) -> Iterator[str]:
        """`name` and all its super-classes of this vocabulary."""
        yield name
        for parent in self.classes[name].parents:
            if parent in self.classes:
                yield from self.lineage(parent)

    def allows(self, subject: str, predicate: str, object_: str) -> bool:
        """Tell whether the predicate may join these two types."""
        term = self.predicates[predicate]
        return subject in term.domain and object_ in term.range


class _Common(TypedDict):
    name: str
    label: dict[str, str]
    definition: dict[str, str]
    example: str
    parents: tuple[str, ...]


def load(directory: Path = DEFAULT) -> Vocabulary:
    """Read the vocabulary; every fault is told at once in a KnowledgeError."""
    return _Reader(directory / FILE).vocabulary()


def terms(directory: Path = DEFAULT) -> frozenset[str]:
    """The local names of all terms of the file: classes, predicates, and those of statements, figures and evidence."""
    return _terms(directory / FILE)


@cache
def _terms(path: Path) -> frozenset[str]:
    return frozenset(key.removeprefix(NAMESPACE) for key in _Reader(path).facts if key.startswith(NAMESPACE))


class _Reader:
    """Turns the triples of one ontology file into terms, collecting faults on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []
        try:
            self.source = path.read_text("utf-8")
            quads = list(ox.parse(self.source, ox.RdfFormat.TURTLE))
        except (OSError, UnicodeDecodeError) as fault:
            raise KnowledgeError([f"{path}: cannot be read: {fault}"]) from fault
        except SyntaxError as fault:
            raise KnowledgeError([f"{path}:{fault.lineno}: {fault.msg}"]) from fault
        self.facts: dict[str, dict[str, list[_Node]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.facts[_key(quad.subject)][quad.predicate.value].append(quad.object)

    def vocabulary(self) -> Vocabulary:
        """The whole vocabulary, or all faults."""
        below = self._below(_RDFS + "subClassOf", ENTITY)
        classes = {name: self._class(name) for name in below if name != ENTITY}
        version = self._text("", _OWL + "versionInfo")
        found = Vocabulary(version=version, classes=classes, predicates={}, others={})
        names = [name for name in self._below(_RDFS + "subPropertyOf", RELATED_TO) if name != RELATED_TO]
        predicates = {name: self._predicate(name, found) for name in names}
        rest = [_local(key) for key in self.facts if key.startswith(NAMESPACE)]
        others = {name: self._other(name) for name in rest if name not in classes and name not in predicates}
        for name in sorted(_NEEDED - set(classes) - set(predicates)):
            self._fault(name, "the program needs it, and it is not defined")
        if self.faults:
            raise KnowledgeError(self.faults)
        return Vocabulary(version=version, classes=classes, predicates=predicates, others=others)

    def _class(self, name: str) -> Class:
        return Class(**self._term(name, "subClassOf"), colour=self._text(name, NAMESPACE + "colour"))

    def _predicate(self, name: str, found: Vocabulary) -> Predicate:
        kinds = {_key(kind) for kind in self.facts[NAMESPACE + name][_RDF + "type"]}
        return Predicate(
            **self._term(name, "subPropertyOf"),
            domain=self._members(name, "domain", found),
            range=self._members(name, "range", found),
            symmetric=_OWL + "SymmetricProperty" in kinds,
            backward=self._texts(name, NAMESPACE + "readBackward"),
            inverses=tuple(_key(inverse) for inverse in self._inverses(name)),
        )

    def _inverses(self, name: str) -> Iterator[_Node]:
        for above in self.facts[NAMESPACE + name][_RDFS + "subPropertyOf"]:
            yield from self.facts.get(_key(above), {}).get(_OWL + "inverseOf", [])

    def _other(self, name: str) -> Term:
        is_class = _RDFS + "subClassOf" in self.facts[NAMESPACE + name]
        return Term(**self._term(name, "subClassOf" if is_class else "subPropertyOf"))

    def _term(self, name: str, above: str) -> "_Common":
        parents = [p.value for p in self.facts[NAMESPACE + name][_RDFS + above] if isinstance(p, ox.NamedNode)]
        term: _Common = {
            "name": name,
            "label": self._texts(name, _RDFS + "label"),
            "definition": self._texts(name, _SKOS + "definition"),
            "example": self._text(name, _SKOS + "example"),
            "parents": tuple(map(_local, parents)),
        }
        for kind, texts in (("label", term["label"]), ("definition", term["definition"])):
            for language in _LANGUAGES:
                if not texts.get(language):
                    self._fault(name, f"no {kind} in {language}")
        if not term["example"]:
            self._fault(name, "no skos:example")
        return term

    def _members(self, name: str, side: str, found: Vocabulary) -> frozenset[str]:
        """The leaf classes of a domain or range: one class, or the list of an owl:unionOf."""
        named = [member for node in self.facts[NAMESPACE + name][_RDFS + side] for member in self._union(node)]
        if not named:
            self._fault(name, f"no rdfs:{side}")
        for unknown in (n for n in named if n not in found.classes):
            self._fault(name, f"rdfs:{side} names {unknown}, which is no class below {ENTITY}")
        return frozenset(leaf for n in named if n in found.classes for leaf in found.leaves(n))

    def _union(self, node: _Node) -> Iterator[str]:
        lists = self.facts[_key(node)].get(_OWL + "unionOf") if isinstance(node, ox.BlankNode) else None
        if lists is None:
            yield _local(_key(node))
            return
        rest = _key(lists[0])
        while rest != _RDF + "nil":
            yield _local(_key(self.facts[rest][_RDF + "first"][0]))
            rest = _key(self.facts[rest][_RDF + "rest"][0])

    def _below(self, relation: str, top: str) -> list[str]:
        """Local names of `top` and of all our terms below it, in the order of the file; cycles are faults."""
        found = {top}
        names = [_local(key) for key in self.facts if key.startswith(NAMESPACE)]
        while more := {n for n in names if n not in found and found & self._parents(n, relation)}:
            found |= more
        for name in names:
            if name in self._ancestors(name, relation):
                raise KnowledgeError([*self.faults, f"{self._place(name)}: {name}: is its own super-term"])
        return [name for name in names if name in found]

    def _ancestors(self, name: str, relation: str) -> set[str]:
        found: set[str] = set()
        while more := {p for n in (found or {name}) for p in self._parents(n, relation)} - found:
            found |= more
        return found

    def _parents(self, name: str, relation: str) -> set[str]:
        nodes = self.facts.get(NAMESPACE + name, {}).get(relation, [])
        return {_local(_key(node)) for node in nodes if _key(node).startswith(NAMESPACE)}

    def _fault(self, name: str, what: str) -> None:
        self.faults.append(f"{self._place(name)}: {name}: {what}")

    def _place(self, name: str) -> str:
        lines = self.source.splitlines()
        number = next((i for i, line in enumerate(lines, 1) if re.match(rf"\w*:{re.escape(name)}\b", line)), None)
        return f"{self.path}:{number}" if number else str(self.path)

    def _texts(self, name: str, relation: str) -> dict[str, str]:
        """Literals by language; an empty name is the ontology itself."""
        key = NAMESPACE + name if name else NAMESPACE.rstrip("#")
        literals = [v for v in self.facts[key][relation] if isinstance(v, ox.Literal)]
        return {literal.language or "": literal.value for literal in literals}

    def _text(self, name: str, relation: str) -> str:
        return next(iter(self._texts(name, relation).values()), "")


def _key(node: _Node) -> str:
    """An IRI as it is, a blank node as _:label; both may be subjects."""
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _local(iri: str) -> str:
    return iri.removeprefix(NAMESPACE)
