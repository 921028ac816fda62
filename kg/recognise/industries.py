"""Candidates of industries: known fields, and lists of fields after words of focus (重点发展A、B和C等产业)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Document, Mention, Span
from kg.ontology import INDUSTRY
from kg.recognise.conditions import FOCUS
from kg.recognise.scan import Index

KNOWN, LISTED = "industry:known", "industry:listed"
_ITEM = re.compile(r"[^、，,]+")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:以及|和|及|与)(?=[\u4e00-\u9fff]{2})")
_FORM = re.compile(r"[\u4e00-\u9fffA-Za-z\d+·“”（）()/\-]{2,14}")
_LONGEST = 60


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    fields: Index
    known: frozenset[str]
    before: Index
    after: re.Pattern[str]
    tail: re.Pattern[str]
    never: re.Pattern[str]


def find(document: Document, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield fields in sentences that speak of focus; the caller drops those that no fact uses."""
    lists, text = _lists(lexicon), document.text
    cues = list(lists.before.scan(text))
    for sentence in document.sentences:
        inside = [cue for cue in cues if sentence.holds(cue)]
        ends = lists.after.search(text, sentence.start, sentence.end)
        if not inside and not ends:
            continue
        yield from _known(text, sentence, lists)
        for cue in inside:
            yield from _listed(text, cue.end, sentence.end, lists)


def _known(text: str, sentence: Span, lists: _Lists) -> Iterator[Mention]:
    for span in lists.fields.scan(text[sentence.start : sentence.end]):
        start, end = sentence.start + span.start, sentence.start + span.end
        yield Mention(start, end, text[start:end], INDUSTRY, KNOWN)


def _listed(text: str, start: int, end: int, lists: _Lists) -> Iterator[Mention]:
    """The items of the list that begins here and is closed by a word for industries, if one item is a known field."""
    closing = lists.after.search(text, start, min(end, start + _LONGEST))
    if not closing or any(sign in text[start : closing.start()] for sign in "。；：！？\n"):
        return
    items = [item for part in _ITEM.finditer(text, start, closing.start()) for item in _parts(text, part.span())]
    fields = [field for item in items if (field := _field(text, item, lists))]
    if len(fields) < len(items) or not fields:
        return
    if len(fields) > 1 or text[fields[0].start : fields[0].end] in lists.known:
        for field in fields:
            yield Mention(field.start, field.end, text[field.start : field.end], INDUSTRY, LISTED)


def _parts(text: str, span: tuple[int, int]) -> Iterable[Span]:
    """Cut A和B in two, unless the whole is a field (文化和旅游)."""
    start, end = span
    for match in _AND.finditer(text, start, end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, end)


def _field(text: str, item: Span, lists: _Lists) -> Span | None:
    """The item without what is no part of a field's name, or None where it is none."""
    form = text[item.start : item.end]
    head = len(form) - len(form.lstrip(" “了以"))
    form = form[head:].rstrip(" ”等")
    if tail := lists.tail.search(form):
        form = form[: tail.start()] if tail.start() > 1 else form
    if not _FORM.fullmatch(form) or lists.never.search(form):
        return None
    return Span(item.start + head, item.start + head + len(form))


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    known = frozenset(form for form, found in lexicon.entries.items() if any(entry.when == FOCUS for entry in found))
    tail = lexicon.either("industry-tail")
    return _Lists(
        Index(known),
        known,
        Index(lexicon.words["focus-before"]),
        re.compile(f"{lexicon.either('focus-after')}|(?:等|[二两三四五六七八九十]大)[^、，。；]{{0,8}}?(?:{tail})"),
        re.compile(f"(?:{tail})$"),
        re.compile(lexicon.either("no-field")),
    )
