"""Write the predicates' part of ontology/shapes.ttl from the domains and ranges of ontology/yuantu.ttl.

python -m kg.upkeep.make_shapes [ONTOLOGY_FOLDER]
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from kg import ontology
from kg.ontology import Predicate, Vocabulary

LINE = "\n                  "
MARK = "# ── predicates: written by kg/upkeep/make_shapes.py"

# Every statement, planned ones too, joins what domain and range allow; no plain triple stands alone.
SHAPE = """
shape:{name} a sh:NodeShape ;
    sh:targetNode yt:{name} ;
    sh:property
        [ sh:path ( [ sh:inversePath rdf:predicate ] rdf:subject ) ; sh:message "{name} joins none of its domain" ;
          {domain} ] ,
        [ sh:path ( [ sh:inversePath rdf:predicate ] rdf:object ) ; sh:message "{name} joins none of its range" ;
          {range} ] ;
    sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes <https://w3id.org/yuantu/shapes> ;
        sh:message "a plain triple of {name} has its statement" ;
        sh:select \"\"\"SELECT $this (?s AS ?value) WHERE {{ ?s $this ?o .
            OPTIONAL {{ ?st rdf:predicate $this ; rdf:subject ?s ; rdf:object ?o }} FILTER (!bound(?st)) }}\"\"\" ] .
"""


def shapes(vocabulary: Vocabulary) -> str:
    """The shapes of all predicates."""
    return "".join(_shape(predicate, vocabulary) for predicate in vocabulary.predicates.values())


def _shape(predicate: Predicate, vocabulary: Vocabulary) -> str:
    order = vocabulary.types
    ends = {"domain": _classes(predicate.domain, order), "range": _classes(predicate.range, order)}
    return SHAPE.format(name=predicate.name, **ends)


def _classes(names: Iterable[str], order: tuple[str, ...]) -> str:
    found = sorted(names, key=order.index)
    if len(found) == 1:
        return f"sh:class yt:{found[0]}"
    classes = [f"[ sh:class yt:{name} ]" for name in found]
    lines = [" ".join(classes[i : i + 4]) for i in range(0, len(classes), 4)]
    return f"sh:or ( {LINE.join(lines)} )"


def main(folder: Path) -> None:
    """Replace all that stands below the mark."""
    path = folder / "shapes.ttl"
    head, mark, rest = path.read_text("utf-8").partition(MARK)
    line = rest.partition("\n")[0]
    path.write_text(f"{head}{mark}{line}\n{shapes(ontology.load(folder))}", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ontology.DEFAULT)
