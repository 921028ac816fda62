"""Names cut where a verb stands behind the whole name of an organization or zone: 云山经开区 + 建设 + 智能产业园.

So are those of zones and companies that only a phase stands behind: 云山综合保税区 + 二期.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import COMPANY, EVENT, GOVERNMENT, ORGANIZATIONS, PARK, PLACE, POLICY, PROJECT, REGION

_CUT = ORGANIZATIONS | {EVENT, PARK, PLACE, PROJECT, POLICY}
_PHASED = frozenset({COMPANY, PARK})
_WHOLE = ORGANIZATIONS | {PARK}
_KNOWN = ("lexicon", "title")
_FIRST, _SITE = 3, 2  # no whole name is shorter, no region that something is built in
_REST = 6  # a shorter rest is no name of its own: 附属学校


def parted(mentions: Iterable[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the mentions; of one that goes on behind a whole name with a verb, that name and what is acted on."""
    for mention in mentions:
        if mention.type == PROJECT and (phased := _phased(mention, lexicon)):
            yield from phased
            continue
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
    for verb in _verb(lexicon).finditer(name, _SITE):
        head, rest = name[: verb.start()], name[verb.end() :]
        type_ = _whole(head, lexicon) if len(head) >= _FIRST else ""
        if not type_ and verb.group() in lexicon.words["building"]:
            type_ = _site(mention, head, rest, lexicon)
        if mention.type == EVENT and verb.group() not in lexicon.words["acts-held"]:  # a meeting may be for promoting
            continue
        if type_ and (mention.type != POLICY or type_ == GOVERNMENT):  # a plan may tell what a zone does
            return (head, type_), rest
    return None


def _site(mention: Mention, head: str, rest: str, lexicon: Lexicon) -> str:
    """The region where a project is built by its name: 连云港 + 投资建设 + 创新药基地项目; else ''."""
    region = any(entry.type == REGION and not entry.when for entry in lexicon.entries.get(head, ()))
    return REGION if mention.type == PROJECT and region and len(rest) >= _REST else ""


def _phased(mention: Mention, lexicon: Lexicon) -> list[Mention]:
    """The zone or company that only a phase stands behind; with it where it counts as one of its own."""
    phase = _phase(lexicon).search(mention.text)
    head = mention.text[: phase.start()] if phase else ""
    known = next((entry.type for entry in lexicon.entries.get(head, ()) if not entry.when), "")
    type_ = known or (_whole(head, lexicon) if head else "")
    if type_ not in _PHASED:
        return []
    name = mention.text if head.endswith(tuple(lexicon.words["phase-own"])) else head
    return [Mention(mention.start, mention.start + len(name), name, type_, mention.found_by)]


@cache
def _phase(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.either('phase')})$")


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
    """A verb and what says when it is done; not one that the words behind make a noun: 建设 + 局, 投资 + 有限公司."""
    words = (lexicon.either(kind) for kind in ("acts-when", "acts", "acts-no", "acts-on", "acts-noun"))
    when, sure, not_sure, acts, nouns = words
    return re.compile(f"(?:{when}){{0,2}}(?:(?:{sure})(?!{not_sure})|(?:{acts})(?!{nouns}))")
