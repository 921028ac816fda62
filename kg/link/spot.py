"""Short forms of recognised names that stand in the text unrecognised: 星网 of 中国星网集团, 市政府 of 合肥市政府."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from kg.lexicon import Lexicon
from kg.link.aliases import Shortening
from kg.link.clipped import clipped
from kg.link.names import Name, undated
from kg.link.regions import Regions
from kg.model import Mention, Span
from kg.ontology import COMPANY, EVENT, GOVERNMENT, INDUSTRY, INSTITUTION, PARK, PERSON, POLICY, PROJECT, REGION
from kg.recognise.scan import Index

INTRODUCED, SHORT = "introduced", "short"
_CLIPPED = frozenset({PARK, EVENT, POLICY, PROJECT})
_LEVELS, _PARTS_OF_NAME = "省市区县州", re.compile("[·•・]")
# 跨岛发展 in “跨岛发展”战略: the rest tells the kind of thing.
_QUOTED = re.compile(r"^“([^“”]{3,12})”(?=[^“”]{2,6}$)")
_LIMITED, _MOST = "有限公司", 3
_BRANDS = ("集团", "股份", "控股")
_SHORTEST, _SURE = 2, 3
_ORDINARY = ("soft", "break", "modifier", "topic", "generic")


def edges_of(words: Sequence[Span]) -> frozenset[int]:
    """Where words begin or end."""
    return frozenset(place for word in words for place in (word.start, word.end))


def short_forms(
    text: str,
    edges: Set[int],
    mentions: Sequence[Mention],
    shortening: Shortening,
    regions: Regions,
    lexicon: Lexicon,
) -> dict[str, str]:
    """Short forms, each with the one name that it can be short for; but for initials nothing is called so yet."""
    sources: dict[str, set[str]] = defaultdict(set)
    written = {m.text: m.type for m in mentions}
    maker = _Maker(shortening, regions, lexicon)
    for name, type_ in written.items():
        for form in maker.forms(name, type_):
            if form not in written and form != name:
                sources[form].add(name)
        for form in maker.initials(name) if type_ == COMPANY else ():
            sources[form].add(name)
    for form, full in clipped(text, edges, mentions, shortening):
        if form not in written:
            sources[form].add(full)
    meant = {form: _one(found, written, shortening) for form, found in sources.items()}
    return {form: found.pop() for form, found in meant.items() if len(found) == 1 and _alone(form, found, written)}


def _one(found: set[str], types: Mapping[str, str], shortening: Shortening) -> set[str]:
    """The fullest of the names of a body where the others are short for it: 北京量子信息科学研究院, 北京量子院."""
    full = shortening.take(longest := max(sorted(found), key=len), types[longest])
    if any(types[name] != INSTITUTION for name in found):  # a brand may be that of two companies
        return found
    others = (shortening.take(name, types[name]) for name in found - {longest})
    return {longest} if all(shortening.likeness(other, full) for other in others) else found


def _alone(form: str, found: Set[str], written: Iterable[str]) -> bool:
    """Tell whether a quoted word stands in the name of one thing only: “创客之星” may be the city's or the final."""
    others = (name for name in written if f"“{form}”" in name and name not in found)
    return not any(full.startswith("“") and full not in name for full in found for name in others)


def everywhere(
    text: str, edges: Set[int], mentions: Sequence[Mention], forms: Mapping[str, str], found_by: str
) -> list[Mention]:
    """The mentions with those of the forms; `forms` gives the type of each.

    A form counts wherever it cuts no name, and a very short one no word; shorter names inside it are given up.
    """
    if not forms:
        return list(mentions)
    whole = found_by == INTRODUCED or not edges
    found = [s for s in Index(forms).scan(text) if whole or s.end - s.start >= _SURE or {s.start, s.end} <= edges]
    free = _free(found, mentions, len(text))
    gone = bytearray(len(text))
    for span in free:
        gone[span.start : span.end] = b"\1" * (span.end - span.start)
    kept = [m for m in mentions if not gone[m.start]]
    return sorted([*kept, *(_mention(span, text[span.start : span.end], forms, found_by) for span in free)])


def _mention(span: Span, form: str, forms: Mapping[str, str], found_by: str) -> Mention:
    return Mention(span.start, span.end, form, forms[form], found_by)


def _free(spans: Iterable[Span], mentions: Sequence[Mention], size: int) -> list[Span]:
    """The spans that overlap no mention but such as lie inside them and are shorter."""
    taken = bytearray(size)
    inside: dict[int, int] = {}
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * len(mention.text)
        inside[mention.start] = mention.end
    return [span for span in spans if _covers(span, inside, taken)]


def _covers(span: Span, inside: Mapping[int, int], taken: bytearray) -> bool:
    at = span.start
    while at < span.end:
        if at in inside:
            if inside[at] > span.end or inside[at] - at == span.end - span.start:
                return False
            at = inside[at]
        elif taken[at]:
            return False
        else:
            at += 1
    return True


