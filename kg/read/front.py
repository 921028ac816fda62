"""Front matter of Hexo files, read by line: real titles hold colons and quotes that YAML refuses, YAML holds bombs."""

import json
import re
from collections.abc import Iterator, Mapping

from kg.errors import ArticleError

_FENCE = "---"
_KEY = re.compile(r"([A-Za-z_]{1,30})[ \t]*[:：](?:[ \t]+|$)(.*)")
_QUOTED = re.compile(r"'((?:[^']|'')*)'|\"((?:[^\"\\]|\\.)*)\"")
_FOLDED = re.compile(r"[|>][+-]?\d?")


def split(text: str) -> tuple[Mapping[str, str], str]:
    """Return the scalar values by key and the body behind the second fence; an ArticleError when a fence is missing."""
    lines = text.lstrip().split("\n")
    if lines[0].strip() != _FENCE:
        raise ArticleError("no front matter (a block between two lines ---)")
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return dict(_values(lines[1:number])), "\n".join(lines[number + 1 :])
    raise ArticleError("front matter is not closed by a line ---")


def _values(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield key and value; indented lines continue the value before them, and the first of two equal keys wins."""
    held: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if match := _KEY.match(line):
            key = match.group(1).lower()
            if key in held:
                key = ""
            else:
                held[key] = [match.group(2)]
        elif key and line[:1] in (" ", "\t", "\u3000"):
            held[key].append(line)
    for key, parts in held.items():
        yield key, _scalar(parts)


def _scalar(parts: list[str]) -> str:
    first = parts[0].strip()
    if _FOLDED.fullmatch(first):
        return " ".join(part.strip() for part in parts[1:])
    value = " ".join(part.strip() for part in parts).strip()
    match = _QUOTED.match(value)
    if not match:
        return value
    if match.group(1) is not None:
        return match.group(1).replace("''", "'")
    return _unescaped(match.group(2))


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value.replace('\\"', '"').replace("\\\\", "\\")
