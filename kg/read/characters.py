"""Bytes → text (UTF-8, GB18030 or by byte order mark, strictly), and text without invisible characters."""

import codecs
import re
from collections import Counter

from kg.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls, surrogates, noncharacters, zero-width and direction marks: no reader sees them, and some break outputs.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ufffe\uffff\ud800-\udfff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS_AT_MOST = 0.02  # of the characters; above, it is no text
_COMMON_AT_LEAST = 0.8  # of the letters beyond ASCII; real news has .97, other encodings read as GB18030 below .6
_LONGEST_CHARACTER = 4


def decode(data: bytes) -> str:
    """Return the text with line breaks as \\n; an ArticleError says why the bytes are no text."""
    if not data.strip(b"\0 \t\r\n\f\v") and b"\0" not in data:
        raise ArticleError("empty")
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(_CONTROL.findall(text)) > _CONTROLS_AT_MOST * len(text):
        raise ArticleError("binary data, no text")
    return text


def clean(text: str) -> str:
    """Drop invisible characters and make each run of white space one space; full-width digits and signs stay."""
    return " ".join(_INVISIBLE.sub("", text).split())


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:
        raise ArticleError("binary data, no text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - _LONGEST_CHARACTER and not data[: error.start].isascii():
            raise ArticleError("cut off inside a character (UTF-8)") from error
    return _chinese(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"not the {encoding.upper()} that its first bytes announce: byte {error.start}") from error


def _chinese(data: bytes) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        whole = data[: error.start].decode("gb18030")
        if error.start > len(data) - _LONGEST_CHARACTER and _plausible(whole):
            raise ArticleError("cut off inside a character (GB18030)") from error
        raise ArticleError("neither UTF-8 nor GB18030 text") from error
    if not _plausible(text):
        raise ArticleError("neither UTF-8 nor GB18030 text")
    return text


def _plausible(text: str) -> bool:
    """Tell whether most letters are everyday Chinese ones: any bytes may happen to be valid GB18030."""
    counts = Counter(c for c in text if c > "\x7f" and (c.isalpha() or "\ue000" <= c <= "\uf8ff"))
    common = sum(count for char, count in counts.items() if _everyday(char))
    return common > 0 and common >= _COMMON_AT_LEAST * counts.total()


def _everyday(char: str) -> bool:
    """Tell whether GB 2312 has the character on its first level, the 3,755 most frequent ones."""
    try:
        return b"\xb0" <= char.encode("gb2312")[:1] <= b"\xd7"
    except UnicodeEncodeError:
        return False
