"""Tells how surely one written form of a name is short for another: 深投控 for 深圳市投资控股有限公司."""

import re
from collections.abc import Callable

from kg.link.contracted import contracted
from kg.link.habits import Habits, ending
from kg.link.names import SHORTEST, Anatomy, Name, strip, undated
from kg.link.rankings import Ranking, Rankings
from kg.link.woven import woven
from kg.link.zones import Zones
from kg.ontology import (
    ASSOCIATION,
    COMPANY,
    EVENT,
    GOVERNMENT,
    INSTITUTION,
    PARK,
    PERSON,
    PLACE,
    POLICY,
    PRODUCT,
    PROJECT,
    REGION,
    REPORT,
)

SAME, OPENED, BRAND, PLAIN, DOING, INNER, CUT, BEGUN, SPELLED, OLDER, NONE = 100, 90, 85, 80, 75, 70, 65, 61, 60, 10, 0
_LONGEST_SPELLED = _LEAST_SPELLED = 6
_QUOTED = re.compile(r"“([^“”]{2,12})”[\u4e00-\u9fff]{1,4}")
_ADDED = re.compile(r"[a-z]{2,}|\([^()]*\)")
_ENDED = frozenset({ASSOCIATION, EVENT, GOVERNMENT, INSTITUTION, PARK, PLACE, POLICY, PROJECT, REGION, REPORT})
"""Types whose names may be shortened to their last part."""
_CUT = frozenset({EVENT, PLACE, POLICY, PROJECT, REPORT})
_SPELLED = frozenset({COMPANY, INSTITUTION, ASSOCIATION, EVENT})
_SEATED = frozenset({ASSOCIATION, COMPANY, GOVERNMENT, INSTITUTION})
_LONG_LEGAL, _LONG_PRODUCT = 4, 5
FIRM = "公司"
_PLAIN_LEGAL = ("", "公司", "集团")
_LEVELS = ("省", "市", "区", "县", "州")


