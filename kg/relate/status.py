"""Whether a clause tells what is, what is planned, or nothing that may be stated (denied, rumoured, conditional)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import ontology
from kg.choice import choice
from kg.errors import KnowledgeError
from kg.model import ACTUAL, PLANNED
from kg.relate.view import BORDERS, REAL, View
from kg.rows import rows

_SENSES = ("planned", "actual", "none")
_SCOPES, BEHIND = ("word", "clause", "sentence"), "behind"
_AROUND = ("not_after", "not_before")
_FOLLOWING = 8
_NAME = f"[{REAL}]"


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Regexes by sense: cues right before the cue word, in its clause, and those that last over more clauses.

    `disproved`: what a sentence says of all that it told before (甲将收购乙一事不属实).
    """

    planned: re.Pattern[str]
    lasting: re.Pattern[str]
    actual: re.Pattern[str]
    denied: re.Pattern[str]
    silent: re.Pattern[str]
    silent_lasting: re.Pattern[str]
    disproved: re.Pattern[str]

    def of(self, view: View, start: int, cue: int, usual: str = ACTUAL) -> str | None:
        """ACTUAL or PLANNED for a fact that begins at `start` and whose cue word begins at `cue`; None: no fact.

        `usual` is the status where no word tells it.
        """
        text, (first, _) = view.text, view.clause(min(start, cue))
        if self.denied.search(text[first:cue]) or _stands(self.silent, text, first, cue):
            return None
        if _stands(self.silent_lasting, text, _sentence(text, first), cue):
            return None
        if self.disproved.search(text, cue):
            return None
        if _stands(self.planned, text, first, cue):
            return PLANNED
        if _stands(self.actual, text, first, cue):
            return ACTUAL
        return PLANNED if self._goes_on(text, first) else usual

    def _goes_on(self, text: str, first: int) -> bool:
        """A plan goes on over the commas until a clause has a subject of its own or says what is already so."""
        while first > 0 and text[first - 1] == "，" and text[first : first + 1] not in _Names:
            end = first - 1
            first = max(text.rfind(b, 0, end) for b in BORDERS) + 1
            if _stands(self.actual, text, first, end):
                return False
            if _stands(self.lasting, text, first, end):
                return True
        return False


class _Characters:
    def __contains__(self, character: object) -> bool:
        return isinstance(character, str) and character != "" and REAL[0] <= character <= REAL[-1]


_Names = _Characters()


def _stands(cues: re.Pattern[str], text: str, first: int, end: int) -> bool:
    """Tell whether a cue ends before `end`; what follows it there is still seen."""
    return any(m.end() <= end for m in cues.finditer(text, first, end + _FOLLOWING))


def _sentence(text: str, position: int) -> int:
    return max(text.rfind(b, 0, position) for b in "。！？；") + 1


def load(directory: Path = ontology.DEFAULT) -> StatusCues:
    """Read `lexicon/status.csv`; raise KnowledgeError with every fault."""
    path = directory / "lexicon" / "status.csv"
    table = rows(path, "form", "sense", "scope", "not_after", "not_before", "note")
    faults = [f"{path}: {r['form']}: unknown sense {r['sense']}" for r in table if r["sense"] not in _SENSES]
    faults += [
        f"{path}: {r['form']}: unknown scope {r['scope']}" for r in table if r["scope"] not in (*_SCOPES, BEHIND)
    ]
    if faults:
        raise KnowledgeError(faults)

    def cues(sense: str, scopes: Sequence[str]) -> re.Pattern[str]:
        chosen = [_cue(r) for r in table if r["sense"] == sense and r["scope"] in scopes]
        return re.compile("|".join(sorted(chosen, key=lambda c: (-len(c), c))) or "(?!)")

    return StatusCues(
        planned=cues("planned", _SCOPES),
        lasting=cues("planned", ("sentence",)),
        actual=cues("actual", _SCOPES),
        denied=re.compile(f"(?:{cues('none', ('word',)).pattern})$"),
        silent=cues("none", ("clause",)),
        silent_lasting=cues("none", ("sentence",)),
        disproved=cues("none", (BEHIND,)),
    )


def _cue(row: dict[str, str]) -> str:
    """A form, and what must not stand before or follow it; {name} there stands for any name."""
    before, after = ([_NAME if w == "{name}" else choice([w]) for w in row[c].split("|") if w] for c in _AROUND)
    return "".join(f"(?<!{w})" for w in before) + choice([row["form"]]) + (f"(?!{'|'.join(after)})" if after else "")
