"""How rule files are read: with their lines, and words of theirs as patterns."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

import yaml

from kg.choice import choice
from kg.relate.view import BORDERS, CARRIED, DATE, REAL
from kg.trees import Loader

_NEVER = "(?!)"
URGING = "urging"


def like(forms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for whole names like one of these, in which * stands for any letters."""
    return re.compile("|".join(map(translate, forms)) or _NEVER)


def holding(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for names that hold one of these words, or end in it where $ stands behind it."""
    return re.compile("|".join(re.escape(w[:-1]) + r"\Z" if w.endswith("$") else re.escape(w) for w in words) or _NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What some lists of `rules/relations/words.yaml` say of a text, whatever the rule.

    `each`: two lists of as many names are told one by one. `asked`: somebody speaks to a reporter. `happens`: an event
    takes place. `appears`: a report comes out. `speaks`: what follows a person is said by them. `leads`: the post
    of who speaks for an organization. `opens`: a line ends so that its list follows. `done_to`: others do something to
    the name at the head of a clause. `shares`: whose shares they are.
    """

    each: re.Pattern[str]
    asked: re.Pattern[str]
    happens: re.Pattern[str]
    appears: re.Pattern[str]
    speaks: re.Pattern[str]
    leads: re.Pattern[str]
    opens: re.Pattern[str]
    done_to: re.Pattern[str]
    shares: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[str, Sequence[str]]) -> "Wording":
        """Compile the lists."""
        each, asked, happens, appears, speaks, leads, opens, owner, by, shares = (
            choice(words.get(name, ()))
            for name in ("each", "asked", "happens", "appears", "speaks", "leads", "opens", "owner", "by", "shares")
        )
        name = f"([{REAL}])(?:（[^（）]*）)?"
        return cls(
            each=re.compile(each),
            asked=re.compile(asked),
            happens=re.compile(happens),
            appears=re.compile(appears),
            speaks=re.compile(speaks),
            leads=re.compile(leads),
            opens=re.compile(f"(?:：|(?:{opens})[。：]?)$"),
            done_to=re.compile(
                f"[^{BORDERS}{REAL}{CARRIED}、由被与和同对向将把]{{0,10}}?{name}(?:(?:{by})|的?[^{BORDERS}{REAL}]{{0,6}}(?:{owner}))"
            ),
            shares=re.compile(f"{name}的?[^{BORDERS}{REAL}%％]{{0,2}}(?:[\\d.]+[%％])?的?(?:{shares})"),
        )


def opener(words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """What may stand before a clause's subject: its person (次日，港商陈思…), seat (位于某市的…), beginning (新设的…).

    So may its size (总投资10亿元的…), who made it (由甲、乙共建的…), what it has (下设甲、乙两所的…) and what it did
    (首次进入前十的…), before a verb.
    Behind words that urge (推动某园建设) the subject of the clause before goes on as well.
    """
    epithet, urging, seated, made, described, having, doing = (
        choice(words.get(name, ())) for name in ("epithet", URGING, "seated", "made", "described", "having", "doing")
    )
    plain = f"[^{BORDERS}{REAL}{CARRIED}、的]"
    ahead = (
        f"(?P<{URGING}>{urging})",
        f"{plain}{{0,10}}?(?:{epithet})(?=[{REAL}])",
        f"(?:{seated})[{REAL}]{{1,3}}[^{BORDERS}{REAL}{CARRIED}]{{0,6}}的(?=[{REAL}])",
        f"(?:{made})(?:[于在]?{DATE})?的(?=[{REAL}])",
        f"(?:{described}){plain}{{0,16}}的(?=[{REAL}])",
        f"由[^{BORDERS}{CARRIED}的]{{1,24}}的(?=[{REAL}])",
        f"(?:{having})[^{BORDERS}{CARRIED}]{{1,60}}?的(?=[{REAL}](?:（[^（）]{{0,40}}）)?[^{REAL}、的和与及])",
        f"(?!{doing}){plain}{{3,20}}的(?=[{REAL}](?:（[^（）]{{0,40}}）)?[^{BORDERS}{REAL}、的])",
    )
    return re.compile(f"(?:{choice(words.get('opener', ()))}|[{DATE}、，“])*(?:{'|'.join(ahead)})?")


class Lines(Loader):
    """Notes under `__line__` where each mapping begins."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        return {**super().construct_mapping(node, deep=True), "__line__": node.start_mark.line + 1}
