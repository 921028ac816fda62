"""HTML → tags and text in one pass; linear on any input: parsers stop at deep nesting or crawl on many attributes."""

import html
import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

_START = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?])|(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,30}))")
_QUOTED_TAG = re.compile(r"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:.-]{0,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_OPENER = re.compile(r"[A-Za-z_/-]*\[?")  # what is left of <!--article_adlist[ when nothing closes it
_CLOSER = re.compile(r"(?:\][A-Za-z_/-]*)?--!?>")
_HUGE_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_LONGEST_TAG = 8_192
_BROKEN_TAGS = 64  # after so many tags with unpaired quotes, quotes are no longer looked at


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()


class Token(NamedTuple):
    """A run of text with its entities resolved, or a tag with its name in lower case and its attributes as written."""

    kind: Kind
    name: str = ""
    text: str = ""


def attributes(written: str) -> Mapping[str, str]:
    """Return the attributes of a tag by lower-case name; entities are resolved."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written[:_LONGEST_TAG]):
        found.setdefault(name.lower(), _resolved(double or single or bare))
    return found


def tokens(markup: str) -> Iterator[Token]:
    """Yield the tags and texts of the markup in order, without comments, scripts, styles and declarations."""
    return _Reader(markup).tokens()


class _Reader:
    """Where the reading stands; what was searched once is not searched again."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.bracket = self.comment_end = 0
        self.broken = 0

    def tokens(self) -> Iterator[Token]:
        position = done = 0  # text between the two is still to be given
        while match := _START.search(self.markup, position):
            end = self._end(match)
            if end < 0:  # a lone < is text
                position = match.end()
                continue
            if done < match.start():
                yield self._text(done, match.start())
            if name := match["name"]:
                kind = Kind.CLOSE if match["slash"] else Kind.OPEN
                yield Token(kind, name.lower(), self.markup[match.end() : end - 1])
                if kind is Kind.OPEN and name.lower() in _RAW:
                    end = self._raw_end(name.lower(), end)
            position = done = end
        if done < len(self.markup):
            yield self._text(done, len(self.markup))

    def _text(self, start: int, end: int) -> Token:
        text = self.markup[start:end]
        if "-->" in text:
            text = _CLOSER.sub("", text)
        return Token(Kind.TEXT, text=_resolved(text))

    def _end(self, start: re.Match[str]) -> int:
        if start["comment"]:
            return self._after_comment(start.end())
        nearest = self._after_bracket(start.end())
        if nearest == 0:
            return len(self.markup) if start["other"] else -1
        another = self.markup.find("<", start.end(), nearest)
        if another >= 0 and not {'"', "'"}.intersection(self.markup[start.end() : another]):
            return -1
        inside = self.markup[start.end() : nearest]
        if self.broken < _BROKEN_TAGS and (inside.count('"') % 2 or inside.count("'") % 2):
            if match := _QUOTED_TAG.match(self.markup, start.end(), start.end() + _LONGEST_TAG):
                return match.end()
            self.broken += 1
        return nearest

    def _after_bracket(self, start: int) -> int:
        if 0 <= self.bracket < start:
            self.bracket = self.markup.find(">", start)
        return self.bracket + 1

    def _after_comment(self, start: int) -> int:
        """Skip a comment; of one that holds sentences before the next begins, so was never closed, only the mark."""
        if 0 <= self.comment_end < start:
            self.comment_end = self.markup.find("-->", start)
        following = self.markup.find("<!--", start)
        closed = self.comment_end >= 0 and not 0 <= following < self.comment_end
        if closed or "。" not in self.markup[start : following if following >= 0 else None]:
            return self.comment_end + 3 if self.comment_end >= 0 else len(self.markup)
        match = _OPENER.match(self.markup, start)
        return match.end() if match else start

    def _raw_end(self, name: str, start: int) -> int:
        match = _RAW[name].search(self.markup, start)
        return match.start() if match else len(self.markup)


def _resolved(text: str) -> str:
    if "&" not in text:
        return text
    return html.unescape(_HUGE_NUMBER.sub("", text) if "&#" in text else text)
