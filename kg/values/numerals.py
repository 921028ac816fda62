"""Numbers as Chinese text writes them: 10246.0, １，100, 十二, 两千; only ever asked about a recognised number."""

import re
from collections.abc import Iterator
from decimal import Decimal

# One character stands for one character, so that offsets survive.
WIDTHS = {ord(c): chr(ord(c) - 0xFEE0) for c in "０１２３４５６７８９％．，＋－～／"} | {
    ord("〇"): "零",
    ord("○"): "零",
    ord("﹪"): "%",
}
_WIDE = re.compile(f"[{''.join(map(chr, WIDTHS))}]")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def narrow(text: str) -> str:
    """Return the text with full-width digits and signs made ASCII; its length stays."""
    return text.translate(WIDTHS) if _WIDE.search(text) else text


def scan(text: str, trigger: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` would, but try it only at the characters that `trigger` finds."""
    free = 0
    for place in trigger.finditer(text):
        if place.start() >= free and (match := pattern.match(text, place.start())):
            free = match.end()
            yield match


def number(text: str) -> Decimal:
    """Read a number, its scale words included (31亿, 1.2万, 两千万); ValueError when the text is none."""
    plain = text.replace(",", "").replace(" ", "")
    figure = plain.rstrip("".join(PLACES) + "".join(SCALES))
    if figure and figure.replace(".", "", 1).isascii() and figure.replace(".", "", 1).isdigit():
        return Decimal(figure) * scale(plain[len(figure) :])
    whole, _, fraction = plain.partition("点")
    value = Decimal(_chinese(whole))
    return value + Decimal(_chinese(fraction)).scaleb(-len(fraction)) if fraction else value


def scale(text: str) -> int:
    """The factor of scale words one after another: 千万 is 10 000 000, nothing is 1."""
    factor = 1
    for char in text:
        factor *= PLACES.get(char) or SCALES[char]
    return factor


def _chinese(text: str) -> int:
    if not text or any(c not in DIGITS and c not in PLACES and c not in SCALES for c in text):
        raise ValueError(f"not a number: {text!r}")
    for char in ("兆", "亿", "万"):
        head, found, tail = text.rpartition(char)
        if found:
            return (_chinese(head) if head else 1) * SCALES[char] + (_chinese(tail.lstrip("零")) if tail else 0)
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _below_myriad(text)


def _below_myriad(text: str) -> int:
    total, digit, place = 0, 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            place = PLACES[char]
            total, digit = total + (digit or 1) * place, 0
    # 一百五 says 150, 一百零五 says 105.
    return total + (digit * place // 10 if digit and place > 10 and text[-2] in PLACES else digit)
