"""Names that the lexicon knows, where their conditions hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Entry, Lexicon
from kg.model import Document, Mention, Span
from kg.ontology import COMPANY, GOVERNMENT, PARK, PLACE, REGION
from kg.recognise.conditions import FOCUS, LIKELY, NEVER, SEEN, Surroundings, holds
from kg.recognise.scan import Index

FOUND_BY = "lexicon"
# A form this short must be a word of its own; it may stand before what makes a longer name of it.
_SHORT, _TAILS = 3, "省市区县州盟旗岛港湾城级各委政方系"
_GOVERNING = tuple("同与和由向给被把对从及跟")
_PLACING, _LEVELS = tuple("在于到往抵赴"), tuple("省市区县旗盟")
_HEAD = "长"  # what makes a post of the kind of a region (市长)
_EXTENT = "extent"
_FREE = "model"  # the need of an end that makes no name of what stands before it
# Where a name may begin, whatever words were cut: ，前微|软全球副总裁.
_FORMER = re.compile(r"(?:^|[\s，。；：、“（(])(?:前|原|时任|现任)")
_PORT, _DOCKS = "港", "港区"


def find(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the known names that stand in the text, in order, none overlapping."""
    text, known = document.text, _known(lexicon)
    starts, ends = {word.start for word in document.words}, {word.end for word in document.words}
    spans = tuple(_before_posts(tuple(known.index.scan(text)), text, ends, known.entries))
    abutting = {span.start for span in spans} & {span.end for span in spans if span.end - span.start >= _SHORT}
    if starts:
        starts |= _behind_verbs(text, lexicon) | {match.end() for match in _FORMER.finditer(text)}
    if starts:  # where a form ends and the next begins, words were cut wrongly (合肥|市长|丰县)
        starts, ends = starts | abutting, ends | abutting
    hits = [(span, known.entries.get(text[span.start : span.end], ())) for span in spans]
    hits = [(span, found) for span, found in hits if found and (not starts or _cut(text, span, found, starts, ends))]
    codes = {entry.code for _, entries in hits for entry in entries if entry.code and not entry.when}
    regions = {span.end for span, entries in hits if entries[0].type == REGION}
    around = Surroundings(text, lexicon, starts, ends, codes, regions)
    found = [
        Mention(span.start, span.end, text[span.start : span.end], entry.type, _source(entry))
        for span, entries in hits
        if (entry := next((entry for entry in entries if holds(entry, span, around)), None))
    ]
    return tuple(_extended(mention, text, lexicon) for mention in _joined(found, text, lexicon))


def _behind_verbs(text: str, lexicon: Lexicon) -> set[int]:
    """Where a word begins behind a verb that stands before names, whatever words were cut: 落址 + 坪山区."""
    return {span.end for span in _verbs(lexicon).scan(text)}


@cache
def _verbs(lexicon: Lexicon) -> Index:
    return Index(word for word in lexicon.words["break"] if len(word) > 1)


def _source(entry: Entry) -> str:
    return f"{FOUND_BY}:{entry.when}" if entry.when in (LIKELY, SEEN) else FOUND_BY


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    index: Index
    entries: Mapping[str, tuple[Entry, ...]]


@cache
def _known(lexicon: Lexicon) -> _Known:
    """Entries that may count, by form; those that never count and words that hold no name are looked for too."""
    entries = {
        form: tuple(entry for entry in found if entry.when not in (NEVER, FOCUS))
        for form, found in lexicon.entries.items()
        if len(form) > 1 and any(entry.when != FOCUS for entry in found)
    }
    return _Known(Index({*entries, *lexicon.words["blocker"]}), entries)


def _before_posts(spans: Sequence[Span], text: str, ends: set[int], known: Mapping[str, object]) -> Iterator[Span]:
    """Leave the last character of a form to the post that it begins (杭州|市长), not to a form (合肥市|长丰县)."""
    begun = {span.start for span in spans}
    for span in spans:
        shorter = Span(span.start, span.end - 1)
        post = text[span.end : span.end + 1] == _HEAD and span.end not in begun
        cuts = post and span.end not in ends and shorter.end in ends and text[shorter.start : shorter.end] in known
        yield shorter if cuts else span


