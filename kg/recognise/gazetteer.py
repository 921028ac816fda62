"""Names that the lexicon knows, where their conditions hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Entry, Lexicon
from kg.model import Document, Mention, Span
from kg.ontology import GOVERNMENT, PLACE, REGION
from kg.recognise.scan import Index

FOUND_BY = "lexicon"
_BLOCKED, _FOCUS = "never", "focus"
_COMPANY_WORDS = ("集团", "公司", "股份", "控股", "（", "(", "董事长", "总裁", "总经理", "创始人", "副总裁", "CEO")
_STRAIT = ("台湾", "两岸", "香港", "澳门", "港澳")
_CONFERRED = ("认定", "获批", "入选", "获评", "评为", "授予", "荣获", "称号", "列入", "命名", "创建", "获得", "成为", "作为")
_RANKED = ("上榜", "入围", "发布", "榜", "排名", "位列", "跻身", "入列", "位居", "首登")
_NATIONAL = ("中共", "中央", "中国", "国家", "国务院", "全国", "中华", "美国", "香港", "澳门")
_SHORT, _TAILS = 3, "省市区县州盟旗岛港湾城级各委政方系"
_OPEN, _CLOSE = '“"「‘', '”"」’'


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """What conditions look at: the text, where its words start and end, and which names stand in it without doubt."""

    text: str
    starts: set[int]
    ends: set[int]
    codes: set[str]
    regions: set[int]
    """Where regions end."""


def find(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the known names that stand in the text, in order, none overlapping."""
    text, known = document.text, _known(lexicon)
    starts, ends = {word.start for word in document.words}, {word.end for word in document.words}
    hits = [(span, known.entries[form]) for span in known.index.scan(text) if (form := text[span.start : span.end]) in known.entries]
    hits = [hit for hit in hits if not starts or _cut(text, hit[0], starts, ends)]
    context = Text(
        text,
        starts,
        ends,
        {code for _, entries in hits for code in entries.sure},
        {span.end for span, entries in hits if entries.all[0].type == REGION},
    )
    found = (_mention(context, span, entries.all) for span, entries in hits)
    return tuple(_joined([mention for mention in found if mention], text, lexicon))


@dataclass(frozen=True, slots=True)
class _Entries:
    """All entries of a form that may count, and the division codes that it names without doubt."""

    all: tuple[Entry, ...]
    sure: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    index: Index
    entries: Mapping[str, _Entries]


@cache
def _known(lexicon: Lexicon) -> _Known:
    """Forms of all entries but candidates of industry; words in which no name is looked for are indexed along."""
    entries = dict[str, _Entries]()
    for form, found in lexicon.entries.items():
        counting = tuple(e for e in found if e.when not in (_BLOCKED, _FOCUS))
        if counting and len(form) > 1:
            entries[form] = _Entries(counting, tuple(e.code for e in counting if e.code and not e.when))
    blocked = {form for form, found in lexicon.entries.items() if any(e.when == _BLOCKED for e in found)}
    return _Known(Index({*entries, *blocked, *lexicon.words["blocker"]}), entries)


def _cut(text: str, span: Span, starts: set[int], ends: set[int]) -> bool:
    """Tell whether a short form is a word of its own here, not a part of others: 沿海城市 holds no 海城市."""
    if span.end - span.start > _SHORT:
        return True
    return span.start in starts and (span.end in ends or text[span.end : span.end + 1] in _TAILS)


def _mention(context: Text, span: Span, entries: tuple[Entry, ...]) -> Mention | None:
    for entry in entries:
        if entry.when in _CONDITIONS and _CONDITIONS[entry.when](context, span, entry):
            return Mention(span.start, span.end, context.text[span.start : span.end], entry.type, FOUND_BY)
    return None


def _always(_context: Text, _span: Span, _entry: Entry) -> bool:
    return True


def _parent(context: Text, span: Span, entry: Entry) -> bool:
    """The division above a county is its city (or municipality), above a city its province; or its full form is there."""
    code = entry.code
    above = code[:2] + "0000" if code.endswith("00") or code[2:4] in ("01", "02", "90") else code[:4] + "00"
    return bool(code) and (code in context.codes or above in context.codes or span.start in context.regions)


def _after(context: Text, span: Span, _entry: Entry) -> bool:
    return span.start in context.regions


def _bare(context: Text, span: Span, _entry: Entry) -> bool:
    return not context.starts or (span.start in context.starts and span.end in context.ends)


def _full(context: Text, _span: Span, entry: Entry) -> bool:
    return entry.canonical in context.text


def _named(context: Text, span: Span, entry: Entry) -> bool:
    return entry.canonical in context.text or context.text.startswith(_COMPANY_WORDS, span.end)


def _quoted(context: Text, span: Span, _entry: Entry) -> bool:
    return context.text[span.start - 1 : span.start] in _OPEN and context.text[span.end : span.end + 1] in _CLOSE


def _near(words: tuple[str, ...], reach: int) -> Callable[[Text, Span, Entry], bool]:
    def near(context: Text, span: Span, _entry: Entry) -> bool:
        around = context.text[max(0, span.start - reach) : span.end + reach]
        return any(word in around for word in words)

    return near


def _strait(context: Text, _span: Span, _entry: Entry) -> bool:
    return any(word in context.text for word in _STRAIT)


_CONDITIONS: Mapping[str, Callable[[Text, Span, Entry], bool]] = {
    "": _always, "parent": _parent, "after": _after, "bare": _bare, "full": _full, "named": _named, "quoted": _quoted,
    "strait": _strait, "conferred": _near(_CONFERRED, 16), "ranked": _near(_RANKED, 20),
}  # fmt: skip


def _joined(mentions: list[Mention], text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Join a region with what belongs to it and follows at once: 北京市 + 朝阳区, 广东省 + 发改委, 广州 + 白云机场."""
    current: Mention | None = None
    for mention in mentions:
        if current and current.end == mention.start and current.type == REGION and _belongs(lexicon, mention, current):
            current = Mention(current.start, mention.end, text[current.start : mention.end], mention.type, FOUND_BY)
            continue
        if current:
            yield current
        current = mention
    if current:
        yield current


def _belongs(lexicon: Lexicon, mention: Mention, region: Mention) -> bool:
    if mention.type in (GOVERNMENT, PLACE):
        return not mention.text.startswith(_NATIONAL)
    return mention.type == REGION and _inside(lexicon, mention.text, region.text)


def _inside(lexicon: Lexicon, inner: str, outer: str) -> bool:
    """Tell whether a form may name a division inside the one that ends the other form."""
    last = next((outer[i:] for i in range(len(outer)) if outer[i:] in lexicon.entries), "")
    above = {_stem(e.code) for e in lexicon.entries.get(last, ()) if e.type == REGION and e.code.isdigit()}
    codes = {_stem(e.code) for e in lexicon.entries.get(inner, ()) if e.type == REGION and e.code.isdigit()}
    return any(code.startswith(a) and code != a for code in codes for a in above)


def _stem(code: str) -> str:
    """The part of a division code that the codes of all divisions inside it share."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


