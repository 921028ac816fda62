"""Names of fields of industry in a text: known ones and what is made of them (高端 + 医疗器械, 锂电池 + 正极材料)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.model import Span
from kg.recognise.conditions import FOCUS
from kg.recognise.scan import Index

_KNOWN, _WEAK, _HEAD, _END = "known", "field-weak", "field-head", "field-end"
_MODIFIER, _BLOCKER = "field-modifier", "field-blocker"
# Two letters of one word.
_LATIN = re.compile(r"[A-Za-z]{2}")
# What calls the word before it a field (教育行业, 航空业); not 业务, 业绩.
_TRADE = re.compile(r"业(?![务绩态主者界内余])")
_CALLED = re.compile(f"(?:等)?(?:产业|行业|领域|赛道|全产业链|集群)|{_TRADE.pattern}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field at `start:end`; offsets are code points.

    A weak one counts only beside others in a list; a known one is a field of the lexicon, or holds one.
    """

    start: int
    end: int
    weak: bool
    known: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    index: Index
    kinds: Mapping[str, str]


def find(text: str, lexicon: Lexicon) -> Iterator[Field]:
    """Yield the fields in a text, in order, none overlapping; each as long as its words reach."""
    parts, run, end = _parts(lexicon), list[tuple[int, int, str]](), -1
    for span in parts.index.scan(text):
        if _within_word(text, span):
            continue
        kind = parts.kinds[text[span.start : span.end]]
        if run and (span.start != end or kind == _BLOCKER):
            yield from _field(text, run)
            run = []
        if kind != _BLOCKER:
            run.append((span.start, span.end, kind))
            end = span.end
    yield from _field(text, run)


def _within_word(text: str, span: Span) -> bool:
    """Tell whether a word is but a piece of a longer Latin one (AI of uAI)."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return bool(_LATIN.match(before + text[span.start]) or _LATIN.match(text[span.end - 1] + after))


def _field(text: str, run: Sequence[tuple[int, int, str]]) -> Iterator[Field]:
    """The field that a run of words makes: no head at its beginning, no modifier at its end."""
    first = next((i for i, part in enumerate(run) if part[2] not in (_HEAD, _END)), len(run))
    last = next((i for i in range(len(run) - 1, first - 1, -1) if run[i][2] != _MODIFIER), -1)
    kinds = [kind for _, _, kind in run[first : last + 1]]
    if not kinds:
        return
    start, end = run[first][0], run[last][1]
    known = _KNOWN in kinds
    sure = known or _HEAD in kinds or bool(_CALLED.match(text, end))
    yield Field(start, end + bool(_TRADE.match(text, end)), not sure, known or (_WEAK in kinds and sure))


@cache
def _parts(lexicon: Lexicon) -> _Parts:
    kinds = {form: _KNOWN for form, found in lexicon.entries.items() if any(entry.when == FOCUS for entry in found)}
    for kind in (_MODIFIER, _HEAD, _END, _WEAK, _BLOCKER):
        kinds |= dict.fromkeys(lexicon.words[kind] - (kinds.keys() if kind != _WEAK else set()), kind)
    return _Parts(Index(kinds), kinds)