def _cut(text: str, span: Span, entries: Sequence[Entry], starts: set[int], ends: set[int]) -> bool:
    """Tell whether a short form is a word of its own here, not a part of others: 沿海城市 holds no 海城市.

    The end of a brand of three characters is taken on trust, and a word that only governs a brand never holds it.
    """
    if span.end - span.start > _SHORT:
        return True
    begins = span.start in starts or (entries[0].type == COMPANY and text[span.start - 1 : span.start] in _GOVERNING)
    closes = span.end in ends or text[span.end : span.end + 1] in _TAILS
    return begins and (closes or (entries[0].type == COMPANY and span.end - span.start == _SHORT))


def _joined(mentions: Sequence[Mention], text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Join a region with what belongs to it and follows at once: 北京市 + 朝阳区, 广东省 + 发改委, 广州 + 白云机场.

    So it does a port with its docks: 唐山港 + 京唐港区.
    """
    current: Mention | None = None
    for mention in mentions:
        beside = current and current.end == mention.start
        if current and beside and (kind := _joint(lexicon, mention, current, text)):
            current = Mention(current.start, mention.end, text[current.start : mention.end], kind, FOUND_BY)
            continue
        if current:
            yield current
        current = mention
    if current:
        yield current


def _extended(mention: Mention, text: str, lexicon: Lexicon) -> Mention:
    """The region with a word behind it that only says it is one: 皖北地区, but 皖北 in 皖北地区生产总值.

    So it is with a sight: 雁荡山 + 风景区.
    """
    if mention.type not in (REGION, PLACE):
        return mention
    extents = lexicon.words[_EXTENT if mention.type == REGION else f"{_EXTENT}:{PLACE}"]
    size = max((len(word) for word in extents if text.startswith(word, mention.end)), default=0)
    apart = tuple(lexicon.words["no-extent"])
    division = any(entry.code for entry in lexicon.entries.get(mention.text, ()))
    if not size or division or text.startswith(apart, mention.end):
        return mention
    return Mention(mention.start, mention.end + size, text[mention.start : mention.end + size], mention.type, FOUND_BY)


def _joint(lexicon: Lexicon, mention: Mention, region: Mention, text: str) -> str:
    """The type of the one name that a region and what follows it make; '' where they are two.

    A new area of a city's that shares the name of another city's district is a zone: 南湾市 + 滨海新区. Mountains,
    waters and streets, whose ends make no name of a region before them, are called without it: 上海 + 佘山.
    """
    suffix = lexicon.suffix(mention.text)
    if region.type != REGION:
        docks = region.type == mention.type == PLACE and region.text.endswith(_PORT) and mention.text.endswith(_DOCKS)
        return PLACE if docks else ""
    if mention.type == PLACE and (suffix is None or suffix.needs == _FREE):
        return ""
    if mention.type == COMPANY:
        return COMPANY if _named_after(lexicon, mention, region, text) else ""
    if mention.type in (GOVERNMENT, PLACE):
        return "" if mention.text.startswith(tuple(lexicon.words["national"])) else mention.type
    zone = suffix is not None and suffix.type == PARK and len(mention.text) > len(suffix.form)
    if mention.type == REGION:
        return REGION if _inside(lexicon, mention.text, region.text) else PARK if zone else ""
    return PARK if zone and mention.type == PARK else ""


def _named_after(lexicon: Lexicon, company: Mention, region: Mention, text: str) -> bool:
    """Tell whether a province or city before a company begins its name (江西 + 联创电子) or only tells the place."""
    home = any(e.code.isdigit() and e.type == REGION for e in lexicon.entries.get(region.text, ()))
    placed = text.endswith(_PLACING, 0, region.start) or region.text.endswith(_LEVELS)
    return home and not placed and len(company.text) > _SHORT


def _inside(lexicon: Lexicon, inner: str, outer: str) -> bool:
    """Tell whether a form may name a division inside the one that ends the other form."""
    last = next((outer[i:] for i in range(len(outer)) if outer[i:] in lexicon.entries), "")
    above, below = _stems(lexicon, last), _stems(lexicon, inner)
    return any(code.startswith(a) and code != a for code in below for a in above)


def _stems(lexicon: Lexicon, form: str) -> set[str]:
    """The parts of a form's division codes that the codes of all divisions inside share."""
    codes = {e.code for e in lexicon.entries.get(form, ()) if e.type == REGION and e.code.isdigit()}
    return {code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code for code in codes}
