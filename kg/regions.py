"""Which region a written form means in one article: 朝阳区 is in 北京 where the article speaks of 北京."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.lexicon import Entry, Lexicon
from kg.ontology import REGION

_LONGEST, _SHORTEST = 14, 2
_PARENT = "parent"


class Regions:
    """The regions of one article; `names` are all its written names, each with how often it is written."""

    def __init__(self, lexicon: Lexicon, names: Iterable[tuple[str, int]]) -> None:
        self._lexicon = lexicon
        self._spoken: Counter[str] = Counter()
        self._chosen: dict[str, str] = {}
        for name, times in names:
            self._hear(name, times)

    def identity(self, form: str) -> str:
        """The code (or canonical name) of the region that the form means here, '' when unknown or unclear."""
        if form not in self._chosen:
            self._chosen[form] = self._choose(self.candidates(form))
        return self._chosen[form]

    def full(self, form: str) -> str:
        """The full name of the region that the form means here, '' when unknown or unclear."""
        meant = self.identity(form)
        return next((e.canonical for e in self.candidates(form) if meant and meant in (e.code, e.canonical)), "")

    def prefix(self, text: str) -> int:
        """How long the region is that a text begins with, with regions inside it (北京市朝阳区); 0 without one."""
        size = self._direct(text)
        while size and (more := self._direct(text[size:])) and self.candidates(text[: size + more]):
            size += more
        return size

    def inside(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where regions stand inside a name: the longest ones, left to right."""
        found, at = list[tuple[int, int]](), 0
        while at < len(text):
            size = self.prefix(text[at:])
            if size:
                found.append((at, at + size))
            at += size or 1
        return tuple(found)

    def candidates(self, form: str) -> tuple[Entry, ...]:
        """All regions of this name, or of the last part of a name that begins with the region above it (浙江嘉兴)."""
        direct = self._entries(form)
        if direct:
            return direct
        for cut in range(len(form) - _SHORTEST, _SHORTEST - 1, -1):
            above = {_stem(e.code) for e in self._entries(form[:cut])}
            if above:
                below = (e for e in self.candidates(form[cut:]) if e.code)
                found = tuple(e for e in below if any(e.code.startswith(a) for a in above if a))
                if found:
                    return found
        return ()

    def _entries(self, form: str) -> tuple[Entry, ...]:
        return tuple(e for e in self._lexicon.entries(form) if e.type == REGION)

    def _direct(self, text: str) -> int:
        ends = range(min(len(text), _LONGEST), _SHORTEST - 1, -1)
        return next((end for end in ends if self._entries(text[:end])), 0)

    def _hear(self, name: str, times: int) -> None:
        """Count the regions that can only mean one thing, by themselves."""
        for start, end in self.inside(name):
            sure = {e.code for e in self.candidates(name[start:end]) if e.when != _PARENT}
            if len(sure) == 1:
                stem = _stem(sure.pop())
                self._spoken.update({stem[:size]: times for size in (2, 4, 6) if size <= len(stem)})

    def _choose(self, entries: Sequence[Entry]) -> str:
        if not entries:
            return ""
        ranked = sorted(((self._weight(e), -len(_stem(e.code)), e) for e in entries), key=lambda r: r[:2])
        best, second = ranked[-1], ranked[-2] if len(ranked) > 1 else None
        if second and second[:2] == best[:2] and second[2].code != best[2].code:
            return ""
        if best[2].when == _PARENT and not best[0]:
            return ""
        return best[2].code or best[2].canonical

    def _weight(self, entry: Entry) -> int:
        stem = _stem(entry.code)
        return sum(self._spoken[stem[:size]] for size in (2, 4, 6) if size <= len(stem))


def _stem(code: str) -> str:
    """The part of a division code that names the region and all above it: 2 digits for a province, 4, or 6."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
