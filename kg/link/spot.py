"""Short forms of recognised names that stand in the text unrecognised: 星网 of 中国星网集团, 市政府 of 合肥市政府."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.link.aliases import Shortening
from kg.link.regions import Regions
from kg.model import Mention
from kg.ontology import COMPANY, EVENT, GOVERNMENT, PARK, POLICY, PROJECT
from kg.recognise.scan import Index

FOUND_BY = "short"
_CLIPPED = frozenset({PARK, EVENT, POLICY, PROJECT})
_SEATS = re.compile(r"[省市区县](?=(?:委|政府|人民政府)$)")
_BRANDS = ("集团", "股份", "控股")
_SHORTEST, _SURE = 2, 3


def short_forms(mentions: Sequence[Mention], shortening: Shortening, regions: Regions) -> dict[str, str]:
    """Short forms that nothing in the article is called yet, each with the one name that it can be short for."""
    sources: dict[str, set[str]] = defaultdict(set)
    written = {m.text: m.type for m in mentions}
    maker = _Maker(shortening, regions)
    for text, type_ in written.items():
        for form in maker.forms(text, type_):
            if form not in written and form != text:
                sources[form].add(text)
    return {form: found.pop() for form, found in sources.items() if len(found) == 1}


def everywhere(text: str, mentions: Sequence[Mention], forms: Mapping[str, str], found_by: str) -> Iterator[Mention]:
    """The forms wherever no name stands, as mentions; `forms` gives the type of each."""
    if not forms:
        return
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * len(mention.text)
    for span in Index(forms).scan(text):
        if not any(taken[span.start : span.end]):
            form = text[span.start : span.end]
            yield Mention(span.start, span.end, form, forms[form], found_by)


class _Maker:
    """Makes the short forms that a name may have."""

    def __init__(self, shortening: Shortening, regions: Regions) -> None:
        self._shortening = shortening
        self._regions = regions

    def forms(self, text: str, type_: str) -> Iterator[str]:
        """Short forms of a name, as they would be written."""
        if type_ == COMPANY:
            yield from self._brands(text)
        elif type_ == GOVERNMENT:
            seat = _SEATS.search(text)
            if seat and self._regions.opening(text) == seat.end():
                yield text[seat.start() :]
        elif type_ in _CLIPPED:
            yield from self._clipped(text, type_)

    def _brands(self, text: str) -> Iterator[str]:
        name = self._shortening.take(text, COMPANY)
        core = self._shortening.core(name.stem)
        for form in dict.fromkeys((name.stem, core)):
            enough = len(form) >= _SURE or (name.legal.startswith(_BRANDS) and len(form) == _SHORTEST)
            if name.legal and form in text and enough and not self._shortening.common(form):
                yield form

    def _clipped(self, text: str, type_: str) -> Iterator[str]:
        name = self._shortening.take(text, type_)
        at = text.find(name.stem)
        if at > 0 and len(name.stem) > _SURE and not self._shortening.bare(name, name.stem):
            yield name.stem
        if type_ == PARK:
            for front in range(_SHORTEST, len(text) - _SHORTEST):
                if self._regions.known(text[:front]) and not self._shortening.bare(name, text[front:]):
                    yield text[front:]
