"""Administrative divisions: which one a name means in an article, by division code."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.ontology import REGION
from kg.recognise.scan import Index
from kg.rows import rows

PROVINCE, CITY, COUNTY = "province", "city", "county"
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True, eq=False)
class Divisions:
    """Forms of region names with the codes they may mean; codes are six digits, or two letters for countries."""

    codes: Mapping[str, tuple[str, ...]]
    certain: frozenset[str]
    """Forms that mean a region wherever they stand, with or without the region above."""

    def meant(self, names: Iterable[str], context: "Context") -> tuple[str, ...]:
        """Return the codes that all these names of one region may mean, narrowed down by the article."""
        found: set[str] | None = None
        for name in names:
            if candidates := self._read(name):
                found = candidates if found is None or not found & candidates else found & candidates
        return context.narrow(found or set())

    def opening(self, name: str, context: "Context") -> tuple[tuple[str, ...], str]:
        """Split a name into the region it begins with, as codes that may be meant, and the rest."""
        within, rest = set[str](), name
        while piece := self._prefix(rest, within):
            within = {c for c in self.codes[piece] if not within or any(inside(c, w) for w in within)}
            rest = rest[len(piece) :]
        return context.narrow(within), rest

    def _prefix(self, text: str, within: set[str]) -> str:
        for length in range(min(12, len(text) - 1), 1, -1):
            piece = text[:length]
            if piece in self.certain and (not within or any(inside(c, w) for c in self.codes[piece] for w in within)):
                return piece
        return ""

    def _read(self, name: str) -> set[str]:
        """All codes of a whole name, with the regions above it in front (吉林省长春市朝阳区) or without."""
        found = set(self.codes.get(name, ()))
        for cut in range(2, len(name) - 1):
            above = self.codes.get(name[:cut], ())
            found |= {code for code in self._read(name[cut:]) for a in above if inside(code, a)} if above else set()
        return found


@dataclass(frozen=True, slots=True)
class Context:
    """How often an article names each province and city, and so what an ambiguous name most likely means there."""

    weights: Mapping[str, int]

    def narrow(self, candidates: set[str]) -> tuple[str, ...]:
        """Keep the candidates that the article supports best: one, or several where no telling is possible."""
        if len(candidates) < 2:
            return tuple(candidates)
        support = {
            code: 2 * self.weights.get(_city(code), 0) + self.weights.get(_province(code), 0) for code in candidates
        }
        best = max(support.values())
        return _highest(code for code, weight in support.items() if weight == best)

    def main(self, level: str) -> str | None:
        """The code of a level that the article is mostly about: named twice as often as any other one, or None."""
        ranked = sorted(((w, c) for c, w in self.weights.items() if level in _levels(c)), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
            return None
        return ranked[0][1]


def context(text: str, divisions: Divisions) -> Context:
    """Count the divisions that a text names so that no doubt is left, each for the city and province around it too."""
    weights = Counter[str]()
    for form, times in Counter(text[span.start : span.end] for span in _index(divisions).scan(text)).items():
        code = _highest(divisions.codes[form])[0]
        weights.update(dict.fromkeys((code, _city(code), _province(code)), times))
    return Context(weights)


@cache
def load(directory: Path) -> Divisions:
    """Read regions*.csv and countries.csv of the lexicon folder."""
    codes, certain = defaultdict[str, list[str]](list), set[str]()
    folder = directory / "lexicon"
    for path in sorted(folder.glob("*.csv")):
        for row in rows(path) if path.name.startswith(("regions", "countries")) else ():
            if row["type"] == REGION and row["code"]:
                for form in row["form"].split("|"):
                    codes[form].append(row["code"])
                    certain |= {form} if not row["when"] else set()
    return Divisions({form: tuple(dict.fromkeys(found)) for form, found in codes.items()}, frozenset(certain))


def inside(code: str, other: str) -> bool:
    """Tell whether a division lies in another one (or is it)."""
    return other in (code, _city(code), _province(code))


@cache
def _index(divisions: Divisions) -> Index:
    """Forms that mean one division wherever they stand."""
    meant = ((form, _highest(divisions.codes[form])) for form in divisions.certain)
    return Index(form for form, codes in meant if len(codes) == 1 and codes[0].isdigit())


def _highest(codes: Iterable[str]) -> tuple[str, ...]:
    """All codes, sorted; but the one province alone: 吉林 without further words is the province, not its city."""
    found = tuple(sorted(codes))
    provinces = tuple(code for code in found if code == _province(code))
    return provinces if len(provinces) == 1 else found


def _province(code: str) -> str:
    return code[:2] + "0000"


def _city(code: str) -> str:
    return _province(code) if code.startswith(_MUNICIPALITIES) else code[:4] + "00"


def _levels(code: str) -> tuple[str, ...]:
    if not code.isdigit():
        return ()
    if code.endswith("0000"):
        return (PROVINCE, CITY) if code.startswith(_MUNICIPALITIES) else (PROVINCE,)
    return (CITY,) if code.endswith("00") else (COUNTY,)
