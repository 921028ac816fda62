"""Regions: which one a name means in an article, by division code, and where regions stand inside names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.lexicon import Entry, Lexicon
from kg.model import Article
from kg.ontology import ASSOCIATION, PARK, PLACE, REGION
from kg.recognise.scan import Index
from kg.rows import rows

PROVINCE, CITY, COUNTY = "province", "city", "county"
_LEVELS = ("省", "市", "区", "县")
_MUNICIPALITIES = ("11", "12", "31", "50")
_LONGEST = 12
_SITES = frozenset({REGION, PARK, PLACE})
_TOWNS = ("镇", "乡", "街道")
_COUNTIES, _SHORTEST_STEM, _LONGEST_STEM = ("县", "市", "区", "旗"), 2, 3


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
                found = (found & candidates or found) if found else candidates
        return context.narrow(found or set())

    def opening(self, name: str, context: "Context") -> tuple[tuple[str, ...], str]:
        """Split a name into the region it begins with, as codes that may be meant, and the rest."""
        within, rest = set[str](), name
        while piece := self._prefix(rest, within):
            within = {c for c in self.codes[piece] if not within or any(inside(c, w) for w in within)}
            rest = rest[len(piece) :]
        return context.narrow(within), rest

    def _prefix(self, text: str, within: set[str]) -> str:
        for length in range(min(_LONGEST, len(text) - 1), 1, -1):
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

    def about(self, province: str) -> bool:
        """Tell whether the article names a province or places in it at least a quarter as often as any other."""
        most = max((weight for code, weight in self.weights.items() if code == _province(code)), default=0)
        return 0 < most <= 4 * self.weights.get(province, 0)

    def main(self, level: str) -> str | None:
        """The code of a level that the article is mostly about: named twice as often as any other one, or None."""
        ranked = sorted(((w, c) for c, w in self.weights.items() if level in _levels(c)), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
            return None
        return ranked[0][1]


class Regions:
    """Region names as one article uses them: 朝阳区 is in 北京 where the article speaks of 北京."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._divisions = load(lexicon.directory)
        self._context = context(article.text, self._divisions)

    def meant(self, form: str) -> str:
        """The division code of a form, the lexicon's name for a region without code, or '' when unknown or unclear."""
        codes = self._divisions.meant([form], self._context)
        if not codes and (county := self._county(form)):
            return county
        if len(codes) == 1:
            return codes[0]
        names = {entry.canonical for entry in self._entries(form)} if not codes else set[str]()
        return names.pop() if len(names) == 1 else ""

    def full(self, form: str) -> str:
        """The full name of the region that a form means here, '' when unknown or unclear."""
        meant = self.meant(form)
        return next((e.canonical for e in self._entries(form) if meant and meant in (e.code, e.canonical)), "")

    def known(self, form: str) -> bool:
        """Tell whether the lexicon knows a region, zone or place of this name."""
        return any(entry.type in _SITES for entry in self._lexicon.entries.get(form, ()))

    def opening(self, text: str) -> int:
        """How long the regions are that a name begins with (北京市朝阳区 counts whole); 0 without one."""
        return len(text) - len(self._divisions.opening(text, self._context)[1])

    def within(self, name: str) -> str:
        """The last of the regions, each in the one before it, of which a name is made: 昆山 in 江苏昆山; or ''."""
        size = self.opening(name)
        rest = name[size:] if size else ""
        return rest if self.known(rest) or rest.endswith(_TOWNS) else ""

    def heading(self, name: str) -> str:
        """The short form of a county that a zone is named after (綦江 in 綦江工业园区), or ''.

        Counties have names like everyday words: the article must be about the county's province.
        """
        if self._entries(name) or self.known(name):
            return ""
        sizes = (size for size in (_LONGEST_STEM, _SHORTEST_STEM) if size < len(name))
        return next((name[:size] for size in sizes if self._county(name[:size])), "")

    def _county(self, stem: str) -> str:
        """The code of the one county of this short form in a province that the article is mostly about, or ''."""
        codes = {c for level in _COUNTIES for c in self._divisions.codes.get(stem + level, ())}
        near = [code for code in codes if self._context.about(_province(code))]
        return near[0] if len(near) == 1 else ""

    def openings(self, name: str) -> tuple[str, ...]:
        """The forms of divisions that a name may begin with, whatever else they mean: 镇海 in 镇海投资集团."""
        fronts = {name[: self.opening(name)], *(name[:size] for size in (_LONGEST_STEM, _SHORTEST_STEM))}
        known = (f for f in fronts if f != name and (f in self._divisions.codes or self._county(f)))
        return tuple(sorted(known))

    def inside(self, name: str) -> tuple[str, ...]:
        """The regions that stand in a name, left to right, each with those above it in front."""
        found, at = list[str](), 0
        while at < len(name) - 1:
            size = self.opening(name[at:])
            body = self._body(name[at:], size) if size else 0
            if size and not body:
                found.append(name[at : at + size])
            at += body or size or 1
        return tuple(found)

    def _body(self, text: str, size: int) -> int:
        """How long the association's name is that begins with a region of this length (上海合作组织), or 0."""
        sizes = range(size + 1, min(_LONGEST, len(text)) + 1)
        known = (s for s in sizes if any(e.type == ASSOCIATION for e in self._lexicon.entries.get(text[:s], ())))
        return max(known, default=0)

    def _entries(self, form: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._lexicon.entries.get(form, ()) if entry.type == REGION)


@lru_cache(maxsize=2)  # the next stage of the same article asks again
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


def briefs(text: str, type_: str) -> Iterable[str]:
    """How a region is called for short: 朝阳 where the article writes 北京朝阳区."""
    if type_ != REGION or not text.endswith(_LEVELS):
        return ()
    return (text[start:-1] for start in range(max(0, len(text) - 5), len(text) - 2))
