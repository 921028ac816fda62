"""The tags and texts of a page → its flow of text, and which element holds which part of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from kg.read.characters import clean
from kg.read.layout import BLOCKS, BREAK, flow, mark
from kg.read.markup import Kind, Token, attributes, tokens

_VOID = frozenset(str.split("area base br col embed hr img input link meta param source track wbr"))
_DROPPED = frozenset(
    str.split(
        "script style figure noscript iframe template select button nav aside footer svg video audio object canvas "
        "textarea"
    )
)
_PARAGRAPHS = frozenset(str.split("p li dd dt h1 h2 h3 h4 h5 h6 blockquote pre center"))
_CONTAINERS = BLOCKS | {"td", "th"}
_TELLING = 12  # shorter runs of text are menus and buttons and say nothing about where the article stands


@dataclass(slots=True, eq=False)
class Element:
    """A block: its part of the flow, and how much running text stands in it."""

    name: str
    start: int
    parent: "Element | None"
    end: int = 0
    score: float = 0
    total: int = 0  # telling text inside, all levels


@dataclass(slots=True)
class Scan:
    """The flow of text of a page: `pieces[e.start:e.end]` is what element `e` holds; `metas` are its head's values."""

    classes: Set[str]
    line_by_line: bool = False
    pieces: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)
    metas: dict[str, str] = field(default_factory=dict)
    skip_from: int = -1  # depth of the dropped element that is open

    def feed(self, token: Token) -> None:
        if token.kind is Kind.TEXT:
            if self.skip_from < 0:
                self._text(token.text)
        elif token.kind is Kind.OPEN:
            self._open(token)
        elif self.open.get(token.name):
            self._close(token.name)
        elif token.name == "p":
            self.pieces.append(BREAK)

    def finish(self) -> None:
        while self.stack:
            self._pop()

    def _text(self, text: str) -> None:
        self.pieces.append(flow(text, line_by_line=self.line_by_line))
        length = len(text.strip())
        if length >= _TELLING and self.blocks and not self.open.get("a"):
            nearest = self.blocks[-2 if self.blocks[-1].name in _PARAGRAPHS and len(self.blocks) > 1 else -1]
            nearest.score += length
            nearest.total += length
            if nearest.parent:
                nearest.parent.score += length / 2

    def _open(self, token: Token) -> None:
        name, known = token.name, attributes(token.text) if "=" in token.text else {}
        self._note(name, known)
        self._close_before(name)
        if self.skip_from < 0:
            self.pieces.append(mark(name, opening=True))
        if name not in _VOID and not token.text.endswith("/"):
            self._push(name, known)

    def _close_before(self, name: str) -> None:
        """Paragraphs end where a block begins, list items where the next one does."""
        if self.open.get("p") and name in _CONTAINERS and name != "br":
            self._close("p")
        elif name == "li" and self.stack and self.stack[-1].name == "li":
            self._close("li")

    def _push(self, name: str, known: Mapping[str, str]) -> None:
        element = Element(name, len(self.pieces), self.blocks[-1] if self.blocks else None)
        self.stack.append(element)
        self.open[name] = self.open.get(name, 0) + 1
        if name in _CONTAINERS:
            self.blocks.append(element)
            self.elements.append(element)
        if self.skip_from < 0 and (name in _DROPPED or self._is_foreign(known)):
            self.skip_from = len(self.stack)

    def _is_foreign(self, known: Mapping[str, str]) -> bool:
        return any(word in self.classes for key in ("class", "id") for word in known.get(key, "").split())

    def _note(self, name: str, known: Mapping[str, str]) -> None:
        if name == "meta":
            key = known.get("property") or known.get("name") or known.get("itemprop") or ""
            self.metas.setdefault(key.lower(), clean(known.get("content", "")))
        elif name == "time" or (name == "link" and known.get("rel") == "canonical"):
            self.metas.setdefault(name, clean(known.get("datetime") or known.get("href") or ""))

    def _close(self, name: str) -> None:
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        element = self.stack.pop()
        element.end = len(self.pieces)
        self.open[element.name] -= 1
        if element.name in _CONTAINERS:
            self.blocks.pop()
            if element.parent:
                element.parent.total += element.total
        if self.skip_from > len(self.stack):
            self.skip_from = -1
        if self.skip_from < 0:
            self.pieces.append(mark(element.name, opening=False))
        return element.name


def scan(markup: str, *, classes: Set[str], line_by_line: bool = False) -> Scan:
    """Return the flow of the markup's text, without scripts, menus and elements of the given class words."""
    found = Scan(classes, line_by_line)
    for token in tokens(markup):
        found.feed(token)
    found.finish()
    return found
