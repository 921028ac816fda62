"""Numbers as Chinese text writes them: 10246.0, １，100, 十二, 两千; only ever asked about a recognised number."""

from decimal import Decimal

# One character stands for one character, so that offsets survive.
WIDTHS = {ord(c): chr(ord(c) - 0xFEE0) for c in "０１２３４５６７８９％．，＋－～／"} | {
    ord("〇"): "零",
    ord("○"): "零",
    ord("﹪"): "%",
}
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def narrow(text: str) -> str:
    """Return the text with full-width digits and signs made ASCII; its length stays."""
    return text.translate(WIDTHS)


def number(text: str) -> Decimal:
    """Read a number without scale words; ValueError when the text is none."""
    plain = text.replace(",", "").replace(" ", "")
    if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit():
        return Decimal(plain)
    return Decimal(_chinese(plain))


def _chinese(text: str) -> int:
    if not text or any(c not in DIGITS and c not in PLACES for c in text):
        raise ValueError(f"not a number: {text!r}")
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit, place = 0, 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            continue
        place = PLACES[char]
        total += (digit or 1) * place
        digit = 0
    # 一百五 says 150, 一百零五 says 105.
    return total + (digit * place // 10 if place > 10 and text[-2] in PLACES else digit)
