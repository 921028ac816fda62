"""recognise: document → mentions, from a statistical tagger, the lexicon and patterns; of overlapping ones the best."""

from collections.abc import Callable
from functools import cache

import numpy as np

from kg import lexicon as lexicons
from kg.lexicon import Lexicon
from kg.model import Document, Mention, Span
from kg.read import boilerplate
from kg.recognise import (
    beside,
    borders,
    gazetteer,
    grow,
    industries,
    kinds,
    lists,
    merge,
    model,
    parted,
    patterns,
    people,
    spread,
    titled,
    trim,
)
from kg.recognise.scan import Index
from kg.recognise.tagger import Opinion, opinion, tag

Tagger = Callable[[Document], tuple[Mention, ...]]


def recognise(
    document: Document, *, lexicon: Lexicon | None = None, tagger: Tagger | None = None
) -> tuple[Mention, ...]:
    """Return the names in a document: sorted, none overlapping, `text[start:end] == mention.text`."""
    lexicon = lexicon or lexicons.load()
    text = document.text
    said = _opinion(tagger, document)
    known = tuple(merge.supported(gazetteer.find(document, lexicon), said.inside))
    edges = borders.find(text, lexicon, known)
    starts = {word.start for word in document.words} | {len(text)}
    grown = grow.find(text, known, edges, lexicon, starts=starts)
    kept = trim.trimmed(grown, known, lexicon, inside=said.inside, starts=starts)
    found = [*known, *kept, *titled.find(text, lexicon), *people.find(text, lexicon)]
    found += patterns.find(text, found, patterns.load(lexicon.directory))
    found += industries.find(document, lexicon)
    believed = model.believed(said.names, document, lexicon)
    found = list(parted.parted([*merge.supported(found, said.inside), *believed], lexicon))
    found = merge.without_overreach(found, edges)
    sources = boilerplate.load(lexicon.directory).bylines(text)
    chosen = merge.best(found)
    listed = lists.find(text, chosen, lexicon, (guess for guess, _ in said.names))
    chosen = beside.grown(sorted([*chosen, *merge.supported(listed, said.inside)]), text, lexicon)
    everywhere = tuple(kinds.told(spread.everywhere(chosen, text, lexicon), text, lexicon))
    return _without(_outside(everywhere, sources), tuple(_formulas(lexicon).scan(text)))


@cache
def _formulas(lexicon: Lexicon) -> Index:
    return Index(lexicon.words["formula"])


def _without(mentions: tuple[Mention, ...], formulas: tuple[Span, ...]) -> tuple[Mention, ...]:
    """Leave out names inside set phrases: 中国 in 中国特色社会主义."""
    held = {at: span for span in formulas for at in range(span.start, span.end)}
    return tuple(m for m in mentions if m.start not in held or held[m.start].end < m.end)


def _opinion(tagger: Tagger | None, document: Document) -> Opinion:
    """Our own model tells how sure it is of each mention; others are taken to be sure, and to doubt no other name."""
    if tagger is tag:
        return opinion(document)
    said = tagger(document) if tagger else ()
    return Opinion(tuple((mention, 1.0) for mention in said), np.ones(len(document.text), dtype=np.float32))


def _outside(mentions: tuple[Mention, ...], sources: tuple[Span, ...]) -> tuple[Mention, ...]:
    """Leave out names of outlets and reporters where they are named as the source: they are not the subject."""
    return tuple(m for m in mentions if not any(s.start < m.end and m.start < s.end for s in sources))
