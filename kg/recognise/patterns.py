"""Names by pattern: `ontology/patterns/*.yaml`, regular expressions over the text in which known names are one unit.

    〔…〕            the name; a pattern has exactly one
    {Region} {Org}  a region, park or organization found by lexicon or suffix; {Region|Park} one of several types
    {text:12}       1 to 12 characters of a name: no punctuation; {text:2-6} from 2 to 6; {lazy:2-6} as few as will do,
                    without function words (的 在 将 …)
    {cjk:2-4}       Chinese characters outside known names; {few:2-4} as few as will do
    {WORDS}         one of the file's or the pattern's words of that name
All else is as in Python's `re`. `signs` are words of which every match holds one: other lines are not searched, which
keeps patterns fast that may begin anywhere. `more`, a pattern with a 〔…〕 of its own, says how a list goes on behind a
name: it is tried again and again where the last name ended.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import ontology
from kg.errors import KnowledgeError
from kg.model import Mention
from kg.ontology import ORGANIZATION, ORGANIZATIONS, PARK, REGION, TYPES
from kg.recognise.merge import best
from kg.trees import tree

FOLDER = "patterns"
FOUND_BY = "pattern"
_NAME = "name"
_TYPES = tuple(sorted(TYPES))
UNITS = ORGANIZATIONS | {REGION, PARK}
_BASE = 0xE000
_PART = re.compile(r"\{([A-Za-z|]+)(?::(\d+)(?:-(\d+))?)?\}")
_NAME_CHARACTER = r"[^\s，。、；：！？“”‘’\"《》〈〉（）()【】,;:!?|｜]"
_CHINESE = r"[\u4e00-\u9fff]"
_CLASSES = {
    "text": (_NAME_CHARACTER, ""),
    "lazy": (_NAME_CHARACTER.replace("[^", "[^的了在是将被把由其等"), "?"),
    "cjk": (_CHINESE, ""),
    "few": (_CHINESE, "?"),
}
_FIELDS = {"name", "type", "pattern", "more", "signs", "without", "ending", "words", "examples", "never", "note"}


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One pattern; `examples` mark names as [Type name], `never` are texts in which it finds nothing.

    A name that holds one of the words of `without`, or ends in none of `ending` where there are such, is none: the
    pattern itself cannot look into the units.
    """

    name: str
    type: str
    regex: re.Pattern[str]
    more: re.Pattern[str] | None
    signs: tuple[str, ...]
    without: tuple[str, ...]
    ending: tuple[str, ...]
    examples: tuple[str, ...]
    never: tuple[str, ...]

    def admits(self, name: str) -> bool:
        """Tell whether what the pattern found may be a name."""
        return not any(word in name for word in self.without) and (not self.ending or name.endswith(self.ending))


