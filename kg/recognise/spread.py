"""A name found once in an article is found wherever it stands; so is the last word of its only zone (自贸区)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention, Span
from kg.ontology import INDUSTRY, PARK, REGION
from kg.recognise.ends import counted
from kg.recognise.scan import Index

ZONE = "zone"
_NEAR = 8
_WEIGHT, _FIRM = {"model": 2, "model:doubted": 1}, 4  # what a mention's source counts when types differ


def everywhere(mentions: Sequence[Mention], text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Give every name the type that most of its mentions have, and add the places where it was overlooked."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    source: dict[str, str] = {}
    for mention in mentions:
        votes[mention.text][mention.type] += _WEIGHT.get(mention.found_by, _FIRM)
        source.setdefault(mention.text, mention.found_by)
    types = {form: min(found.items(), key=lambda item: (-item[1], item[0]))[0] for form, found in votes.items()}
    zones = dict(_zones(types, lexicon))
    known = [Mention(m.start, m.end, m.text, types[m.text], m.found_by) for m in mentions]
    wanted = [*zones, *(form for form, kind in types.items() if kind not in (REGION, INDUSTRY))]
    free = _free(wanted, known, text)
    free = (span for span in free if text[span.start : span.end] not in zones or not _of_kind(span, text, lexicon))
    added = [_at(span, text[span.start : span.end], types, source) for span in free]
    return tuple(sorted([*known, *added]))


def _of_kind(span: Span, text: str, lexicon: Lexicon) -> bool:
    """Tell whether the short form of a zone stands for all of its kind: 全国 + 高新区."""
    return bool(_kind_before(lexicon).search(text[max(0, span.start - _NEAR) : span.start]))


@cache
def _kind_before(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before the word for a kind of zone, of which none is meant: 全国 + 高新区, 第五个 + 综保区."""
    return re.compile(f"(?:{counted(lexicon).pattern}|{lexicon.either('zone-kind')})$")


def _at(span: Span, form: str, types: Mapping[str, str], source: Mapping[str, str]) -> Mention:
    return Mention(span.start, span.end, form, types.get(form, PARK), source.get(form, ZONE))


def _free(forms: Sequence[str], mentions: Sequence[Mention], text: str) -> Iterator[Span]:
    """Where the forms stand outside the mentions."""
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * len(mention.text)
    for span in Index(forms).scan(text) if forms else ():
        if not any(taken[span.start : span.end]):
            yield span


def _zones(types: Mapping[str, str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Short forms of zones with the one park that they can stand for."""
    parks = [form for form, kind in types.items() if kind == PARK]
    for kind, forms in sorted(lexicon.words.items()):
        if kind.startswith(ZONE):
            ends = tuple(sorted(forms))
            named = [park for park in parks if park.endswith(ends) and park not in forms]
            longest = max(named, key=lambda park: (len(park), park), default="")
            if named and all(longest.endswith(park) for park in named):
                yield from ((form, longest) for form in ends)
