"""Write docs/ontology.md from the ontology.

python -m kg.upkeep.make_docs
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import ontology
from kg.ontology import Class, Predicate, Term, Vocabulary
from kg.write.terms import VOCABULARIES

TARGET = Path(__file__).parents[2] / "docs" / "ontology.md"

HEAD = """\
# The ontology of yuantu (园图本体)

Written by `python -m kg.upkeep.make_docs` from [ontology/yuantu.ttl](../ontology/yuantu.ttl): edit there.
Version {version}, namespace `{namespace}`, {classes} classes and {predicates} predicates.

## Data model

A fact that holds is a plain triple **and** a `yt:Statement` that says when, how sure and why; a planned fact is a
statement alone. Statements and figures (`yt:Observation`) lead through `prov:wasDerivedFrom` to the quote
(`yt:Evidence`, offsets in code points), and the quote through `prov:wasQuotedFrom` to its article. A plan that came
true keeps what announced it in `yt:announcedBy`. No blank nodes; ids are opaque, labels carry the names.

```mermaid
flowchart LR
  S[yt:Statement] -- rdf:subject --> A[entity]
  S -- rdf:object --> B[entity]
  A -- "yt:settledIn …, only what holds" --> B
  O[yt:Observation] -- yt:about --> A
  S -- prov:wasDerivedFrom --> E[yt:Evidence]
  O -- prov:wasDerivedFrom --> E
  E -- prov:wasQuotedFrom --> N[yt:Article]
  N -- schema:mentions --> A
```
"""


def page(vocabulary: Vocabulary) -> str:
    """The whole page."""
    counts = {"classes": len(vocabulary.types), "predicates": len(vocabulary.predicates)}
    parts = [HEAD.format(version=vocabulary.version, namespace=ontology.NAMESPACE, **counts)]
    parts += ["\n## Classes\n", *(_class(term) for term in vocabulary.classes.values())]
    parts += ["\n## Predicates\n", *(_predicate(term, vocabulary) for term in vocabulary.predicates.values())]
    parts += [
        "\n## Terms of statements, figures and evidence\n",
        *(_section(t, []) for t in vocabulary.others.values()),
    ]
    return "".join(parts)


def _class(term: Class) -> str:
    colour = [("colour", f"`{term.colour}`")] if term.colour else []
    return _section(term, colour)


def _predicate(term: Predicate, vocabulary: Vocabulary) -> str:
    order = vocabulary.types
    rows = [("from", _links(sorted(term.domain, key=order.index))), ("to", _links(sorted(term.range, key=order.index)))]
    if term.backward:
        rows.append(("read backward", f"{term.backward.get('zh', '')} · {term.backward.get('en', '')}"))
    rows += [("symmetric", "yes")] if term.symmetric else []
    rows += [("special case, the other way round, of", ", ".join(map(_short, term.inverses)))] if term.inverses else []
    return _section(term, rows)


def _section(term: Term, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"\n### {term.name}\n", f"**{term.label['zh']}** · {term.label['en']}\n"]
    lines += [f"{term.definition['zh']}  \n{term.definition['en']}\n", f"- example: {term.example}"]
    lines += [f"- {name}: {value}" for name, value in rows]
    lines += [f"- below: {', '.join(map(_short, term.parents))}"] if term.parents else []
    return "\n".join(lines) + "\n"


def _short(term: str) -> str:
    """An IRI with its prefix; our own terms are local names already."""
    for prefix, iri in _prefixes():
        if term.startswith(iri):
            return f"`{prefix}:{term.removeprefix(iri)}`"
    return f"`yt:{term}`"


def _prefixes() -> Iterator[tuple[str, str]]:
    yield from VOCABULARIES.items()
    yield "owl", "http://www.w3.org/2002/07/owl#"
    yield "org", "http://www.w3.org/ns/org#"
    yield "qb", "http://purl.org/linked-data/cube#"


def _links(names: Iterable[str]) -> str:
    return ", ".join(f"[{name}](#{name.lower()})" for name in names)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(page(ontology.load()), "utf-8")
