"""What is no article text, and bylines inside the text, by the patterns of `boilerplate.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.model import Span
from kg.ontology import DEFAULT
from kg.trees import tree

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
    sections = _sections(path)
    parts: dict[str, str] = {}
    for name, part in sections["parts"].items():
        pattern = "|".join(re.escape(str(word)) for word in part) if isinstance(part, list) else str(part)
        parts[name] = f"(?:{_expanded(pattern, parts)})"
    found = {kind: {name: _expanded(_written(row), parts) for name, row in sections[kind].items()} for kind in _KINDS}
    compiled = {kind: _compiled(found[kind], end="$" if kind == "tail" else "") for kind in _KINDS}
    if not all(compiled.values()):
        faults = (f"{path}: {name}: {why}" for kind in _KINDS for name, why in _faults(found[kind]))
        raise KnowledgeError(list(faults))
    words = chain.from_iterable(sections["elements"].values())
    return Boilerplate(**{k: c for k, c in compiled.items() if c}, classes=frozenset(map(str, words)))


def _sections(path: Path) -> dict[str, dict[str, Any]]:
    data = tree(path)
    try:
        return {name: dict(data[name]) for name in _SECTIONS}
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError([f"{path}: {' '.join(str(error).split())}"]) from error


def _written(row: object) -> str:
    return str(row.get("pattern", "")) if isinstance(row, dict) else ""


def _expanded(pattern: str, parts: dict[str, str]) -> str:
    """Put the parts in; the name of a part that is not there stays, and no text matches it."""
    return _PART.sub(lambda m: parts.get(m.group(1), m.group()), pattern)


def _compiled(patterns: Mapping[str, str], *, end: str) -> re.Pattern[str] | None:
    """Compile the alternatives as one, for compiling each costs as much again; None when one of them is faulty."""
    joined = "|".join(patterns.values()) or _NEVER
    try:
        whole = re.compile(f"(?:{joined}){end}")
    except re.error:
        return None
    return None if whole.fullmatch("") or _PART.search(joined) else whole


def _faults(patterns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, pattern in patterns.items():
        try:
            if lost := _PART.search(pattern):
                yield name, f"no part {lost.group(1)}"
            elif re.compile(pattern).fullmatch(""):
                yield name, "no pattern, or one that matches nothing at all"
        except re.error as error:
            yield name, str(error)
