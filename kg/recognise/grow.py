"""Names that end in a telling suffix: 广东省 + 统计局, 长江存储科技 + 有限责任公司; grown to the left."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

from kg import ontology
from kg.lexicon import Lexicon, Suffix
from kg.model import Mention, Span
from kg.ontology import GOVERNMENT, ORGANIZATIONS, REGION
from kg.recognise.borders import Borders
from kg.recognise.ends import NOT_BY_FIELD, Lists, lists

FOUND_BY, FREE = "suffix", "free"
_REACH, _HEAD, _SHORTEST = 30, 22, 2
_SEEN, _INSIDE = "seen", "inside"
# Needs that ask for a name that says something of its own, and those that do without a known name in front.
_SAYING, _ALONE = frozenset({"named", "phrase", _INSIDE}), frozenset({"any", "phrase", _SEEN})
_SPATIAL = frozenset({REGION, ontology.PARK, ontology.PLACE})
_ANCHORS = ORGANIZATIONS | {REGION, ontology.PARK}
# Years, ordinals and five-year plans open the names of things that are numbered: 第三届…博览会, “十四五”…规划.
_NUMBERED = frozenset({ontology.EVENT, ontology.REPORT, ontology.POLICY, ontology.PROJECT})
_OPENER = re.compile(
    r"(?:20\d\d(?:[—\-]20\d\d)?(?:年度?)?(?!\d|[上下前后]半年|第?[一二三四]季度|\d*月))?"
    r"(?:第[一二三四五六七八九十百\d]+[届次]|首届|[“\"]?十[一二三四五六]五[”\"]?(?:时期)?)?"
)
# Names that may hold 和: 东莞市工业和信息化局, 世界经济与政治研究所.
_WITH_AND = frozenset({GOVERNMENT, ontology.INSTITUTION, ontology.ASSOCIATION})
_AND = ("和", "与", "及")
_BRACKETS = ("（", "(")
_LEGAL, _HARD, _BRAND = ("有限公司", "有限责任公司"), "，。、；：“（\n", 5
_COUNTIES = ("县", "区", "旗")
_TAKES_OFFICE = "任"  # 李明任 + 山东…有限公司
_BRANCH, _BANK = ("分行", "支行"), "行"
_NEAR = 6
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))


def find(
    text: str, known: Sequence[Mention], borders: Borders, lexicon: Lexicon, *, starts: Set[int] = frozenset()
) -> tuple[Mention, ...]:
    """Return the names that end in a suffix of the lexicon; `known` are sorted names that they may begin with.

    A name that begins with no known name begins where a word does, if `starts` tells where words start.
    """
    words = lists(lexicon)
    anchors = [mention for mention in known if mention.type in _ANCHORS or _of_region(mention, lexicon)]
    ends = {mention.end for mention in known if len(mention.text) > _SHORTEST}  # known with their suffix
    found = list[Mention]()
    for span in words.suffixes.scan(text):
        suffix = lexicon.suffixes.get(text[span.start : span.end])
        broken = suffix and suffix.needs == _INSIDE and span.end not in starts
        broken = broken or text.endswith(words.unjoined, 0, span.end)
        if not suffix or suffix.needs == "model" or span.end in ends or broken:
            continue
        if mention := _Site(text, span, suffix, borders, anchors, words, starts).name():
            found.append(mention)
            if mention.type in _ANCHORS:
                insort(anchors, mention)
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Site:
    """A suffix in the text, with all that may decide where its name begins; `anchors` are sorted."""

    text: str
    span: Span
    suffix: Suffix
    borders: Borders
    anchors: Sequence[Mention]
    lists: Lists
    starts: Set[int]

    def name(self) -> Mention | None:
        """The name that ends with this suffix, or None where nothing before it makes it a name."""
        start, kind = self._anchored(), self.suffix.needs
        if start is None:
            start, kind = self._free(), _SEEN if self.suffix.type == ontology.PROJECT and kind != "any" else FREE
        name = self.text[start : self.span.end] if start is not None else ""
        if start is None or name in self.lists.generic or any(name.count(a) != name.count(b) for a, b in _PAIRS):
            return None
        return Mention(start, self.span.end, name, self._type(start), f"{FOUND_BY}:{kind}")

    def _type(self, start: int) -> str:
        """The type that the suffix tells; a branch of the central bank is a public authority as that is."""
        public = self.suffix.form.endswith(_BRANCH) and any(
            anchor.start == start and anchor.type == GOVERNMENT and anchor.text.endswith(_BANK)
            for anchor in self._between(start, start + 1)
        )
        return GOVERNMENT if public else self.suffix.type

    @property
    def _low(self) -> int:
        """How far to the left the name may reach; no project, meeting or plan reaches over a verb (督导产业园建设).

        Nor does a place over one of building: 机场口岸建设 + 整车进口口岸, but 生态文明建设示范区.
        """
        low = max(self.borders.before(self.span.start), self.span.start - _REACH)
        if self.suffix.type not in ORGANIZATIONS:
            for verb in self.lists.verbal.finditer(self.text, low, self.span.start):
                low = verb.end()
        if self.suffix.type in _SPATIAL or self.suffix.needs == _SEEN:
            high = self.span.start - int(self.suffix.type in _SPATIAL)
            for verb in self.lists.building.finditer(self.text, low, high):
                low = verb.end()
        return low

    def _anchored(self) -> int | None:
        """Where the name begins when it begins with a known name, a year or an ordinal."""
        anchors = self._between(self._low, self.span.start)
        if self.suffix.needs == "region":
            ends = (self.span.start, self.span.start + 1)  # 合肥 + 市政府 may be read as 合肥市 + 政府
            region = next((a for a in anchors if a.type == REGION and a.end in ends), None)
            party = region and next(
                (a for a in anchors if a.text in self.lists.party and a.end == region.start), region
            )
            return party.start if party else None
        opened, anchor = self._opened(), self._first(self._near(anchors))
        if anchor and self.span.start - anchor.start <= _HEAD and self._says(anchor):
            start = anchor.end if self._beside(anchor) else self._before(anchor)
            return start if opened is None else min(start, opened)
        return opened if opened is not None else self._across(anchors)

    def _between(self, low: int, high: int) -> Sequence[Mention]:
        """Known names that begin in this range, but those in brackets: 海蓝云计算（南京）有限公司 begins before."""
        found = self.anchors[bisect_left(self.anchors, low, key=_begin) : bisect_left(self.anchors, high, key=_begin)]
        return [anchor for anchor in found if self.text[anchor.start - 1 : anchor.start] not in _BRACKETS]

    def _near(self, anchors: Sequence[Mention]) -> Sequence[Mention]:
        """The anchors from which the end of a place is within reach; behind one that is not, regions alone."""
        if self.suffix.needs == _INSIDE:
            anchors = [a for a in anchors if a.type in _SPATIAL]
        if self.suffix.type not in _SPATIAL or self.suffix.needs == "anchor":
            return anchors
        near = [a for a in anchors if self.span.start - a.end <= self.suffix.reach and a.type != GOVERNMENT]
        return near if near[:1] == list(anchors[:1]) else [a for a in near if a.type == REGION]

    def _first(self, anchors: Sequence[Mention]) -> Mention | None:
        """The first name that this one may begin with; not 蚌埠 in 蚌埠建设淮河经济带: a verb follows."""
        for anchor, after in zip_longest(anchors, anchors[1:]):
            verb = self.lists.soft.match(self.text, anchor.end)
            if anchor.end <= self.span.start and not (verb and after and after.start >= verb.end()):
                return anchor
        return None

    def _says(self, anchor: Mention) -> bool:
        """Tell whether what stands between the anchor and the suffix makes a name: 中国 + 跨国 + 公司 is none.

        A company's works that nothing tells from its others have no name: 海岳电子 + 工厂, 海岳电子 + 二期.
        """
        works = self.suffix.form in self.lists.works and anchor.type == ontology.COMPANY
        return not (works and anchor.end == self.span.start) and self._tells(anchor.end)

    def _tells(self, end: int) -> bool:
        """Tell the same of what stands behind a known name, a year or an ordinal that ends there."""
        if end == self.span.start:
            return self.suffix.needs not in _SAYING
        if self.suffix.needs in _SAYING | {_SEEN} and self.span.start - end > self.suffix.reach:
            return False
        return not self._made_of(self._vague if self.suffix.needs in _SAYING else self.lists.hollow, end)

    @property
    def _vague(self) -> re.Pattern[str]:
        """Words that say nothing of their own in a name of this type."""
        return self.lists.vague[self.suffix.type]

    @property
    def _field(self) -> re.Pattern[str]:
        """The same and fields, where no known name stands in front: 生物医药产业园, 新能源项目 are no names."""
        return self.lists.fields if self.suffix.type in NOT_BY_FIELD else self._vague

    def _beside(self, anchor: Mention) -> bool:
        """Tell whether a county only says where the zone is: 临川县 + 白石开发区, but 临川县 + 开发区."""
        if self.suffix.form not in self.lists.apart or anchor.type != REGION:
            return False
        county = anchor.text.endswith(_COUNTIES) or anchor.text.endswith(self.lists.towns)
        own = self.span.start - anchor.end >= _SHORTEST and not self._made_of(self.lists.fields, anchor.end)
        return county and own and (not self.starts or anchor.end in self.starts)

    def _before(self, anchor: Mention) -> int:
        """Where a company's name begins when its brand stands before the region: 中车 + 株洲 + 电力机车有限公司.

        So it always does where the region alone stands before the legal form: 滨江铁路客运专线 + 湖北 + 有限公司.
        """
        low, bare = self._low, anchor.end == self.span.start
        if not self.suffix.form.endswith(_LEGAL) or (low and self.text[low - 1] not in _HARD and not bare):
            return anchor.start
        soft = self.lists.soft.match(self.text, low, anchor.start)
        start = soft.end() if soft else low
        if self.text[anchor.start - 1] == _TAKES_OFFICE:
            return anchor.start
        return start if 0 < anchor.start - start <= (_HEAD if bare else _BRAND) else anchor.start

    def _made_of(self, words: re.Pattern[str], start: int) -> bool:
        match = words.match(self.text, start, self.span.start)
        return bool(match and match.end() == self.span.start)

    def _across(self, anchors: Sequence[Mention]) -> int | None:
        """A name with 和 inside: 东莞市 + 工业和信息化 + 局; what stands before 和 says something and is no name."""
        low = self._low
        if anchors or self.suffix.type not in _WITH_AND or self.text[low - 1 : low] not in _AND or low < _SHORTEST:
            return None
        before = self._between(self.borders.before(low - 2), low - 1)
        anchor = next((a for a in before if _SHORTEST <= low - 1 - a.end <= _HEAD // 2), None)
        if not anchor or any(a.end > anchor.end for a in before):
            return None
        held = any(True for _ in self.lists.posts.scan(self.text[anchor.end : low - 1]))  # 甲公司董事长李明和 + 乙协会
        return None if held else anchor.start

    def _opened(self) -> int | None:
        """A year or an ordinal between the border and the suffix opens the name of a numbered thing."""
        if self.suffix.type not in _NUMBERED:
            return None
        for match in _OPENER.finditer(self.text, self._low, self.span.start):
            if match.end() > match.start():
                return match.start() if match.end() < self.span.start and self._tells(match.end()) else None
        return None

    def _free(self) -> int | None:
        """Where a name without an anchor begins: at the border, less verbs and nouns that only introduce it."""
        low = self._low
        if self.suffix.needs not in _ALONE or self.span.start - low >= _REACH or self._between(low, self.span.start):
            return None
        lead = self.lists.lead.match(self.text, low, self.span.start)
        start = lead.end() if lead else low
        if self.lists.counted.search(self.text, max(0, low - _NEAR), low):
            return None
        fits = self.suffix.least <= self.span.start - start <= self.suffix.reach
        whole = not self.starts or start in self.starts
        return start if fits and whole and not self._made_of(self._field, start) else None


def _of_region(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a place is named after a region: its works and companies begin with its name."""
    return mention.type == ontology.PLACE and any(True for _ in lexicon.behind_regions(mention.text))


def _begin(mention: Mention) -> int:
    return mention.start
