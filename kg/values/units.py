"""The grammar of quantities: lexicon/units.csv and lexicon/bounds.csv as patterns for kg/values/quantities.py."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.rows import rows

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_HAN = r"(?:(?<![数几])(?!零)[一二两三四五六七八九十百千万亿零]{1,12})"
# 千 is a scale in 3千家 and a part of the unit in 3千瓦.
_SCALE = r"(?:[十百千](?![瓦米克卡伏])[万亿]?|万亿|[万亿]|兆(?![瓦焦赫]))"
# No part of a longer number or ordinal (第3家, 前10家; but 目前10家).
_APART = r"(?<![\d.第])(?<![A-Za-z]-)(?<![^目此之以当年]前)(?<!^前)"
_FRACTION = rf"""
    {_APART} (?P<of>百|{_HAN}|\d{{1,3}})分之
    (?P<parts>[一二两三四五六七八九十百零]{{1,5}}(?:点[零一二三四五六七八九]+)?|{_DIGITS})
  | {_APART} (?P<slashparts>\d)/(?P<slashof>\d{{1,2}})(?![\d/])(?=的|以上|左右|强|，|。)
  | (?P<tenths>[一二两三四五六七八九]|[1-9](?:\.\d)?) 成 (?P<half>[一二三四五六七八九半])?
    (?=[以左，,。、；;的多上）)是来为至到\n]|$)
  | (?: (?<=[数比值）)][为达]) | (?<=[数比值]仅为) | (?<=[数比值][升降落]至) )
    (?P<index>{_DIGITS}) (?=,(?!\d{{3}})|[。；、]|左右|\n|$)
  | (?:(?<=[省市国球区县州去降减少掉跌])|(?<=[省市国球区县州]的)|(?<=[去降减少掉跌]了)) (?P<evenly>一半)
    (?=以上|左右|的|至|到|，|。|；|\n|$)
"""
_PLAIN = rf"""
    {_APART} (?: (?P<low>{_DIGITS})(?P<lowscale>{_SCALE})?(?P<lowunit>UNIT)?\s?(?:[-—–~]{{1,2}}|至|到)\s? )?
    (?P<minus>(?<=[长速率降为是达了])-)? (?P<number>{_DIGITS}|{_HAN})
    (?P<some>[多余])?\s?(?P<scale>{_SCALE})?(?P<more>[多余])? \s?
    (?: (?P<unit>UNIT)(?P<per>/(?:PER))? | (?<=[万亿]) | (?<=[万亿][多余])
      | (?:(?<=\.\d)|(?<=\.\d\d)) (?=[、和与]\d+(?:\.\d+)?(?:UNIT)) )
"""


_PER, _PER_TIME = "per", "per time"
_BOUNDS = ("min", "max", "approx")
# 最近 and 节约 hold no bound; between 约 and its number the whole may be named: 约占全国的50%.
_BEFORE = r"(?<![最附靠临邻节签合公预契条违履]) (?: (?P<form>FORMS)[了为达至到有]{0,2} | 约[^\d\s，。；：、]{1,10} )$"


@dataclass(frozen=True, slots=True)
class Units:
    """The pattern of quantities, those of words of bound before and after them, and what the words mean.

    `each` finds 每平方公里 before a number.
    """

    pattern: re.Pattern[str]
    trigger: re.Pattern[str]
    before: re.Pattern[str]
    round: re.Pattern[str]
    after: re.Pattern[str]
    each: re.Pattern[str]
    unit: Mapping[str, str]
    kind: Mapping[str, str]
    bound: Mapping[str, str]

    def kind_of(self, unit: str) -> str:
        """The kind of a unit; 元/年 is money, no unit is none."""
        return self.kind.get(unit) or self.kind.get(unit.partition("/")[0], "none")


@cache
def load(folder: Path) -> Units:
    """Load units and words of bound of an ontology folder; KnowledgeError names every line that cannot be read."""
    path = folder / "lexicon" / "bounds.csv"
    units = rows(folder / "lexicon" / "units.csv", "form", "unit", "kind", "never_before")
    bounds = rows(path, "form", "bound", "place")
    faults = [f"{path}: {row['form']}: no such bound: {row['bound']}" for row in bounds if row["bound"] not in _BOUNDS]
    if faults:
        raise KnowledgeError(faults)
    shares = [row for row in units if row["kind"] in (_PER, _PER_TIME)]
    units = tuple(row for row in units if row not in shares)
    per = _alternatives((row["form"], row["never_before"]) for row in shares)
    each = _alternatives((row["form"], "") for row in shares if row["kind"] == _PER)
    unit = _alternatives((row["form"], row["never_before"]) for row in units)
    plain = _PLAIN.replace("UNIT", f"(?:{unit})").replace("PER", per)
    placed = {
        place: _alternatives((row["form"], "") for row in bounds if row["place"] == place)
        for place in ("before", "round", "after")
    }
    return Units(
        re.compile(f"{_FRACTION}|{plain}", re.VERBOSE),
        re.compile(r"[0-9一二两三四五六七八九十百千万亿-]"),
        re.compile(_BEFORE.replace("FORMS", placed["before"]), re.VERBOSE),
        re.compile(f"(?P<form>{placed['before']}|{placed['round']})$"),
        re.compile(placed["after"]),
        re.compile(f"每(?:{each})$"),
        {row["form"]: row["unit"] for row in units},
        {row["unit"]: row["kind"] for row in units},
        {row["form"]: row["bound"] for row in bounds},
    )


def _alternatives(forms: Iterable[tuple[str, str]]) -> str:
    ordered = sorted(forms, key=lambda pair: (-len(pair[0]), pair[0]))
    return "|".join(re.escape(form) + (f"(?!{never})" if never else "") for form, never in ordered) or "(?!)"
