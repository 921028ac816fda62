"""Which of the entities that a sentence names are meant by a phrase that tells how many: 两地, 上述三家企业."""

import re
from collections.abc import Iterator, Sequence, Set

from kg.model import Mention

JOINS = re.compile(r"[\s”》）)]*(?:、|和|与|及|以及|暨|同|跟|，|,)[\s“《]*")
_WHERE = frozenset("在于赴抵")

Named = tuple[Mention, str]


def so_many(text: str, inside: Sequence[Named], regions: Set[str], count: int) -> tuple[str, ...]:
    """Return all entities named in a sentence where they are so many, else those of them that are, or ().

    Of more, those are left out where something takes place (在北桥市), then all regions; then each list stands alone.
    """
    acting = [(m, e) for m, e in inside if text[m.start - 1 : m.start] not in _WHERE]
    chosen = (inside, acting, [(m, e) for m, e in acting if e not in regions], *_lists(text, inside))
    found = (tuple(dict.fromkeys(e for _, e in some)) for some in chosen)
    return next((entities for entities in found if len(entities) == count), ())


def _lists(text: str, inside: Sequence[Named]) -> Iterator[list[Named]]:
    """Names that stand in one list: 甲、乙和丙."""
    listed = list[Named]()
    for pair in inside:
        if listed and not JOINS.fullmatch(text, listed[-1][0].end, pair[0].start):
            yield listed
            listed = []
        listed.append(pair)
    yield listed