@cache
def _letters(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The regions that have a name of one letter (皖), with it."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, entries in lexicon.entries.items():
        for entry in entries if len(form) == 1 else ():
            found[entry.canonical].append(form)
    return {canonical: tuple(forms) for canonical, forms in found.items()}


class _Maker:
    """Makes the short forms that a name may have."""

    def __init__(self, shortening: Shortening, regions: Regions, lexicon: Lexicon) -> None:
        self._shortening = shortening
        self._regions = regions
        self._entries = lexicon.entries
        self._letters = _letters(lexicon)
        self._single = frozenset(form for forms in self._letters.values() for form in forms)
        self._ordinary = frozenset[str]().union(*(lexicon.words[kind] for kind in _ORDINARY))

    def forms(self, text: str, type_: str) -> Iterator[str]:
        """Short forms of a name, as they would be written."""
        if type_ == COMPANY:
            yield from self._brands(text)
        elif type_ == GOVERNMENT:
            yield from self._seats(text)
        elif type_ == REGION:
            yield from self._areas(text)
        elif type_ == PERSON:
            yield from (part for part in _PARTS_OF_NAME.split(text)[1:][-1:] if len(part) >= _SHORTEST)
        elif type_ in _CLIPPED:
            yield from self._clipped(text, type_)
        elif type_ == INSTITUTION:
            yield from self._tails(self._shortening.take(text, type_))

    def _brands(self, text: str) -> Iterator[str]:
        name = self._shortening.take(text, COMPANY)
        brands = tuple(self._shortening.brands(name.stem))
        core = brands[-1]
        for form in brands:
            enough = len(form) >= _SURE or (name.legal.startswith(_BRANDS) and len(form) == _SHORTEST)
            if name.legal and form in text and enough and not self._common(form):
                yield form
        if name.legal and name.places and len(core) >= _SHORTEST:
            yield from (place + core for place in (name.places, name.places.rstrip(_LEVELS)) if place)

    def initials(self, text: str) -> Iterator[str]:
        """深投控, 深创投, 浙能集团, 皖投集团: one character for the region and one for each word behind it."""
        name = self._shortening.take(text, COMPANY)
        if not name.legal or not name.places:
            return
        words = name.stem + name.legal.removesuffix(_LIMITED)
        brief = "".join(words[at] for at in range(0, len(words), 2))
        for head in (name.places[0], *self._letters.get(self._regions.full(name.places), ())):
            for size in range(1, min(_MOST, len(brief)) + 1):
                yield head + brief[:size] + _BRANDS[0]
                if size > 1:
                    yield head + brief[:size]

    def _seats(self, text: str) -> Iterator[str]:
        """市委, 市商务局, 区经信局: with the level of the region in front and not its name."""
        end = self._regions.opening(text)
        if end and text[end - 1] in _LEVELS and len(text) > end:
            yield from dict.fromkeys(
                (text[end - 1 :], text[end - 1] + self._shortening.take(text[end:], GOVERNMENT).key)
            )

    def _areas(self, text: str) -> Iterator[str]:
        """珠西 of 珠西都市圈, where no region of that name is known."""
        stem = text.removesuffix(self._shortening.area(text))
        if stem != text and len(stem) >= _SHORTEST and not self._regions.known(stem) and not self._common(stem):
            yield stem

    def _common(self, form: str) -> bool:
        """Tell whether a form is made of everyday words, of a word for many names, or a field."""
        field = any(entry.type == INDUSTRY for entry in self._entries.get(form, ()))
        return field or form in self._ordinary or self._shortening.common(form)

    def _kind(self, form: str, type_: str) -> bool:
        """Tell whether a form is nothing but a word for a kind of thing: 行动计划, 建设工程."""
        return self._shortening.kind(form) or self._shortening.bare(self._shortening.take(form, type_))

    def _tails(self, name: Name) -> Iterator[str]:
        """What stands behind the region that a name begins with: 先进院 of 深圳先进院."""
        for front in range(_SHORTEST, len(name.text) - _SHORTEST):
            tail = name.text[front:]
            if self._regions.known(name.text[:front]) and not self._shortening.bare(name, tail):
                yield tail

    def _clipped(self, text: str, type_: str) -> Iterator[str]:
        name = self._shortening.take(text, type_)
        at = text.find(name.stem)
        if at > 0 and len(name.stem) > _SURE and not self._shortening.bare(name, name.stem):
            yield name.stem
        yield from (quoted.group(1) for quoted in _QUOTED.finditer(text))
        yield from (form for form in undated(text) if len(form) > _SURE and not self._kind(form, type_))
        if type_ == PARK:
            yield from self._tails(name)
            yield from self._shortening.zones.forms(name)
            brand = self._shortening.zones.site(name)
            letters = all(sign in self._single for sign in brand)  # 渝黔 names two provinces
            if brand not in self._entries and not letters and not self._common(brand):
                yield brand
