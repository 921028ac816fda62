"""Branches of organizations that the lexicon knows: 交行江北分行 is 交通银行江北市分行."""

from collections.abc import Mapping, Sequence

from kg.lexicon import Lexicon
from kg.link.aliases import FIRM, Shortening
from kg.link.habits import ending
from kg.link.names import SHORTEST, strip
from kg.link.regions import Regions
from kg.model import Mention
from kg.ontology import COMPANY, ORGANIZATIONS

_NATIONAL, _LEAD = ("中国", "国家"), 2
_LEVELS = str.maketrans("", "", "省市区县")


class Branches:
    """Finds the known organization that the name of a branch begins with."""

    def __init__(self, shortening: Shortening, regions: Regions, lexicon: Lexicon) -> None:
        self._shortening = shortening
        self._units = shortening.habits.units
        self._regions = regions
        self._lexicon = lexicon

    def identity(self, name: str, type_: str) -> str:
        """One text for all forms of a branch: the canonical name of the whole and its own part; '' of no branch."""
        if type_ not in ORGANIZATIONS or not ending(name, self._units):
            return ""
        for size in range(len(name) - SHORTEST, SHORTEST - 1, -1):
            known = {e.canonical for e in self._lexicon.entries.get(name[:size], ()) if e.type in ORGANIZATIONS}
            if len(known) == 1:
                own = self._shortening.plain(name[size:], type_).translate(_LEVELS)
                return f"{known.pop()}/{own}" if own else ""
        return ""

    def whole(self, name: str) -> str:
        """The known company in the name of what it has in a region: 云海药业 in 云海药业江北公司, or ''."""
        if not name.endswith(FIRM):
            return ""
        for size in range(len(name) - 2 * SHORTEST, SHORTEST - 1, -1):
            known = any(e.type == COMPANY for e in self._lexicon.entries.get(name[:size], ()))
            place = name[size : -len(FIRM)]
            if known and place and self._regions.opening(place + "市") >= len(place):
                return name[:size]
        return ""

    def owned(self, text: str, mentions: Mapping[str, Sequence[Mention]]) -> dict[str, int]:
        """Where the text first says of a form that others own it: 甲公司全资子公司 + 江北甲有限公司 is not 甲公司."""
        before = self._shortening.habits.daughters
        places = ((form, min(m.start for m in found)) for form, found in mentions.items())
        return {form: first for form, first in places if text.endswith(before, 0, first)}

    def venture(self, brand: str, known: str, full: str) -> bool:
        """Tell whether a second company follows in a company's name: 比亚迪丰田电动车科技有限公司 is not 比亚迪.

        Or the trade of one of a national group's companies: 中国石化工程建设有限公司 is not 中国石化.
        """
        rest = full.partition(brand)[2]
        trade = strip(rest, self._shortening.habits.legal, 0)[0]
        if brand.startswith(_NATIONAL) and known and trade not in known:
            return True
        heads = (rest[:size] for size in range(_LEAD, len(rest)))
        return any(entry.type == COMPANY for head in heads for entry in self._lexicon.entries.get(head, ()))
