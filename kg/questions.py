"""The shipped questions: SPARQL files of the ontology folder with descriptions and parameters in their head lines.

A head line is a comment before the query: `# zh: …` and `# en: …` describe it; `# $park: 中文 | English` is a parameter
that the query uses as the variable $park: free when nobody gives a value, unless it is written `# $park!: …`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Literal
from rdflib.plugins.sparql import prepareQuery

from kg import ontology
from kg.errors import KnowledgeError, YuantuError

_LINE = re.compile(r"#\s*(?P<key>zh|en|\$\w+!?):\s*(?P<value>.+?)\s*")
_TERM = re.compile(r"(?<![\w$?])yt:(\w+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its descriptions by language, its parameters with theirs, and the SPARQL that answers it."""

    name: str
    label: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, str]]
    required: frozenset[str]
    sparql: str

    def bind(self, values: Mapping[str, str]) -> dict[str, Literal]:
        """Turn parameter values into RDF terms: names are Chinese literals; raise for unknown and missing ones."""
        for name in values.keys() - self.parameters.keys():
            known = ", ".join(f"--{p}" for p in self.parameters) or "none"
            raise YuantuError(f"question {self.name} has no parameter --{name}; its parameters: {known}")
        if missing := sorted(self.required - values.keys()):
            raise YuantuError(f"question {self.name} needs {' and '.join(f'--{name}' for name in missing)}")
        return {name: Literal(value, lang="zh") for name, value in values.items()}


def load(directory: Path = ontology.DEFAULT) -> dict[str, Question]:
    """Read all questions by name, in order; a KnowledgeError tells every fault at once."""
    questions, found = dict[str, Question](), list[str]()
    for path in sorted((directory / "queries").glob("*.rq")):
        try:
            questions[path.stem] = _read(path)
        except (OSError, UnicodeDecodeError) as fault:
            found.append(f"{path}: {fault}")
    found += [fault for question in questions.values() for fault in _faults(question, directory)]
    if found:
        raise KnowledgeError(found)
    return questions


def find(name: str, sparql: str, directory: Path = ontology.DEFAULT) -> Question:
    """Return the query that was written, the one in a .rq file, or the shipped question of that name."""
    if sparql:
        return Question("the query", {}, {}, frozenset(), sparql)
    if name.endswith(".rq"):
        return _read(Path(name))
    if found := load(directory).get(name):
        return found
    raise YuantuError(f"no question {name!r}; `kg query --list` names them")


def arguments(options: Sequence[str]) -> dict[str, str]:
    """Read `--park 名称` and `--park=名称` pairs from a command line."""
    values, rest = dict[str, str](), list(options)
    while rest:
        name, mark, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (mark or rest):
            raise YuantuError(f"{name}: a parameter is written as --name value")
        values[name[2:]] = value if mark else rest.pop(0)
    return values


def _read(path: Path) -> Question:
    text = path.read_text("utf-8")
    heads = [match for line in text.splitlines() if (match := _LINE.fullmatch(line))]
    label = {m["key"]: m["value"] for m in heads if not m["key"].startswith("$")}
    parameters = {m["key"].strip("$!"): _languages(m["value"]) for m in heads if m["key"].startswith("$")}
    required = frozenset(m["key"].strip("$!") for m in heads if m["key"].endswith("!"))
    return Question(path.stem, label, parameters, required, text)


def _languages(value: str) -> dict[str, str]:
    zh, _, en = value.partition("|")
    return {"zh": zh.strip(), "en": en.strip()}


def _faults(question: Question, directory: Path) -> Iterator[str]:
    place = directory / "queries" / f"{question.name}.rq"
    for language in ("zh", "en"):
        if not question.label.get(language):
            yield f"{place}:1: no line '# {language}: …'"
    for name, label in question.parameters.items():
        if not all(label.values()):
            yield f"{place}: parameter ${name} is not described as '中文 | English'"
        if f"${name}" not in question.sparql.partition("\n\n")[2]:
            yield f"{place}: parameter ${name} is not used"
    for line, text in enumerate(question.sparql.splitlines(), 1):
        for term in sorted(set(_TERM.findall(text)) - ontology.terms(directory)):
            yield f"{place}:{line}: yt:{term} is not in the ontology"
    try:
        prepareQuery(question.sparql)
    except Exception as fault:  # rdflib raises whatever its parser trips over; a fault of the file in any case
        yield f"{place}: no valid SPARQL: {' '.join(str(fault).split())}"
