"""The grammar of time phrases: lexicon/time.csv and digits as one pattern, whose groups kg/values/dates.py reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.choice import choice
from kg.errors import KnowledgeError
from kg.rows import rows

# Written with @ for the number of the moment: 2021年3月至10月 holds 1 and 2x (x: without a year).
# <kind> are the forms of that kind in time.csv, NUM and COUNT short numbers, TO what joins two ends.
_YEAR = r"""
    (?: (?P<yearfrom@>CENTURY)\s?年?TO )? (?P<year@>CENTURY)\s? (?: 年度 | 年(?![版期级]) | (?=<months>) )
  | (?P<yearhan@>[一二][零九][零一二三四五六七八九]{2})年
  | (?P<yearword@> (?<![\d一二两三四五六七八九十几半]) (?!(?<=[产成工用营运达])后) (?:<year>) )
  | [“"‘_]? (?P<plan@><plan>) [”"’_]? (?:规划)? (?: 时期 | 期间 | (?=以来|期?末|期?初|开局|收官) )
"""
_PART = r"""
    (?P<part@><months>) | (?P<monthword@><month>)
  | 前(?P<first@>COUNT)个?月
  | (?: (?P<monthfrom@>NUM)\s?月?份?TO )? (?P<month@>NUM)\s?月份?
"""
_DAYS = r"(?: (?P<dayfrom@>\d{1,2})\s?[日号]?TO )? (?P<day@>NUM)\s?[日号]"
_MONTHS = rf"(?:{_PART}) (?:\s?{_DAYS})?"
_EDGE = r"期?年? (?: (?P<begin@>初(?![步次心级创始夏冬秋春中一二三])) | (?P<end@>底(?![线层部气座盘蕴])|末) )"
_MOMENT = rf"""
    (?:{_YEAR}) (?: {_EDGE} | 全年 | \s?(?:{_MONTHS}) )?
  | {_MONTHS.replace("@", "@x")}
  | (?<!\d)年 (?: (?P<yearbegin@>初(?![步次级])) | (?P<yearend@>[底末]) )
"""
_PHRASE = r"""
    (?<![出呈体显截]) (?P<now><now>) (?!年) | (?<!\d) (?P<vague><vague>) (?!线)
  | (?P<iso>CENTURY[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2})(?!\d)
  | (?<![\d.此之目以个]) (?:MOMENT1) (?:[底末初](?<=月.))? (?: TO(?: MOMENT2 | DAYS3 ) (?:[底末初](?<=月.))? )?
    (?P<same>同期)? (?P<since>以来)?
  | (?P<dayword><day>)
  | (?<![\d.近前每第]) (?: (?P<lonefrom>\d{1,2})日?TO )? (?P<lone>\d{1,2})\s?日(?![内游均线年])
  | (?P<ahead><ahead>)的?(?P<aheadyears>COUNT)年
  | (?P<behind><behind>)的?(?: (?P<behindyears>COUNT)年 | (?P<behindmonths>COUNT)个月 | (?P<behinddays>COUNT)[日天] )
  | (?<![\d.前近每]) (?: (?P<lateryears>COUNT)年 | (?P<latermonths>COUNT)个多?月 | (?P<laterdays>COUNT)[天日] )后(?=,)
  | (?<![\d.]) (?P<within>COUNT)年内 | (?<![\d.]) (?P<ago>COUNT)年前(?!后) | (?P<whole>全年)
"""
_FIRST = '一二两三四五六七八九十前全年“‘"_'
_NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_TO = r"(?:\s?(?:[-—–―~]{1,2}|至|到)\s?)"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The compiled pattern and what its words mean: offsets from publication, or the first and last month or year.

    A phrase is matched only where `trigger` says that one may begin: trying everywhere would cost ten times as much.
    `steps` are the words for what comes right after what was mentioned last (次年), with how far it lies behind that.
    `origin` finds the words before and after a date that tells only when something came to be.
    """

    pattern: re.Pattern[str]
    trigger: re.Pattern[str]
    origin: tuple[re.Pattern[str], re.Pattern[str]]
    offsets: Mapping[str, int]
    steps: Mapping[str, int]
    spans: Mapping[str, tuple[int, int]]


@cache
def load(folder: Path) -> TimeWords:
    """Load `lexicon/time.csv` of an ontology folder; KnowledgeError names every line that cannot be read."""
    path = folder / "lexicon" / "time.csv"
    forms: dict[str, list[str]] = {}
    offsets, steps, spans, faults = dict[str, int](), dict[str, int](), dict[str, tuple[int, int]](), list[str]()
    for row in rows(path, "form", "kind", "value"):
        form, (value, _, step) = row["form"], row["value"].partition("+")
        kind = value if row["kind"] in ("that", "origin") else row["kind"]
        forms.setdefault(kind, []).append(form)
        if step:
            steps[form] = int(step)
        if re.fullmatch(r"-?\d+", value):
            offsets[form] = int(value)
        elif match := re.fullmatch(r"(\d+)-(\d+)", value):
            spans[form] = (int(match[1]), int(match[2]))
        elif value not in ("", "year", "month", "day", "before", "after"):
            faults.append(f"{path}: {form}: no such value: {value}")
    if faults:
        raise KnowledgeError(faults)
    origin = re.compile(f"(?:{choice(forms.pop('before', []))})$"), re.compile(choice(forms.pop("after", [])))
    first = {form[0] for kind in forms.values() for form in kind} | set(_FIRST)
    trigger = re.compile(f"[0-9{''.join(map(re.escape, sorted(first)))}]")
    return TimeWords(re.compile(_grammar(forms), re.VERBOSE), trigger, origin, offsets, steps, spans)


def _grammar(forms: Mapping[str, list[str]]) -> str:
    moment = [f"(?:{_MOMENT})".replace("@", str(i)) for i in (1, 2)]
    text = _PHRASE.replace("MOMENT1", moment[0]).replace("MOMENT2", moment[1])
    text = text.replace("DAYS3", f"(?:{_DAYS})".replace("@", "3"))
    text = text.replace("CENTURY", r"(?:19|20)\d{2}").replace("COUNT", _COUNT).replace("NUM", _NUM).replace("TO", _TO)
    return re.sub(r"(?<!P)<(\w+)>(?!\w*[=!])", lambda match: choice(forms.get(match[1], [])), text)
