"""Lines of Markdown → plain lines: heads, list marks, emphasis, links and pictures lose their signs."""

import re

_FRONT = re.compile(r"(?:#{1,6}|[-*+>]) +")
_RULE = re.compile(r"[-*_=]{3,}")
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\((?:https?:|/|#)[^()]{0,500}\)")


def unmarked(line: str) -> str:
    """Return the line as a reader sees it; empty when it only draws something."""
    if _RULE.fullmatch(line):
        return ""
    if match := _FRONT.match(line):
        line = line[match.end() :]
    if "](" in line:
        line = _LINK.sub(r"\1", _PICTURE.sub("", line))
    return line.replace("**", "").strip()
