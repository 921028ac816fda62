"""write: a graph as one interactive page, drawn by pyvis (vis-network) from our own template; it requests nothing."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.model import PLANNED, Graph, Statement
from kg.ontology import DEFAULT, Vocabulary, load
from kg.write.layout import positions, radius
from kg.write.payload import payload

_PAGE = Path(__file__).parent / "page"
_TEMPLATE = "page.html"
_STYLES = ("base.css", "stage.css", "panel.css")
_SCRIPTS = (
    "texts.js", "data.js", "format.js", "dom.js", "theme.js", "filters.js", "marks.js", "stage.js",
    "legend.js", "timeline.js", "search.js", "facts.js", "panel.js", "main.js",
)  # fmt: skip
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_MANY_EDGES = 2500

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write(graph: Graph, path: Path, *, ontology: Path = DEFAULT) -> None:
    """Write the page of a graph as one UTF-8 file; the same graph gives the same bytes."""
    path.write_text(render(graph, vocabulary=load(ontology)), encoding="utf-8", newline="\n")


def render(graph: Graph, *, vocabulary: Vocabulary) -> str:
    """The page of a graph; names, titles and quotes are in it as escaped JSON only, never as markup."""
    network = _network(graph, vocabulary)
    scripts = [_vis(), "\n".join(_read(name) for name in _SCRIPTS)]
    style = "\n".join(_read(name) for name in _STYLES)
    network.templateEnv = _environment()
    network.path = _TEMPLATE
    network.templateEnv.globals.update(
        policy=_policy(scripts, style),
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        payload=payload(graph, vocabulary),
    )
    return str(network.generate_html())


class _Ids(list[int]):
    """pyvis looks every node id up in a list; this one answers from a set, so that large graphs stay fast."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[object] = set()

    def append(self, value: int) -> None:
        self._known.add(value)
        super().append(value)

    def __contains__(self, value: object) -> bool:
        return value in self._known


def _network(graph: Graph, vocabulary: Vocabulary) -> Network:
    """The pyvis network: a node an entity, an edge each pair of entities that facts join."""
    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Ids()
    pairs = _pairs(graph)
    network.set_options(json.dumps(_options(graph, vocabulary, len(pairs))))
    degrees = [0] * len(graph.entities)
    for (one, other), facts in pairs.items():
        degrees[one] += len(facts)
        degrees[other] += len(facts)
    sizes = [radius(degree) for degree in degrees]
    places = positions(sizes, list(pairs)).round().astype(int).tolist()
    for number, entity in enumerate(graph.entities):
        x, y = places[number]
        label = entity.name.strip() or entity.id
        network.add_node(number, label=label, group=entity.type, size=sizes[number], x=x, y=y)
    for number, ((one, other), facts) in enumerate(pairs.items()):
        dashes = all(graph.statements[fact].status == PLANNED for fact in facts)
        arrows = _arrows(graph, graph.entities[one].id, facts, vocabulary) if len(pairs) <= _MANY_EDGES else ""
        network.add_edge(one, other, id=number, facts=facts, dashes=dashes, arrows=arrows)
    return network


def _arrows(graph: Graph, start: str, facts: Iterable[int], vocabulary: Vocabulary) -> str:
    """The heads of an edge as vis-network names them: none for facts that hold both ways."""
    statements = [graph.statements[fact] for fact in facts]
    directed = [s for s in statements if not vocabulary.predicates[s.predicate].symmetric]
    heads = {"to" if statement.subject == start else "from" for statement in directed}
    return ",".join(sorted(heads))


def _pairs(graph: Graph) -> dict[tuple[int, int], list[int]]:
    """The statements' indices by the pair of entities that they join, in the direction of the pair's first."""
    index = {entity.id: number for number, entity in enumerate(graph.entities)}
    pairs: dict[tuple[int, int], list[int]] = {}
    for number, statement in enumerate(graph.statements):
        one, other = _ends(statement, index)
        pairs.setdefault((other, one) if (other, one) in pairs else (one, other), []).append(number)
    return pairs


def _ends(statement: Statement, index: dict[str, int]) -> tuple[int, int]:
    return index[statement.subject], index[statement.object]


def _options(graph: Graph, vocabulary: Vocabulary, edges: int) -> dict[str, Any]:
    """What vis-network is told: nothing moves by itself, and a large graph hides its edges while it is dragged."""
    many = edges > _MANY_EDGES
    used = {entity.type for entity in graph.entities}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
        },
        "nodes": {"borderWidth": 0, "borderWidthSelected": 2},
        "edges": {
            "smooth": False,
            "width": 1.2,
            "hoverWidth": 1,
            "selectionWidth": 0,
            "arrows": {"to": {"scaleFactor": 0.4}, "from": {"scaleFactor": 0.4}},
        },
        "groups": {name: {"color": vocabulary.classes[name].colour} for name in vocabulary.types if name in used},
    }


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["inert"] = _inert
    return environment


def _inert(value: Any) -> Markup:
    """JSON that cannot leave its script element, whatever it holds; lone surrogates, unknown to UTF-8, are replaced."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_SURROGATE.sub("\ufffd", text.translate(_UNSAFE)))


def _policy(scripts: Iterable[str], style: str) -> str:
    """The Content-Security-Policy: our own scripts and style, known by their hashes, and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _vis() -> str:
    """vis-network as pyvis ships it, without the line that points a debugger to another file."""
    source = files(pyvis).joinpath(_VIS).read_text("utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", source)


def _read(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")
