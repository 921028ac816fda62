"""What stands beside a name tells what it is: 抖音 + 副总裁 is a company, 创新药公司 + 云山生物 only a kind of one."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import Lexicon, several
from kg.model import Mention
from kg.ontology import COMPANY, ORGANIZATIONS, PRODUCT
from kg.recognise import fields

_FIRM = "公司"


def told(mentions: Sequence[Mention], text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the mentions without words for kinds of companies, and what has posts as the company that it is."""
    begins = {mention.start for mention in mentions if mention.type in ORGANIZATIONS}
    acting = {m.text for m in mentions if m.type == PRODUCT and _post(lexicon).match(text, m.end)}
    for mention in mentions:
        if mention.type == COMPANY and mention.end in begins and _kind(mention.text, lexicon):
            continue
        if mention.type == PRODUCT and mention.text in acting:
            mention = Mention(mention.start, mention.end, mention.text, COMPANY, mention.found_by)
        yield mention


def _kind(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is made of a field and words that describe: 创新 + 生物药 + 公司."""
    what = name.removesuffix(_FIRM)
    if what == name or name in lexicon.entries or what in lexicon.entries:
        return False
    known = [field for field in fields.find(what, lexicon) if field.known and field.end == len(what)]
    return any(not what[: f.start] or several(lexicon, "modifier", "topic").fullmatch(what[: f.start]) for f in known)


@cache
def _post(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.either('firm-rank')}){{0,2}}(?:{lexicon.either('firm-post')})")