class Shortening(Anatomy):
    """Takes names apart and compares them."""

    def __init__(self, habits: Habits, region: Callable[[str], int]) -> None:
        super().__init__(habits, region)
        self._doings = (*habits.tails, *habits.legal)
        self._rankings = Rankings(habits, region)
        self.zones = Zones(habits)
        self._ranked: dict[str, Ranking | None] = {}

    def likeness(self, short: Name, full: Name) -> int:
        """How surely `short` is another form of `full`: 0 for not at all, 100 for the same but for width and quotes."""
        if short.key == full.key and short.numbers == full.numbers:
            return SAME
        one, other = self.ranking(short), self.ranking(full)
        if one and other and (one.same(other) or one.against(other)):
            return OPENED if one.same(other) else NONE
        if EVENT == short.type == full.type and short.numbers and not full.numbers:
            plain = next((self.take(form, EVENT) for form in undated(short.text)), short)
            return NONE if plain.numbers else max(self.likeness(plain, full) - OLDER, NONE)
        if not short.numbers <= full.numbers or not _fits(short, full):
            return NONE
        if branch := ending(full.key, self.habits.branches):
            return self._branch(short, full, branch)
        older = OLDER if full.numbers - short.numbers else NONE
        ways = (_called, _plainly, _quoted, self._ended, self._branded, self._inner, self._cut)
        found = max(way(short, full) for way in ways)
        if not found and short.type == PARK == full.type:
            found = CUT if self.zones.alike(short, full) else NONE
        found = found or self.spelled(short, full)
        found = found or (CUT if woven(short, full, self._region) else NONE)
        found = found or (SPELLED if contracted(short, full) else NONE)
        return max(found - older, NONE)

    def ranking(self, name: Name) -> Ranking | None:
        """The name of a ranking taken apart; remembered, None for what is none."""
        if name.type != REPORT:
            return None
        if name.text not in self._ranked:
            self._ranked[name.text] = self._rankings.take(name.text)
        return self._ranked[name.text]

    def _branch(self, short: Name, full: Name, branch: str) -> int:
        """A branch by its end alone (江北分行), never by the name of the whole that it belongs to."""
        if short.key == branch or not short.key.endswith(branch):
            return NONE
        return INNER if full.key.endswith(short.key) or self.spelled(short, full) else NONE

    def _ended(self, short: Name, full: Name) -> int:
        """The same but for what stands in front: regions, years, 中国; or nothing but the last part of the name."""
        if short.type == GOVERNMENT and short.key.startswith(_LEVELS) and full.key.endswith(short.key):
            return OPENED
        if self.bare(short):
            alone = short.type == PARK == full.type and full.key.endswith(short.key)
            return SPELLED if alone else NONE
        if short.stem == full.stem and short.legal == full.legal:
            return OPENED if short.places in full.places else INNER
        if short.type != full.type or short.type not in _ENDED:
            return NONE
        whole = (full.key, *(full.key.removesuffix(w) for w in self.habits.weak if full.key.endswith(w)))
        return INNER if any(w.endswith(short.key) for w in whole) else NONE

    def _branded(self, short: Name, full: Name) -> int:
        """A brand for the name of a company: what is left out behind it tells what it does, or its legal form."""
        if full.type != COMPANY or (short.head and short.head not in self.habits.tails):
            return NONE
        for left, right in ((short.stem, full.stem + full.legal), (short.places + short.stem, full.key)):
            if len(left) >= SHORTEST and right.startswith(left):
                return self._beyond(short, full, right[len(left) :])
        return NONE

    def _beyond(self, short: Name, full: Name, rest: str) -> int:
        """Judge what the whole name of a company has behind the brand; 云海药业江北公司 is a part of 云海药业."""
        if rest.endswith(FIRM) and self._region(rest) == len(rest) - len(FIRM):
            return NONE
        if not strip(rest, self.habits.legal, 0)[0]:
            return _legal(short, full)
        if short.legal in _PLAIN_LEGAL and not strip(rest, self._doings, 0)[0]:
            return DOING if short.legal in full.legal else NONE
        clipped = full.legal and short.type == COMPANY and not short.legal and len(short.key) > SHORTEST
        return BEGUN if clipped else NONE

    def _inner(self, short: Name, full: Name) -> int:
        """A form without words that say little, or without the word for the kind of thing: 雄安 for 雄安新区."""
        if short.legal and full.legal and not _legal(short, full):
            return NONE
        if REGION == short.type == full.type and self._extent(short) == self._extent(full):
            return OPENED
        if not full.head.endswith(short.head) and not (short.legal and full.legal):
            return INNER if short.type == full.type and self._weakly(short, full) else NONE
        pairs = [(short.key.removesuffix(short.legal), full.key.removesuffix(full.legal))]
        if short.type != COMPANY:
            pairs.append((short.stem, full.stem))
        plain = ((self.filler.sub("", left), self.filler.sub("", right)) for left, right in pairs)
        return INNER if any(left == right and len(left) > len(short.head) for left, right in plain) else NONE

    def _extent(self, name: Name) -> str:
        """苏北 for 苏北地区."""
        return name.key.removesuffix(ending(name.key, self.habits.extents))

    def _weakly(self, short: Name, full: Name) -> bool:
        """Tell whether the names differ in a last word only that says little: 大湘西地区, 大湘西区域, 大湘西."""
        heads = [n.head if n.head in self.habits.weak else "" for n in (short, full)]
        if heads == ["", ""] or set(heads) <= set(_LEVELS):
            return False
        whole = [n.key.removesuffix(head) for n, head in zip((short, full), heads, strict=True)]
        stems = [n.stem.removesuffix(head) for n, head in zip((short, full), heads, strict=True)]
        return whole[0] == whole[1] or (stems[0] == stems[1] and short.type != REGION)

    def _cut(self, short: Name, full: Name) -> int:
        """A form without a middle part: 天津机场 for 天津滨海机场."""
        if short.type != full.type or short.type not in _CUT or not short.head or self.bare(short):
            return NONE
        return max(self._left(short, short.key, full.key), self._left(short, short.stem, full.stem))

    def _left(self, name: Name, short: str, full: str) -> int:
        """Tell whether what is left of a name is its beginning and its end."""
        front = len(_common(short, full))
        rest = short[front:]
        enough = front >= SHORTEST and (len(rest) >= len(name.head) or front == len(short))
        return CUT if enough and len(rest) >= SHORTEST and full.rstrip(")").endswith(rest) else NONE

    def spelled(self, short: Name, full: Name) -> int:
        """A form with one character for each word: 深投控, 服贸会, 中电集团; of an edition its own: 第五届数博会."""
        brief, key = short.key, full.key
        if full.type == EVENT and short.wide and short.wide in full.wide:
            brief, key = brief.removeprefix(short.wide), key.removeprefix(full.wide)
        if (
            full.type not in _SPELLED
            or key.startswith(brief)
            or not SHORTEST <= len(brief) <= _LONGEST_SPELLED
            or len(full.key) < _LEAST_SPELLED
            or self._whole(short, full)
        ):
            return NONE
        if full.type == EVENT and brief[-1] != key[-1]:
            return NONE
        stem = key.find(full.stem)
        starts = {m.start() for m in self.word.finditer(key)} | {0, stem}
        if full.type == EVENT or (full.type == COMPANY and brief[:SHORTEST] == full.stem[:SHORTEST]):
            # Most words have two characters: an event is surely one that ends alike, a company one of the same brand.
            starts |= {at + 1 for at, sign in enumerate(key) if sign == "第"} | set(range(stem, len(key), 2))
        if full.type == EVENT:
            starts.add(len(key) - 1)
        begin = (0, stem) if full.type != EVENT else starts
        return SPELLED if any(_spells(brief, key, at, starts) for at in sorted(begin)) else NONE

    def _whole(self, short: Name, full: Name) -> bool:
        """Tell whether a region and the word for the kind of thing make a name of their own: 江北大学, 江北银行."""
        return (
            bool(short.head)
            and short.head == full.head
            and self._region(short.key) == len(short.key.removesuffix(short.head))
        )


