"""Short forms of zones: 海岳开发区 of 海岳经济技术开发区, 清江合作区 of 清江经济特别合作区, 海岳汽开区, 海岳 alone."""

from collections.abc import Iterator

from kg.link.habits import Habits, ending, pattern
from kg.link.names import SHORTEST, Name, fold

_DEVELOPED, _INITIALS = "开发区", "开区"  # 井开区 of 井冈山经济技术开发区
_LONGEST_BRAND, _LONGEST_BRIEF = 3, 8
_AREAS = "区园城港谷"


class Zones:
    """Compares the names of zones as they are written, region, brand, words for the sort and one for the kind."""

    def __init__(self, habits: Habits) -> None:
        self._kinds, self._sorts = habits.kinds, habits.sorts
        self._sort = pattern(habits.sorts)
        self._alone = habits.alone

    def alike(self, short: Name, full: Name) -> bool:
        """Tell whether the one is the other without what stands between its brand and the word for its kind."""
        brief, whole = _own(short), _own(full)
        kind = ending(brief, self._kinds)
        if len(kind) > 1 and not whole.endswith(kind):
            return False
        brand, between = brief.removesuffix(kind), whole.removesuffix(kind)
        if not brand:
            return bool(short.places) and full.places.endswith(short.places) and self._sorted(between)
        if len(kind) < SHORTEST or not between.startswith(brand):
            return self._spelled(short, full)
        rest = between.removeprefix(brand)  # 海岳 + 东升 + 科技园 is another one
        enough = len(brand) >= SHORTEST and not self._sorted(brand)
        return enough and (len(rest) > _LONGEST_BRAND or self._sorted(rest))

    def _sorted(self, words: str) -> bool:
        """Tell whether words only say of which sort a zone is: 经济技术."""
        return not self._sort.sub("", words)

    @staticmethod
    def _spelled(short: Name, full: Name) -> bool:
        """海岳汽开区 of 海岳汽车经济技术开发区: the beginning, then a character for each word up to the last."""
        brief, whole = fold(short.text), fold(full.text)
        if len(brief) == SHORTEST + 1 and brief.endswith(_INITIALS) and whole.endswith(_DEVELOPED):
            return brief[0] in (whole[0], full.stem[0])
        pairs = ((short.places + _own(short), full.places + _own(full)), (_own(short), _own(full)))
        return any(_reaches(one, other) for one, other in pairs if SHORTEST < len(one) <= _LONGEST_BRIEF)

    def forms(self, full: Name) -> Iterator[str]:
        """How the zone may be called for short: by its brand and the word for its kind."""
        whole, brand = _own(full), self.brand(full)
        kinds = [whole[at:] for at in range(SHORTEST, len(whole) - 1) if whole[at:] in self._kinds]
        for size in range(SHORTEST, min(_LONGEST_BRAND + 1, len(brand)) + 1):
            shorter = (brand[:size] + kind for kind in kinds if not self._sorted(brand[:size]))
            yield from (front + form for form in shorter if len(form) < len(whole) for front in {"", full.places})
        if whole.endswith(_DEVELOPED):
            yield from (front + _INITIALS for front in {whole[0], full.places[:1]} if front)

    def brand(self, full: Name) -> str:
        """What the name begins with, behind its region, before the words for its sort and kind: 海岳, or ''."""
        whole = _own(full)
        kind = ending(whole, self._kinds)
        brand = whole.removesuffix(kind)
        while kind and (sort := ending(brand, self._sorts)):
            brand = brand.removesuffix(sort)
        return brand if kind and len(brand) >= SHORTEST else ""

    def site(self, full: Name) -> str:
        """The brand where the zone may be called by it alone, as places are: 海岳 of 海岳经开区, none of 海岳小镇."""
        brand = self.brand(full)
        fits = len(brand) in (SHORTEST, SHORTEST + 1) and full.key.endswith(self._alone)
        return brand if fits and not self._sorted(brand) else ""


def _own(name: Name) -> str:
    """The name as it is written, without the region in front and what stands in brackets."""
    whole = fold(name.text)
    return whole.removeprefix(name.wide).removeprefix(name.places).lstrip("-·") or whole


def _reaches(brief: str, whole: str) -> bool:
    """Tell whether a form begins as the whole does, by two characters, and goes on with the beginnings of its words."""
    front = next((at for at, (a, b) in enumerate(zip(brief, whole, strict=False)) if a != b), len(brief))
    if not SHORTEST <= front < len(brief) or brief[-1] != whole[-1] or brief[-1] not in _AREAS:
        return False
    at, starts = {front - 1}, {*range(0, len(whole), 2), len(whole) - 1}
    for sign in brief[front:]:
        at = {i for a in at for i in range(a + 1, len(whole)) if whole[i] == sign and (i == a + 1 or i in starts)}
    return len(whole) - 1 in at
