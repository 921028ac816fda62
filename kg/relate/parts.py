"""A pattern of the relation rules, read into its parts: slots, calls like {gap:6}, brackets and signs, letters."""

import re
from collections.abc import Mapping, Sequence

Part = Mapping[str, str]

_PART = re.compile(
    r"\{(?P<slot>subject|object):(?P<types>[A-Za-z|]+)(?: in (?P<host>[A-Za-z|]+))?(?P<many>\+{0,2}、?)\}"
    r"|\{(?P<kind>[a-z_]+)(?::(?P<arg>[^{}]+))?\}|(?P<meta>[()|?])|(?P<literal>[^{}])"
)


class PatternError(ValueError):
    """A pattern that cannot be read; says what and where."""


def read(source: str) -> list[Part]:
    """The parts of a pattern from left to right, spaces dropped; raises PatternError where none can be read."""
    parts, at, source = list[Part](), 0, re.sub(r" (?!in )(?<! in )", "", source)
    while at < len(source):
        match = _PART.match(source, at)
        if not match:
            raise PatternError(f"cannot read {source[at : at + 20]!r}")
        parts.append({k: v or "" for k, v in match.groupdict().items()})
        at = match.end()
    _check(parts)
    return parts


def _check(parts: Sequence[Part]) -> None:
    """Raise PatternError for brackets without their other half, and for a ? with nothing before it."""
    depth, before = 0, "("
    for part in parts:
        depth += {"(": 1, ")": -1}.get(part["meta"], 0)
        if depth < 0:
            raise PatternError("cannot be read: ) without (")
        if part["meta"] == "?" and before in ("(", "|", "?"):
            raise PatternError("cannot be read: ? with nothing before it")
        before = part["meta"]
    if depth:
        raise PatternError("cannot be read: ( without )")