@cache
def load(directory: Path = ontology.DEFAULT) -> tuple[NamePattern, ...]:
    """Read all pattern files; KnowledgeError tells every fault as 'file: pattern: what'."""
    found, faults = list[NamePattern](), list[str]()
    for path in sorted((directory / FOLDER).glob("*.yaml")):
        try:
            document = tree(path) or {}
        except KnowledgeError as error:
            faults += error.faults
            continue
        for raw in document.get("patterns", ()):
            try:
                found.append(_compiled(raw, document.get("words", {})))
            except (ValueError, KeyError, TypeError, re.error) as error:
                faults.append(f"{path}: {raw.get('name', '?') if isinstance(raw, dict) else raw}: {error}")
    names = [pattern.name for pattern in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults += [f"{directory / FOLDER}: two patterns named {name}" for name in twice]
    if faults:
        raise KnowledgeError(faults)
    return tuple(found)


def find(text: str, known: Iterable[Mention], patterns: Iterable[NamePattern]) -> Iterator[Mention]:
    """Yield what the patterns find; they see the regions, parks and organizations among the known names as units."""
    masked = mask(text, best(mention for mention in known if mention.type in UNITS))
    lines, patterns = tuple(_lines(masked)), tuple(patterns)
    present = {sign for sign in {s for pattern in patterns for s in pattern.signs} if sign in masked}
    for pattern in patterns:
        for match in _matches(pattern, masked, lines, present):
            start, end = match.span(_NAME)
            if pattern.admits(text[start:end]):
                yield Mention(start, end, text[start:end], pattern.type, f"{FOUND_BY}:{pattern.name}")


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """The lines of a text, each with the line break before and behind it, which patterns may look at."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        begin = max(0, start - 1)
        yield begin, end, text[begin:end]
        start = end


def _matches(
    pattern: NamePattern, text: str, lines: Iterable[tuple[int, int, str]], present: Collection[str]
) -> Iterator[re.Match[str]]:
    """The matches in the lines that hold one of the pattern's signs; `present` are the signs that the text holds."""
    signs = [sign for sign in pattern.signs if sign in present]
    pieces = [(s, e) for s, e, line in lines if any(sign in line for sign in signs)] if signs else []
    for start, end in pieces if pattern.signs else [(0, len(text))]:
        position = start
        while match := pattern.regex.search(text, position, end):
            yield match
            position = max(match.end(), match.end(_NAME), position + 1)
            while pattern.more and (match := pattern.more.match(text, position, end)):
                yield match
                position = match.end()


def mask(text: str, units: Iterable[Mention]) -> str:
    """The text with each unit (sorted, not overlapping) replaced, length kept, by a sign of its type and filling."""
    pieces, position = [], 0
    clean = _PRIVATE.sub("\ufffd", text)
    for mention in units:
        sign = _BASE + 2 * _TYPES.index(mention.type)
        pieces += [clean[position : mention.start], chr(sign), chr(sign + 1) * (mention.end - mention.start - 1)]
        position = mention.end
    return "".join([*pieces, clean[position:]])


_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _compiled(raw: Mapping[str, Any], shared: Mapping[str, Sequence[str]]) -> NamePattern:
    if unknown := set(raw) - _FIELDS:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    if raw["type"] not in TYPES:
        raise ValueError(f"no type {raw['type']!r}")
    examples, never = tuple(raw.get("examples", ())), tuple(raw.get("never", ()))
    if not examples:
        raise ValueError("no examples")
    words = {**shared, **raw.get("words", {})}
    regex = _regex(str(raw["pattern"]), words)
    more = _regex(str(raw["more"]), words) if "more" in raw else None
    if _NAME not in regex.groupindex or (more and _NAME not in more.groupindex):
        raise ValueError("no 〔name〕")
    signs = tuple(part for sign in raw.get("signs", ()) for part in words.get(sign, (sign,)))
    without, ending = (tuple(raw.get(field, ())) for field in ("without", "ending"))
    return NamePattern(raw["name"], raw["type"], regex, more, signs, without, ending, examples, never)


def _regex(pattern: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    marked = pattern.replace("〔", f"(?P<{_NAME}>").replace("〕", ")")
    return re.compile(_PART.sub(lambda part: _expanded(part, words), marked), re.M)


def _expanded(part: re.Match[str], words: Mapping[str, Sequence[str]]) -> str:
    name, low, high = part.groups()
    if name in _CLASSES:
        if low is None:
            raise ValueError(f"{{{name}}} needs a length")
        characters, greed = _CLASSES[name]
        return f"{characters}{{{low if high else 1},{high or low}}}{greed}"
    if name in words:
        return f"(?:{'|'.join(map(str, words[name]))})"
    return f"(?:{'|'.join(_unit(kind) for kind in name.split('|'))})"


def _unit(kind: str) -> str:
    kinds = ORGANIZATIONS if kind == ORGANIZATION[:3] else {kind}
    if not kinds <= UNITS:
        raise ValueError(f"no unit or words {kind!r}")
    signs = [_BASE + 2 * _TYPES.index(k) for k in sorted(kinds)]
    return f"[{''.join(map(chr, signs))}][{''.join(chr(sign + 1) for sign in signs)}]*"
