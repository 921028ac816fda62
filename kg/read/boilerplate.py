"""What is no article text, and bylines inside the text, by the patterns of `boilerplate.yaml`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from kg.errors import KnowledgeError
from kg.model import Span
from kg.ontology import DEFAULT

FILE = "boilerplate.yaml"
_PART = re.compile(r"\{([a-z]+)\}")
_KINDS = ("drop", "rest", "head", "tail", "inline")
_SECTIONS = ("parts", *_KINDS, "elements")
_LINE = re.compile(r"[^\n]+")
_DROPPED_UP_TO = 120  # longer paragraphs are never boilerplate; it also bounds what a pattern may cost
_REST_UP_TO = 60
_HEAD, _TAIL = 100, 100
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Compiled patterns; `classes` are class words of page elements without article text."""

    drop: re.Pattern[str]
    rest: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    inline: re.Pattern[str]
    classes: frozenset[str]

    def keep(self, paragraphs: Iterable[str]) -> Iterator[str]:
        """Yield the paragraphs that are article text."""
        resting = False
        for paragraph in paragraphs:
            short = len(paragraph) <= _DROPPED_UP_TO
            resting = resting and len(paragraph) <= _REST_UP_TO and "。" not in paragraph
            resting = resting or (short and bool(self.rest.fullmatch(paragraph)))
            if not resting and not (short and self.drop.fullmatch(paragraph)):
                yield paragraph

    def bylines(self, text: str) -> tuple[Span, ...]:
        """Return where outlets and reporters are named as source, sorted, overlaps merged; offsets into `text`."""
        found = sorted(chain.from_iterable(self._in_line(text, m.start(), m.end()) for m in _LINE.finditer(text)))
        merged: list[Span] = []
        for span in found:
            if merged and span.start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return tuple(merged)

    def _in_line(self, text: str, start: int, end: int) -> Iterator[Span]:
        if head := self.head.match(text, start, min(end, start + _HEAD)):
            yield Span(*head.span())
        if tail := self.tail.search(text, max(start, end - _TAIL), end):
            yield Span(*tail.span())
        yield from (Span(*m.span()) for m in self.inline.finditer(text, start, end))


@cache
def load(directory: Path = DEFAULT) -> Boilerplate:
    """Read the file; a KnowledgeError tells all patterns that are wrong."""
    path = directory / FILE
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
        sections = {name: dict(data[name]) for name in _SECTIONS}
    except (OSError, UnicodeError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError([f"{path}: {' '.join(str(error).split())}"]) from error
    faults: list[str] = []
    parts = _parts(sections["parts"], faults)
    found = {kind: [_expanded(name, row, parts, faults) for name, row in sections[kind].items()] for kind in _KINDS}
    if faults:
        raise KnowledgeError([f"{path}: {fault}" for fault in faults])
    return Boilerplate(
        drop=re.compile(_either(found["drop"])),
        rest=re.compile(_either(found["rest"])),
        head=re.compile(_either(found["head"])),
        tail=re.compile(f"{_either(found['tail'])}$"),
        inline=re.compile(_either(found["inline"])),
        classes=frozenset(chain.from_iterable(sections["elements"].values())),
    )


def _parts(section: dict[str, Any], faults: list[str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, part in section.items():
        pattern = "|".join(re.escape(str(word)) for word in part) if isinstance(part, list) else part
        parts[name] = f"(?:{_expanded(name, {'pattern': pattern}, parts, faults)})"
    return parts


def _expanded(name: str, row: Any, parts: dict[str, str], faults: list[str]) -> str:
    try:
        pattern = str(row.get("pattern", "")) if isinstance(row, dict) else ""
        expanded = _PART.sub(lambda m: parts[m.group(1)], pattern)
        if re.compile(expanded).fullmatch(""):
            faults.append(f"{name}: no pattern, or one that matches nothing at all")
        return expanded
    except KeyError as error:
        faults.append(f"{name}: no part {error}")
    except re.error as error:
        faults.append(f"{name}: {error}")
    return _NEVER


def _either(patterns: list[str]) -> str:
    return f"(?:{'|'.join(patterns)})" if patterns else _NEVER
