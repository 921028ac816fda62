"""Persons whose name is given away by a post in front (董事长李明) or a verb of saying behind (李明表示)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.choice import choice
from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import PERSON
from kg.recognise.scan import Index

FOUND_BY, _ACTS = "person", ("speech", "acts", "verbal")
_GIVEN = r"(?![被还也则又已就并了的是我你他她它们这那不没])[\u4e00-\u9fff]"
# A character that often follows a name ends one where punctuation follows it: 刘可为、杨玉经.
_LAST = r"[一为任用作率以于从](?=[、，。；）)])"
# The third character of a name is none of those that often follow a name, nor one that opens what is said.
_THIRD = r"(?![说称](?:[，：,:“。；]|$))[^\W\d_A-Za-z在还也则又曾已将就向对并从于以和与及等为率一用作任把因都]"
_LOOSE = r"(?=视作|视为|看作|当作|称作|[等和与及在就向对率为还也则又曾已将并从于以用作任把因都]|一行)"
_ENDED = r"(?=[，。；、）)”\s]|$)"
_DOT = re.compile("[·•・]")
_SIR = "先生|女士|同志|博士|教授|院士"
_LATIN = r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}"


def find(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield persons; cautious: without a post, a verb of saying or 先生 behind there is none."""
    words = lexicon.words["no-name"]
    yield from (mention for mention in _said(text, _clues(lexicon)) if mention.text not in words)


def _said(text: str, clues: "_Clues") -> Iterator[Mention]:
    for span in clues.posts.scan(text):
        for pattern, name in ((clues.name, "post"), (clues.being, "post"), (clues.foreign, "foreign")):
            if match := pattern.match(text, span.end):
                yield _mention(match, name)
    for match in clues.speaking.finditer(text):
        yield _mention(match, "speech")
    for match in clues.polite.finditer(text):
        yield _mention(match, "polite")


def _mention(match: re.Match[str], clue: str) -> Mention:
    start, end = match.span(match.lastindex or 1)
    name = match.string[start:end]
    return Mention(start, end, name, PERSON, f"{FOUND_BY}:{'parts' if _DOT.search(name) else clue}")


@dataclass(frozen=True, slots=True, eq=False)
class _Clues:
    posts: Index
    name: re.Pattern[str]
    being: re.Pattern[str]
    foreign: re.Pattern[str]
    speaking: re.Pattern[str]
    polite: re.Pattern[str]


@cache
def posts(lexicon: Lexicon) -> Index:
    """The posts that stand before a person's name."""
    return Index(lexicon.words["post"])


@cache
def _clues(lexicon: Lexicon) -> _Clues:
    speech, surnames = lexicon.either("speech"), sorted(lexicon.words["surname"])
    single = "".join(name for name in surnames if len(name) == 1)
    double = "|".join(name for name in surnames if len(name) > 1)
    letters = lexicon.letters("transliteration")
    verbs = sorted(w for kind in _ACTS for w in lexicon.words[kind] if len(w) > 1 and w[0] in letters)
    foreign = f"(?:(?!{choice(verbs)})[{letters}])"  # no name goes on with a verb: 约翰·肯尼迪 + 发表
    firm = rf"(?=[\s，。、；：！？“”（）()《》,/]|(?:{speech}|{_SIR})|$)"
    parts = f"{foreign}{{1,6}}(?:[·•・]{foreign}{{1,8}}){{1,3}}"
    never = f"(?!{lexicon.either('no-person')})"
    short = f"{never}(?:{double}|[{single}]){_GIVEN}"
    whole = f"{short}{_LAST}|{short}(?=视作|视为|看作|当作)"
    name = f"({whole}|{short}{_THIRD}{firm}|{short}{firm}|{short}{_LOOSE}|{short}{_THIRD}{_LOOSE})"
    said = rf"(?=(?:[还也则又曾]|在[^，。\n]{{1,10}}?中?)?(?:{speech}))"
    return _Clues(
        posts(lexicon),
        re.compile(f"[：: ]?{name}"),
        re.compile(f"[为系]({short}{_THIRD}?){_ENDED}"),
        re.compile(rf"({parts}|{_LATIN}|{never}{foreign}{{2,4}}{firm})"),
        re.compile(rf"(?:^|[，。；：“”、\s]){name}{said}", re.M),
        re.compile(rf"([A-Z][a-z]{{2,}}(?: [A-Z][a-z]+){{0,2}}) ?(?={_SIR})|({parts})(?:{firm}|{_LOOSE})"),
    )