def _called(short: Name, full: Name) -> int:
    """A person by one end of a foreign name: 马斯克 for 埃隆·马斯克; a product by the end of its long name."""
    if short.type == PERSON == full.type:
        parts = re.split("[·•・]", full.text)
        ends = {parts[0]: DOING, parts[-1]: OPENED} if len(parts) > 1 else {}
        return ends.get(short.text, NONE)
    long = short.type == PRODUCT == full.type and len(short.key) >= _LONG_PRODUCT
    return INNER if long and full.key.endswith(short.key) else NONE


def _plainly(short: Name, full: Name) -> int:
    """A meeting without its acronym and place."""
    if short.type == EVENT == full.type:
        plain = _ADDED.sub("", full.key)
        return (
            INNER if plain != full.key and plain.endswith(_ADDED.sub("", short.key)) and len(short.stem) > 4 else NONE
        )
    return NONE


def _quoted(short: Name, full: Name) -> int:
    """What stands in quotes before the word for its kind: 深i企 for “深i企”平台."""
    core = _QUOTED.fullmatch(full.text)
    return DOING if core and core.group(1) == short.text.strip("“”") and short.type == full.type else NONE


def _fits(short: Name, full: Name) -> bool:
    """A national organ is no local one, what is in one region is not in another, and a bureau is no ministry."""
    if short.head and full.head and not full.head.endswith(short.head) and not short.head.endswith(full.head):
        return short.type == full.type and short.type in _ENDED
    if short.places and full.places and not _place(full.places).endswith(_place(short.places)):
        return False
    if any(_local(one) and _national(other) for one, other in ((short, full), (full, short))):
        return False
    if short.type in _SEATED and full.type in _SEATED:
        if short.wide == full.wide:  # 海南国际经发局, 海南国际经济发展局
            return True
        return not (short.places and full.wide) and not (short.wide.strip("省市区县州") and full.places)
    return True


def _local(name: Name) -> bool:
    """Tell whether an organ is named by its level alone: 省药监局."""
    return name.type == GOVERNMENT and name.wide in _LEVELS and not name.places


def _national(name: Name) -> bool:
    return name.type == GOVERNMENT and bool(name.wide.strip("省市区县州")) and not name.places


def _place(places: str) -> str:
    """Regions without the words for their level: 北京市朝阳区 and 北京朝阳 read alike."""
    return places.rstrip("区县").replace("省", "").replace("市", "")


def _legal(short: Name, full: Name) -> int:
    """Compare legal forms: 某某集团 is 某某集团有限公司 and no 某某股份有限公司; 某某 alone rather is the former."""
    if short.legal:
        return BRAND if short.legal in full.legal else NONE
    return BRAND if "集团" in full.legal or len(full.legal) > _LONG_LEGAL else PLAIN


def _common(one: str, other: str) -> str:
    size = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _spells(short: str, full: str, at: int, starts: set[int]) -> bool:
    """Tell whether each character of `short` begins a word of `full` or follows the one before, from `at` on."""
    reached = {at} if full[at : at + 1] == short[0] else set[int]()
    for character in short[1:]:
        nexts = {i for r in reached for i in (r + 1, *(s for s in starts if s > r)) if full[i : i + 1] == character}
        reached = nexts
    return bool(reached)
