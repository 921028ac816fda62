"""Candidates of industries: fields that are known or made of known words, and what stands in one list with them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.lexicon import Lexicon
from kg.model import Document, Mention, Span
from kg.ontology import INDUSTRY
from kg.recognise import fields
from kg.recognise.fields import Field
from kg.recognise.scan import Index

KNOWN, LISTED = "industry:known", "industry:listed"
_ITEM = re.compile(r"[^、，,]+")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:以及|和|及|与)(?=[\u4e00-\u9fff]{2})")
_FORM = re.compile(r"[\u4e00-\u9fffA-Za-z\d+·“”（）()/\-]{2,14}")
_STOP = re.compile(r"[。；：！？\n]")
_CLAUSE = re.compile(r"等|[，。；：！？\n]")
_JOINT = "、|，|,|以及|和|及|与|或|/"
_LONGEST = 120
_PAIRING = ("和", "与", "及")
# How many items a list has (四大产业, 3个方向).
_COUNT = re.compile(r"(?:产业|领域)?等?([二三四五六七八九十]|\d)[大个]")


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    before: Index
    opening: Index
    after: re.Pattern[str]
    tail: re.Pattern[str]
    never: re.Pattern[str]
    heads: re.Pattern[str]
    joint: re.Pattern[str]
    strangers: re.Pattern[str]


def find(document: Document, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield candidates; the caller drops those that no fact uses."""
    lists, text = _lists(lexicon), document.text
    known = list(fields.find(text, lexicon))
    for group in _groups(text, known, lists):
        yield from _counting(text, group)
    for one, other in pairwise(known):
        yield from _between(text, one, other, lists)
    begins = {field.end: field.start for field in known}
    longest = {field.start: field.end for field in known}
    for cue in lists.opening.scan(text):
        yield from _opened(text, cue.end, longest, lists)
    cues = list(lists.before.scan(text))
    for sentence in document.sentences:
        for cue in cues:
            if sentence.holds(cue):
                yield from _listed(text, cue.end, sentence.end, begins, lists)


def _groups(text: str, known: Sequence[Field], lists: _Lists) -> Iterator[list[Field]]:
    """Fields that stand in one list: 电子、汽车和食品产业."""
    group = list[Field]()
    for field in known:
        if group and not lists.joint.fullmatch(text, group[-1].end, field.start):
            yield group
            group = []
        group.append(field)
    if group:
        yield group


def _counting(text: str, group: Sequence[Field]) -> Iterator[Mention]:
    """The fields of a list, weak ones if one is not; a 业 at the end of a list belongs to all (电子、电力和汽车业)."""
    if all(field.weak for field in group):
        return
    shared = len(group) > 1 and not any(text[field.end - 1] == "业" for field in group[:-1])
    for first, last in _paired(text, group):
        end = last.end - (shared and text[last.end - 1] == "业" and last.end - last.start > 2)
        yield Mention(first.start, end, text[first.start : end], INDUSTRY, KNOWN)


def _paired(text: str, group: Sequence[Field]) -> Iterator[tuple[Field, Field]]:
    """The first and last field of each item: a pair inside a list (甲、乙和丙、丁) is one, at its end if counted so."""
    joints = [text[one.end : other.start] for one, other in pairwise(group)]
    inner = [i for i, joint in enumerate(joints) if joint in _PAIRING and text.startswith("、", group[i + 1].end)]
    counted = _COUNT.match(text, group[-1].end) if len(group) > 2 and joints[-1] in _PAIRING else None
    if counted and _number(counted[1]) == len(group) - len(inner) - 1:
        inner.append(len(joints) - 1)
    at = 0
    while at < len(group):
        end = at + (at in inner)
        yield group[at], group[end]
        at = end + 1


def _number(text: str) -> int:
    return int(text) if text.isascii() else "零一二三四五六七八九十".index(text)


def _between(text: str, one: Field, other: Field, lists: _Lists) -> Iterator[Mention]:
    """What stands in a list between two fields is a field, too."""
    near = other.start - one.end <= _LONGEST and not (one.weak and other.weak)
    if not near or not lists.strangers.fullmatch(text, one.end, other.start):
        return
    for item in _ITEM.finditer(text, one.end, other.start):
        if field := _item(text, Span(*item.span()), lists, {}):
            yield Mention(field.start, field.end, text[field.start : field.end], INDUSTRY, LISTED)


def _listed(text: str, start: int, end: int, begins: Mapping[int, int], lists: _Lists) -> Iterator[Mention]:
    """The items of the list that begins here and is closed by a word for industries; one alone must end as a field."""
    closing = lists.after.search(text, start, min(end, start + _LONGEST))
    if not closing or _STOP.search(text, start, closing.start()):
        return
    items = [item for part in _ITEM.finditer(text, start, closing.start()) for item in _parts(text, part.span(), lists)]
    found = [field for item in items if (field := _item(text, item, lists, begins))]
    if len(found) < len(items) or not found:
        return
    if len(found) > 1 or found[0].end in begins:
        for field in found:
            yield Mention(field.start, field.end, text[field.start : field.end], INDUSTRY, LISTED)


def _opened(text: str, start: int, longest: Mapping[int, int], lists: _Lists) -> Iterator[Mention]:
    """The items of the list that a verb for such lists opens (主攻烟花、显示器件), if one of them begins as a field."""
    stop = _CLAUSE.search(text, start, start + _LONGEST)
    if not stop:
        return
    items = [item for part in _ITEM.finditer(text, start, stop.start()) for item in _parts(text, part.span(), lists)]
    if not any(item.start in longest for item in items):
        return
    for item in items:
        end = longest.get(item.start, 0)
        field = Span(item.start, end) if end else None if item is items[-1] else _item(text, item, lists, {})
        if field:
            yield Mention(field.start, field.end, text[field.start : field.end], INDUSTRY, LISTED)


def _parts(text: str, span: tuple[int, int], lists: _Lists) -> Iterator[Span]:
    """Cut A和B in two, unless B is no field without A (半导体材料和设备)."""
    start, end = span
    for match in _AND.finditer(text, start, end):
        if not lists.heads.match(text, match.end(), end):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, end)


def _item(text: str, item: Span, lists: _Lists, begins: Mapping[int, int]) -> Span | None:
    """The item without what is no part of a field's name, or None where it is none."""
    form = text[item.start : item.end]
    head = len(form) - len(form.lstrip(" “了以和与及"))
    form = form[head:].rstrip(" ”等")
    if tail := lists.tail.search(form):
        form = form[: tail.start()] if tail.start() > 1 else form
    span = Span(item.start + head, item.start + head + len(form))
    known = begins.get(span.end) == span.start
    return span if known or (_FORM.fullmatch(form) and not lists.never.search(form)) else None


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    tail = lexicon.either("industry-tail")
    return _Lists(
        before=Index(lexicon.words["focus-before"]),
        opening=Index(lexicon.words["focus-opens"]),
        after=re.compile(
            f"{lexicon.either('focus-after')}|(?:等|[二两三四五六七八九十]大)[^、，。；]{{0,8}}?(?:{tail})"
        ),
        tail=re.compile(f"(?:{tail})$"),
        never=re.compile(lexicon.either("no-field")),
        heads=re.compile(f"(?:{lexicon.either('field-head', 'field-end')})(?:{tail})?$"),
        joint=re.compile(f"(?:{tail})?(?:{_JOINT})"),
        strangers=re.compile(f"(?:{tail})?、(?:[\u4e00-\u9fffA-Za-z\\d/-]{{2,10}}、){{1,3}}"),
    )
