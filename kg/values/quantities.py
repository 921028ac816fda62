"""Numbers with a unit in Chinese news → values in the unit's base, with the bound that the words beside them set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kg import ontology
from kg.values import numerals, units
from kg.values.units import Units

# How far before a number a word of bound is looked for: 约占全国工业总产值的10%.
_REACH = 14
_PERCENT, _ONE_TENTH, _HUNDRED, _HALF = "%", 10, 100, Decimal(50)
_ROUND = frozenset("百千万亿")
# 由3%到5% and 增加2家至69家 tell a change, not a range.
_FROM = ("从", "由", "自", "增加", "减少", "提高", "下降", "上升", "上涨", "增长", "降低", "提升", "下调", "上调")
_CURRENCY = "人民币"
_ONE = frozenset("一")
_JOINED = ("、", "和", "与", ",")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number with its unit: 近3.5万家 has the value 35000, the unit 家 and the bound approx (or min, max, None)."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    bound: str | None = None


def quantities(text: str, *, folder: Path = ontology.DEFAULT) -> tuple[Quantity, ...]:
    """Return the quantities in text order, `text[start:end] == quantity.text`, words of bound beside them included.

    A range (3%至5%) gives two, with the bounds min and max. A number without unit is one only where a scale word makes
    it large (70亿, unit ''). Dates, ordinals, ages, durations, codes and house numbers are none.
    """
    known = units.load(folder)
    plain = numerals.narrow(text)
    found, last = list[Quantity](), 0
    for match in numerals.scan(plain, known.trigger, known.pattern):
        for quantity in _bounded(_read(match, known), plain, last, known):
            if match["number"] and _idle(match["number"], quantity, known):
                continue
            start, end = quantity.start, quantity.end
            found.append(Quantity(start, end, text[start:end], quantity.value, quantity.unit, quantity.bound))
            last = quantity.end
    return tuple(_agree(found, plain, known))


def _read(match: re.Match[str], known: Units) -> list[Quantity]:
    """The one or two numbers of a match, words of bound aside; none where the characters form no number."""
    try:
        return list(_plain(match, known) if match["number"] else _fraction(match))
    except (ValueError, InvalidOperation, ZeroDivisionError):  # 一十百家, 零分之一
        return []


def _fraction(match: re.Match[str]) -> Iterator[Quantity]:
    if match["index"]:
        yield Quantity(match.start(), match.end(), match.group(), _short(numerals.number(match["index"])), "")
        return
    if match["evenly"]:
        value = _HALF
    elif match["tenths"]:
        half = match["half"]
        tail = Decimal(0) if not half else Decimal(5) if half == "半" else numerals.number(half)
        value = numerals.number(match["tenths"]) * _ONE_TENTH + tail
    else:
        parts, of = match["parts"] or match["slashparts"], match["of"] or match["slashof"]
        value = numerals.number(parts) * _HUNDRED / (_HUNDRED if of == "百" else numerals.number(of))
    yield Quantity(match.start(), match.end(), match.group(), _short(value), _PERCENT)


def _plain(match: re.Match[str], known: Units) -> Iterator[Quantity]:
    plain = known.unit[match["unit"]] if match["unit"] else ""
    unit = plain + (match["per"] or "")
    scale = match["scale"] or ""
    value = numerals.number(match["number"]) * numerals.scale(scale) * (-1 if match["minus"] else 1)
    start = match.start()
    if match.string[max(0, start - len(_CURRENCY)) : start] == _CURRENCY:
        start, unit = start - len(_CURRENCY), unit or known.unit[_CURRENCY]
    some = known.bound[match["some"] or match["more"]] if match["some"] or match["more"] else None
    high = Quantity(start, match.end(), match.group(), _short(value), unit, some)
    if match["low"]:
        low = numerals.number(match["low"]) * numerals.scale(match["lowscale"] or scale)
        end = max(match.end(group) for group in ("low", "lowscale", "lowunit"))
        own = known.unit[match["lowunit"]] if match["lowunit"] else unit
        if own not in (plain, unit):  # 增长8%至60亿元
            first = numerals.number(match["low"]) * numerals.scale(match["lowscale"] or "")
            yield Quantity(start, end, "", _short(first), own)
        elif low < value:
            change = match.string[max(0, start - 2) : start].endswith(_FROM)
            yield Quantity(start, end, "", _short(low), unit, None if change else "min")
            high = replace(high, bound=some if change else "max")
        high = replace(high, start=match.start("number"))
    yield high


def _bounded(read: list[Quantity], plain: str, last: int, known: Units) -> Iterator[Quantity]:
    """The quantities of one match with the words of bound before and after them."""
    if not read:
        return
    first, final = read[0], read[-1]
    before = known.before.search(plain, max(last, first.start - _REACH), first.start)
    if plain[first.start] in _ROUND:
        before = before or known.round.search(plain, max(last, first.start - _REACH), first.start)
    after = known.after.match(plain, final.end)
    if len(read) == 1:
        bound = first.bound or (known.bound[after.group()] if after else None)
        if before and not bound:
            bound = known.bound[before["form"] or "约"]
        if bound != first.bound:
            first = final = replace(first, bound=bound)
    if before and before["form"]:
        first = replace(first, start=before.start())
    each = known.each.search(plain, max(last, first.start - _REACH), first.start)
    if each and first.unit and "/" not in first.unit:
        first = replace(first, start=each.start(), unit=f"{first.unit}/{each.group()[1:]}")
        final = first if len(read) == 1 else replace(final, unit=first.unit)
    if after:
        final = replace(final, end=after.end())
    if len(read) == 1:
        yield first if first.end == final.end else replace(first, end=final.end)
    else:
        yield from (first, final)


def _idle(number: str, quantity: Quantity, known: Units) -> bool:
    """Characters that count nothing: 千家万户, 一个, 唯一一家, 两升一降."""
    if set(number) <= _ROUND:
        return not quantity.bound
    kind = known.kind_of(quantity.unit)
    if kind == "measure" and len(quantity.unit) == 1:  # 两升一降
        return set(number) <= set(numerals.DIGITS)
    return set(number) <= _ONE and kind == "count"


def _agree(found: list[Quantity], plain: str, known: Units) -> Iterator[Quantity]:
    """Give numbers of a list the unit said after its last one: 0.8个、1.7个百分点 and 88万、31万名."""
    agreed = list[Quantity]()
    for quantity in reversed(found):
        after = agreed[-1] if agreed else quantity
        broken = quantity.value != quantity.value.to_integral_value() and known.kind_of(quantity.unit) == "count"
        joined = plain[quantity.end : after.start] in _JOINED
        lacks = joined and after.unit != quantity.unit and (broken or not quantity.unit)
        agreed.append(replace(quantity, unit=after.unit) if lacks else quantity)
    return reversed(agreed)


def _short(value: Decimal) -> Decimal:
    """The number without trailing zeros and never in exponent form; endless fractions end after six digits."""
    exact = round(value, 6).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
