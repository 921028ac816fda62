"""Names inside names: 朝阳区 in 朝阳区人民政府, 中国人民银行 in 中国人民银行上海总部."""

import re
from collections.abc import Iterator
from functools import cache

from kg.choice import choice
from kg.lexicon import Lexicon
from kg.link.branches import Branches
from kg.link.habits import Habits, ending, pattern
from kg.link.organs import Organs
from kg.link.regions import Regions
from kg.ontology import (
    ASSOCIATION,
    COMPANY,
    EVENT,
    GOVERNMENT,
    INDUSTRY,
    ORGANIZATIONS,
    PARK,
    PERSON,
    PLACE,
    POLICY,
    PRODUCT,
    PROJECT,
    REGION,
    REPORT,
)
from kg.recognise import fields

_RULER = re.compile(r"^(.{2,}?)(?:[（(].*[）)])?(?:(人民政府|政府|区政府|市政府|县政府)|(管理委员会|管委会))$")
_PRIVATE = frozenset({COMPANY, ASSOCIATION, PERSON, PRODUCT})
"""Types in whose names a region says nothing."""
_ROADS = ("路", "街", "道", "巷", "河", "江", "湖", "山", "海", "铁路", "高铁", "高速")
_TITLED = frozenset({POLICY, REPORT})
_LOCATED = frozenset({PARK, PLACE, POLICY, PROJECT, REPORT})
_MADE = frozenset({EVENT, POLICY, REPORT})
_OWNED = frozenset({PARK, PLACE, PROJECT})
_FIELDED = frozenset({PARK, POLICY, PROJECT})
"""Types whose names say their field; not what stands before the name of an organization in them."""
_QUOTING = frozenset({POLICY, PROJECT})
_QUOTED = re.compile(r"^“([^“”]{2,12})”(?=[^“”]{2,6}$)")
_OWNER = re.compile(r".*(?:公司|集团|大学|学院|研究院|研究所|[^布格全大]局|厅|部门|委员会|协会|银行)")
_SHORTEST, _FIRM = 2, "公司"


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(choice(word for word in lexicon.words["break"] if len(word) > 1))


def zone(committee: str) -> str:
    """The zone that a committee administers by its name, or ''."""
    match = _RULER.match(committee)
    return match.group(1) if match and match.group(3) else ""


class Insider:
    """Finds the names of other things in the names of one article."""

    def __init__(self, habits: Habits, regions: Regions, lexicon: Lexicon, branches: Branches) -> None:
        self._branches = branches
        self._regions = regions
        self._lexicon = lexicon
        self._openers = habits.openers
        self._zone = pattern(habits.zones)
        self._parts = habits.parts
        self._extents = habits.extents
        self._organs = Organs(habits, regions, lexicon)
        self._ruled_ends = habits.ruled
        self._verbs = _verbs(lexicon)

    def find(self, name: str, type_: str) -> Iterator[tuple[str, str, bool]]:
        """Yield form, type, and whether a fact may need it, else it only is another form of a thing named elsewhere."""
        if type_ == GOVERNMENT:
            yield from self._ruled(name)
        if type_ in ORGANIZATIONS:
            yield from ((form, kind, True) for form, kind in self._organs.wholes(name, type_))
            if type_ == COMPANY and (whole := self._branches.whole(name)):
                yield whole, COMPANY, True
        if type_ in _OWNED and _FIRM not in name and (owner := self._owner(name)):
            yield owner, COMPANY, False
        if type_ in _MADE:
            yield from ((form, kind, True) for form, kind in self._organs.makers(name))
        if type_ in _FIELDED:
            yield from self._fields(name)
        if type_ not in _PRIVATE:
            yield from self._zones(name, type_)
            needed = type_ in _LOCATED and not name.endswith(_ROADS)
            own = name.removeprefix(self._owner(name)) if type_ == PROJECT else name  # 宁德时代 + 宜宾工厂
            yield from ((f, REGION, needed) for f in self._regions.inside(own) if f not in self._openers)
        elif type_ != PERSON:
            yield from ((form, REGION, False) for form in self._regions.openings(name))
        if type_ == PARK and (county := self._regions.heading(name)):
            yield county, REGION, True

    def same(self, name: str, type_: str) -> Iterator[str]:
        """Other forms of the same thing that stand in its name: 双碳 in “双碳”战略, 皖北 in 皖北地区."""
        if type_ in _QUOTING:
            quoted = (match.group(1) for match in _QUOTED.finditer(name))
            yield from (form for form in quoted if len(form) > _SHORTEST or form in self._lexicon.entries)
        elif type_ == REGION and self._regions.known(stem := name.removesuffix(ending(name, self._extents))):
            yield stem

    def _ruled(self, name: str) -> Iterator[tuple[str, str, bool]]:
        """The region of a government, the zone of its committee: 松山湖管委会, but 城市管理委员会 rules none."""
        match = _RULER.match(name)
        if match and match.group(2):
            region = self._regions.opening(match.group(1) + match.group(2))
            if region == len(match.group(1)):
                yield match.group(1), REGION, True
        elif match and self._zone_like(match.group(1)) and not self._verbs.search(match.group(1)):
            yield match.group(1), PARK, match.group(1) not in self._lexicon.suffixes

    def _owner(self, name: str) -> str:
        """The company that the name of its works begins with: 宁德时代 in 宁德时代宜宾工厂."""
        heads = (name[:size] for size in range(len(name) - _SHORTEST, _SHORTEST - 1, -1))
        return next((h for h in heads if any(e.type == COMPANY for e in self._lexicon.entries.get(h, ()))), "")

    def _zone_like(self, name: str) -> bool:
        known = any(entry.type == PARK for entry in self._lexicon.entries.get(name, ()))
        return known or name.endswith(self._ruled_ends)

    def _zones(self, name: str, type_: str) -> Iterator[tuple[str, str, bool]]:
        """Zones that the name begins with: 北京自贸区 in 北京自贸区国际商务服务片区."""
        for match in self._zone.finditer(name):
            zone = name[: match.end()]
            named = self._regions.opening(zone) or any(e.type == PARK for e in self._lexicon.entries.get(zone, ()))
            if zone != name and len(zone) > _SHORTEST and not self._verbs.search(zone):
                yield zone, PARK, bool(named) and (type_ in _TITLED or name.endswith(self._parts))

    def _fields(self, name: str) -> Iterator[tuple[str, str, bool]]:
        """The fields that the name says: 数字经济 in 数字经济促进条例; not in whose it is (中国石化某基地)."""
        owner = _OWNER.match(name)
        start = max(owner.end() if owner else 0, len(self._owner(name)))
        for field in fields.find(name, self._lexicon):
            if field.start >= start and field.known and field.end - field.start < len(name):
                yield name[field.start : field.end], INDUSTRY, True
