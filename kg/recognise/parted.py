"""Names cut where a verb stands behind the whole name of an organization or zone: 云山经开区 + 建设 + 智能产业园."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import GOVERNMENT, ORGANIZATIONS, PARK, PLACE, POLICY, PROJECT

_CUT = ORGANIZATIONS | {PARK, PLACE, PROJECT, POLICY}
_WHOLE = ORGANIZATIONS | {PARK}
_KNOWN = ("lexicon", "title")
_FIRST = 3  # no whole name is shorter
_REST = 6  # a shorter rest is no name of its own: 附属学校


def parted(mentions: Iterable[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the mentions; of one that goes on behind a whole name with a verb, that name and what is acted on."""
    for mention in mentions:
        cut = None if mention.type not in _CUT or mention.found_by.startswith(_KNOWN) else _cut(mention, lexicon)
        if not cut:
            yield mention
            continue
        (head, type_), rest = cut
        yield Mention(mention.start, mention.start + len(head), head, type_, mention.found_by)
        if len(rest) >= _REST and mention.type != POLICY:
            yield Mention(mention.end - len(rest), mention.end, rest, mention.type, mention.found_by)


def _cut(mention: Mention, lexicon: Lexicon) -> tuple[tuple[str, str], str] | None:
    name = mention.text
    for verb in _verb(lexicon).finditer(name, _FIRST):
        head, rest = name[: verb.start()], name[verb.end() :]
        type_ = _whole(head, lexicon)
        if type_ and (mention.type != POLICY or type_ == GOVERNMENT):  # a plan may tell what a zone does
            return (head, type_), rest
    return None


def _whole(name: str, lexicon: Lexicon) -> str:
    """The type of a name that nothing needs to follow, or ''."""
    for entry in lexicon.entries.get(name, ()):
        if entry.type in _WHOLE and not entry.when:
            return entry.type
    suffix = lexicon.suffix(name)
    told = suffix and suffix.type in _WHOLE and suffix.needs != "model" and len(name) > len(suffix.form) + 1
    return suffix.type if suffix and told else ""


@cache
def _verb(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb; not one that the words behind it make a noun: 建设 + 局, 投资 + 有限公司."""
    acts, nouns = lexicon.either("acts-on"), lexicon.either("acts-noun")
    return re.compile(f"{lexicon.either('acts')}|(?:{acts})(?!{nouns})")
