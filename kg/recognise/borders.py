"""How far to the left a name may reach: up to punctuation, function words, verbs of acting, dates and counts."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Mention, Span
from kg.ontology import ORGANIZATIONS, PARK, REGION
from kg.recognise.scan import Index

_SITES = frozenset({PARK, REGION})
_WHOLE = ORGANIZATIONS | _SITES
_HARD = re.compile(
    r"[，。、；：！？”’\"《》〈〉【】\[\]\s,;:!?|｜/（）()…“‘]+|[—\-]{2,}|(?<![\d.])\d{1,2}[.．、](?!\d)"  # 1. in lists
)
# What looks like punctuation inside a name: 百度在线网络技术（北京）有限公司, 中国—东盟经贸合作“一站式”服务平台.
_WITHIN = re.compile(
    r"[（(](?![\u4e00-\u9fff]{1,6}专?[电讯][）)])[\u4e00-\u9fffA-Za-z]{1,14}[）)](?=[\u4e00-\u9fff])|“[^“”，。\n]{1,10}”(?=[\u4e00-\u9fff])"
    r"|《[^《》\n]{1,8}》(?=[\u4e00-\u9fff])"
)
_COUNT = re.compile(
    r"(?:[\d.,]{1,16}|[一二两三四五六七八九十百千万亿几数]{1,8})[余多 ]?"
    r"(?:[家个座所条位名批只支种类平米吨元件处宗单笔]|项(?!目)|月份?|日|时|点|%|％){1,3}(?:晚间?|上午|下午|凌晨)?"
    r"|[两三四五六七八九十]大(?![学连理庆])"
)


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """Sorted positions at which a name may begin because nothing before them belongs to it."""

    positions: list[int]

    def before(self, position: int) -> int:
        """The last border at or before a position."""
        return self.positions[bisect_right(self.positions, position) - 1]


def find(text: str, lexicon: Lexicon, known: Iterable[Mention] = ()) -> Borders:
    """Return the borders of a text; words inside `known` names (美的, 和顺县) are none."""
    covered = bytearray(len(text) + 1)
    for match in _WITHIN.finditer(text):
        covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    hard = {match.end() for match in _HARD.finditer(text) if not covered[match.start()]}
    counts = {match.end() for match in _COUNT.finditer(text)}
    named = {at for m in known if m.type in _WHOLE for at in range(m.start, m.end)}
    words = {span.end for span in _words(text, lexicon) if not named.issuperset(range(span.start, span.end))}
    kinds = {end for m in known if m.type in _SITES and (end := _behind_kind(text, m.end, lexicon))}
    trades = {match.end() for match in _trade(lexicon).finditer(text)}
    return Borders(sorted({0} | hard | counts | words | kinds | trades))


def _behind_kind(text: str, start: int, lexicon: Lexicon) -> int:
    """Where a name begins behind its place and what it is: 苏州企业 + 云山股份有限公司; 0 where none does."""
    match = _kind(lexicon).match(text, start)
    return match.end() if match else 0


@cache
def _trade(lexicon: Lexicon) -> re.Pattern[str]:
    """What a company does, in front of its name: 铝粉生产企业 + 云山铝业株式会社."""
    return re.compile(f"(?:{lexicon.either('firm-trade')})企业(?!{lexicon.either('firm-noun')}|[，。；：！？、）”])")


@cache
def _kind(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.either('firm-kind')})(?!{lexicon.either('firm-noun')})")


def _words(text: str, lexicon: Lexicon) -> Iterator[Span]:
    breaks = lexicon.words["break"]
    return (span for span in _stops(lexicon).scan(text) if text[span.start : span.end] in breaks)


@cache
def _stops(lexicon: Lexicon) -> Index:
    """Break words, and longer words that hold their characters without breaking."""
    return Index(lexicon.words["break"] | lexicon.words["inside"])
