"""The records that flow through the pipeline; all offsets are code points into `Article.text`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ACTUAL = "actual"
PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `text` is the title, a line break, then one paragraph a line.

    `published` is the day in China, `stated` the day that the header writes where its zone makes that another one.
    """

    id: str
    title: str
    text: str
    published: date | None = None
    source: str = ""
    url: str = ""
    stated: date | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Input that could not be read: where (path, or path:line) and why; the rest is built."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start <= end`."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A segmented article: `words` tile the text without white space, `sentences` lie inside `paragraphs`."""

    article: Article
    words: tuple[Span, ...]
    tags: tuple[str, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name in the text: `article.text[start:end] == text`; `found_by` names the model, lexicon or pattern."""

    start: int
    end: int
    text: str
    type: str
    found_by: str

    @property
    def span(self) -> Span:
        """Where the mention stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing in one article: `name` is its fullest written form, `aliases` the others, sorted."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    articles: tuple[str, ...] = ()
    """In a graph: the ids of the articles that name it, sorted."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A phrase that stands for an entity without naming it (全市, 该园区): no alias, yet facts hold through it."""

    start: int
    end: int
    text: str
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a fact is said: `article.text[start:end] == quote`; `rule` names what found it."""

    article: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """`subject --predicate--> object` by entity ids; `time` is ISO-like (2021-09-06, 2021, 2021-01/2021-07) or None."""

    subject: str
    predicate: str
    object: str
    status: str
    time: str | None
    role: str | None
    evidence: tuple[Evidence, ...]
    confidence: float | None = None
    announced: tuple[Evidence, ...] = ()
    """In a graph, of an actual statement: where it was still spoken of as a plan."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure about an entity: `value` in the unit's base (31亿美元 is 3100000000 美元); `bound`: min, max, approx."""

    subject: str
    metric: str
    value: Decimal
    unit: str
    period: str | None
    status: str
    bound: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says; entity ids (e1, e2 …) are valid inside it."""

    article: Article
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The facts of many articles folded together; entity ids are global (type and hash, or division code)."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    observations: tuple[Observation, ...]

    def facts(self) -> Iterator[Statement | Observation]:
        """Statements, then observations."""
        yield from self.statements
        yield from self.observations
