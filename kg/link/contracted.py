"""Short forms with the beginnings of a long name's words: 北京量子院 of 北京量子信息科学研究院, 江北农投集团."""

from collections.abc import Iterator

from kg.link.names import SHORTEST, Name
from kg.link.woven import pieces
from kg.ontology import ASSOCIATION, COMPANY, EVENT, GOVERNMENT, INSTITUTION, PARK, PROJECT

_TYPES = frozenset({ASSOCIATION, COMPANY, EVENT, GOVERNMENT, INSTITUTION, PARK, PROJECT})
SIZES, _LEFT_OUT, _RUN = range(3, 8), 2, 3
_LEVELS = "省市区县州"


def contracted(short: Name, full: Name) -> bool:
    """Tell whether the form spells the long name behind the region that both have, and ends in its last character.

    Most words have two characters; what follows a character that was taken may be taken, too. A form of whole words may
    be another thing (云海科技园, 云海东升科技园).
    """
    if short.type != full.type or short.type not in _TYPES:
        return False
    if short.type == COMPANY:
        whole, placed = full.stem, bool(short.places) and short.places.rstrip(_LEVELS) == full.places.rstrip(_LEVELS)
        alike = placed and short.legal and short.legal in full.legal
        return bool(alike) and len(short.stem) >= SHORTEST and _spells(short.stem, whole, last=False)
    if len(short.stem) not in SIZES or short.stem in full.key:
        return False
    return any(_spells(brief, whole, last=True) and not _of_words(brief, whole) for brief, whole in _rests(short, full))


def _of_words(brief: str, whole: str) -> bool:
    found = pieces(brief, whole)
    return bool(found) and all(end - start >= SHORTEST for start, end in found)


def _rests(short: Name, full: Name) -> Iterator[tuple[str, str]]:
    """The form and what it may be short for: the stem, or what stands behind the region or the words that both have."""
    place, key = short.places.rstrip(_LEVELS), full.key
    if place in key:
        yield short.stem, full.stem
    if place and place in key:
        yield short.stem, key.partition(place)[2].lstrip(f"){_LEVELS}")
    if not place and key.find(short.stem[:_RUN]) > 0:  # 大湾区 in 粤港澳大湾区国家技术创新中心
        yield short.stem[_RUN:], key.partition(short.stem[:_RUN])[2]


def _spells(brief: str, whole: str, *, last: bool) -> bool:
    if (
        len(brief) < SHORTEST
        or len(whole) < len(brief) + _LEFT_OUT
        or brief[0] != whole[0]
        or (last and brief[-1] != whole[-1])
    ):
        return False
    reached = {0}
    for sign in brief[1:]:
        reached = {
            at
            for at, other in enumerate(whole)
            if other == sign and any(at == r + 1 or (at > r and _opens(at, whole)) for r in reached)
        }
    return len(whole) - 1 in reached if last else bool(reached)


def _opens(at: int, whole: str) -> bool:
    """Tell whether a word may begin here; the last character stands for the last word."""
    return at % 2 == 0 or at == len(whole) - 1
