"""Short forms with pieces of a long name and its last word: 瑞金海南医院 of 上海交通大学医学院附属瑞金医院海南医院."""

from collections.abc import Callable
from itertools import pairwise

from kg.link.names import SHORTEST, Name
from kg.ontology import ASSOCIATION, EVENT, GOVERNMENT, INSTITUTION, PARK, PROJECT

_TYPES = frozenset({ASSOCIATION, EVENT, GOVERNMENT, INSTITUTION, PARK, PROJECT})
_MOST = 3


def woven(short: Name, full: Name, region: Callable[[str], int]) -> bool:
    """Tell whether a form is made of whole words of the long name, in their order, without one at its beginning.

    A form that keeps the beginning and leaves out what comes next may be another thing (东北大学, 东北师范大学), as
    is one that leaves out a region behind the first piece (市商务局, 市东城区商务局).
    """
    kind = short.head
    if short.type != full.type or short.type not in _TYPES or not kind or not full.key.endswith(kind):
        return False
    brief, whole = short.key.removesuffix(kind), full.key.removesuffix(kind)
    if len(brief) < SHORTEST or region(brief + "市") >= len(brief) or (short.places and not full.places):
        return False
    found = pieces(brief, whole)
    if not found or _opens(found, full):
        return False
    left_out = (whole[end:start] for (_, end), (start, _) in pairwise(found))
    return not any(region(words) for words in left_out)


def _opens(found: list[tuple[int, int]], full: Name) -> bool:
    """Tell whether a piece opens the name; a committee may be called by the brand of its zone: 火炬管委会."""
    alone = full.type == GOVERNMENT and len(found) == 1
    return found[0][0] in ((0,) if alone else (0, len(full.places), full.key.find(full.stem)))


def pieces(brief: str, whole: str) -> list[tuple[int, int]]:
    """Where the fewest pieces of the form stand in the whole, each of two characters or more; [] where they do not."""
    found, at, done = list[tuple[int, int]](), 0, 0
    while done < len(brief):
        sizes = range(len(brief) - done, SHORTEST - 1, -1)
        size = next((s for s in sizes if brief[done : done + s] in whole[at:]), 0)
        if found and brief[done:] == whole[-1] and at < len(whole):  # 区 of 临空区 for 临空经济区
            return [*found, (len(whole) - 1, len(whole))]
        if not size or len(found) == _MOST:
            return []
        start = whole.index(brief[done : done + size], at)
        found.append((start, start + size))
        done, at = done + size, start + size
    return found
