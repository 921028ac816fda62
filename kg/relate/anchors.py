"""Words without which a pattern matches nowhere: looked up before its regular expression is tried, which costs more."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.relate.parts import Part

Anchors = tuple[frozenset[str], ...]
_SPLIT = "，："  # between these and what follows, a carried subject may stand in the view


def anchors(parts: Sequence[Part], words: Mapping[str, Sequence[str]]) -> Anchors:
    """Return sets of words (literals, word lists, plain alternatives); a match holds one word of each.

    `parts` are those of the pattern language, read from left to right; optional ones ask for nothing.
    """
    found, levels = list[frozenset[str]](), [0, *_depths(parts)]
    if any(part["meta"] == "|" and depth == 0 for part, depth in zip(parts, levels, strict=False)):
        return ()
    at = 0
    while at < len(parts):
        end = _end(parts, at)
        optional = _optional(parts, end)
        if not optional:
            found += _asked(parts[at:end], words)
        at = end + optional
    return tuple(dict.fromkeys(found))


def met(anchors: Anchors, words: Collection[str]) -> bool:
    """Tell whether one word of each anchor is among these words."""
    for anchor in anchors:  # noqa: SIM110 (a loop is faster, and this is asked for each pattern of each view)
        if anchor.isdisjoint(words):
            return False
    return True


def _depths(parts: Sequence[Part]) -> Iterator[int]:
    depth = 0
    for part in parts:
        depth += {"(": 1, ")": -1}.get(part["meta"], 0)
        yield depth


def _end(parts: Sequence[Part], at: int) -> int:
    """Where what begins at a place ends: a group, a run of letters none of which is optional, or a single part."""
    end = at + 1
    if parts[at]["meta"] == "(":
        depth = 1
        while depth:
            depth += {"(": 1, ")": -1}.get(parts[end]["meta"], 0)
            end += 1
    elif _joins(parts[at]):
        while end < len(parts) and _joins(parts[end]) and not _optional(parts, end + 1):
            end += 1
    return end


def _joins(part: Part) -> bool:
    """Tell whether a part is a letter that stands side by side with the letters around it."""
    return part["literal"] not in ("", *_SPLIT)


def _optional(parts: Sequence[Part], end: int) -> bool:
    return end < len(parts) and parts[end]["meta"] == "?"


def _asked(stretch: Sequence[Part], words: Mapping[str, Sequence[str]]) -> Iterator[frozenset[str]]:
    if stretch[0]["literal"]:
        yield frozenset({"".join(part["literal"] for part in stretch)})
    elif stretch[0]["kind"] in words:
        yield frozenset(words[stretch[0]["kind"]])
    elif stretch[0]["meta"] == "(":
        inner = stretch[1:-1]
        if all(_joins(part) or part["meta"] == "|" for part in inner):
            choices = "".join(part["literal"] or "|" for part in inner).split("|")
            if all(choices):
                yield frozenset(choices)
