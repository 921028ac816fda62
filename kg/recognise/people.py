"""Persons whose name is given away by a post in front (董事长李明) or a verb of saying behind (李明表示)."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import PERSON

FOUND_BY = "person"
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}|[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")


def find(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield persons; cautious: without a post or a verb of saying there is none."""
    titled, speaking, foreign = _patterns(lexicon)
    for pattern, name in ((titled, "post"), (speaking, "speech"), (foreign, "foreign")):
        for match in pattern.finditer(text):
            yield Mention(match.start(1), match.end(1), match.group(1), PERSON, f"{FOUND_BY}:{name}")


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    words = lexicon.words
    post, speech = _either(words["post"]), _either(words["speech"])
    single = "".join(sorted(s for s in words["surname"] if len(s) == 1))
    double = _either(frozenset(s for s in words["surname"] if len(s) > 1))
    given = r"[\u4e00-\u9fff]"
    firm = rf"(?=[\s，。、；：！？“”（）()《》,/]|(?:{speech})|$)"
    loose = rf"(?=等|和|与|及|在|就|向|对|率|为|一行|还|也|则|又|曾|已|将|并|从|于|以|用|、)"
    name = f"(?!{_either(words['no-person'])})(?:{double}{given}|[{single}]{given})"
    third = r"[^\W\d_A-Za-z在还也则又曾已将就向对并从于以和与及等为率一用]"
    name = f"({name}{third}{firm}|{name}{firm}|{name}{loose}|{name}{third}{loose})"
    return (
        re.compile(f"(?:{post})：? ?{name}"),
        re.compile(f"(?:^|(?<=[，。；：“”、\\n\\s])){name}(?=(?:[还也则又曾]|在[^，。]{{1,10}}?中?)?(?:{speech}))", re.M),
        re.compile(f"(?:{post})({_FOREIGN.pattern})"),
    )


def _either(words: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
