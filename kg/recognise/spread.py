"""A name found once in an article is found wherever it stands."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.model import Mention
from kg.ontology import REGION
from kg.recognise.scan import Index

_SHORTEST = 2


def everywhere(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Give every name the type that most of its mentions have, and add the places where it was overlooked."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    source: dict[str, str] = {}
    for mention in mentions:
        votes[mention.text][mention.type] += 1
        source.setdefault(mention.text, mention.found_by)
    types = {form: min(found.items(), key=lambda item: (-item[1], item[0]))[0] for form, found in votes.items()}
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * len(mention.text)
    added = [
        Mention(span.start, span.end, form, types[form], source[form])
        for span in Index(form for form in types if len(form) >= _SHORTEST and types[form] != REGION).scan(text)
        if not any(taken[span.start : span.end]) and (form := text[span.start : span.end])
    ]
    return tuple(sorted([*(Mention(m.start, m.end, m.text, types[m.text], m.found_by) for m in mentions), *added]))
