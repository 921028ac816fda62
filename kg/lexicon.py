"""Names and words that the recogniser knows: the tables of `ontology/lexicon/`, in memory."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import ontology
from kg.choice import choice
from kg.errors import KnowledgeError
from kg.rows import head, numbered

FOLDER = "lexicon"
WORDS = ("words.csv", "people.csv", "fields.csv")
NEEDS = ("any", "anchor", "named", "phrase", "seen", "inside", "region", "model")
CONDITIONS = (
    "", "parent", "after", "list", "bare", "full", "named", "quoted", "conferred", "ranked", "strait", "acting",
    "likely", "seen", "focus", "never",
)  # fmt: skip
_LEAST, _REACH = 2, 14
_REGION_SIZES = range(2, 5)
_RANGE = re.compile(r"(?:(\d+)-)?(\d*)")
_COLUMNS = ["form", "canonical", "type", "when", "code", "note"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form of a known thing; `when` is the condition on which it counts, `code` a division code or ''."""

    form: str
    canonical: str
    type: str
    when: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Suffix:
    """An end of names: its type, what must stand before it (one of NEEDS), least and most characters before it."""

    form: str
    type: str
    needs: str
    least: int
    reach: int


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Entries by form, suffixes by form, word lists by kind; `directory` is the ontology folder they were read from."""

    directory: Path
    entries: Mapping[str, tuple[Entry, ...]]
    suffixes: Mapping[str, Suffix]
    words: Mapping[str, frozenset[str]]

    def suffix(self, name: str) -> Suffix | None:
        """Return the longest suffix that the name ends in."""
        for start in range(max(0, len(name) - 14), len(name)):
            if found := self.suffixes.get(name[start:]):
                return found
        return None

    def behind_regions(self, name: str) -> Iterator[str]:
        """What follows the region that a name begins with, by each reading: 吉林 + 市交投, 吉林市 + 交投."""
        for size in _REGION_SIZES:
            if any(entry.type == ontology.REGION for entry in self.entries.get(name[:size], ())):
                yield name[size:]

    def letters(self, kind: str) -> str:
        """The characters of the words of a kind, for a class of a regular expression."""
        return "".join(sorted(self.words[kind]))

    def either(self, kind: str, *more: str) -> str:
        """A regular expression for any word of these kinds, the longest first."""
        words = frozenset[str]().union(*(self.words[k] for k in (kind, *more)))
        return choice(words)


@cache
def several(lexicon: Lexicon, *kinds: str) -> re.Pattern[str]:
    """A pattern for one or more words of these kinds, one behind the other."""
    return re.compile(f"(?:{lexicon.either(*kinds)})+")


@cache
def load(directory: Path = ontology.DEFAULT) -> Lexicon:
    """Read all tables of names, suffixes and words; KnowledgeError tells every fault as 'file:line: what'."""
    folder, faults = directory / FOLDER, list[str]()
    entries: dict[str, list[Entry]] = defaultdict(list)
    for path in _tables(folder):
        for line, row in _numbered(path, faults, "form", "type", "when"):
            faults += [f"{path}:{line}: {fault}" for fault in _faults(row)]
            for entry in _entries(row):
                entries[entry.form].append(entry)
    suffixes = _suffixes(folder / "suffixes.csv", faults)
    words = _words(folder, faults)
    if faults:
        raise KnowledgeError(faults)
    return Lexicon(directory, {form: tuple(found) for form, found in entries.items()}, suffixes, words)


def _tables(folder: Path) -> list[Path]:
    """Tables of names are those with exactly the columns of an entry."""
    if not folder.is_dir():
        raise KnowledgeError([f"{folder}: no such folder"])
    return [path for path in sorted(folder.glob("*.csv")) if head(path) == _COLUMNS]


def _numbered(path: Path, faults: list[str], *columns: str) -> tuple[tuple[int, dict[str, str]], ...]:
    """Rows with their line numbers; a table that cannot be read adds to the faults."""
    try:
        return numbered(path, *columns)
    except KnowledgeError as error:
        faults += error.faults
        return ()


def _faults(row: Mapping[str, str]) -> Iterator[str]:
    if not all(row["form"].split("|")):
        yield "an empty form"
    if row["type"] not in ontology.TYPES:
        yield f"no type {row['type']!r}"
    if row["when"] not in CONDITIONS:
        yield f"no condition {row['when']!r}"


def _entries(row: Mapping[str, str]) -> Iterator[Entry]:
    """One entry a form; the canonical name '' is the first form, '=' is each form itself."""
    forms = row["form"].split("|")
    for form in forms:
        canonical = form if row["canonical"] == "=" else row["canonical"] or forms[0]
        yield Entry(form, canonical, row["type"], row["when"], row["code"])


def _suffixes(path: Path, faults: list[str]) -> dict[str, Suffix]:
    found = dict[str, Suffix]()
    for line, row in _numbered(path, faults, "suffix", "type", "needs", "reach"):
        if row["type"] not in ontology.TYPES:
            faults.append(f"{path}:{line}: no type {row['type']!r}")
        if row["needs"] not in NEEDS:
            faults.append(f"{path}:{line}: needs one of {', '.join(NEEDS)}, not {row['needs']!r}")
        reach = _RANGE.fullmatch(row["reach"])
        if not reach:
            faults.append(f"{path}:{line}: reach is no number or range: {row['reach']!r}")
            continue
        if row["suffix"] in found:
            faults.append(f"{path}:{line}: {row['suffix']} stands twice")
        found[row["suffix"]] = Suffix(
            row["suffix"], row["type"], row["needs"], int(reach[1] or _LEAST), int(reach[2] or _REACH)
        )
    return found


def _words(folder: Path, faults: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in WORDS:
        for line, row in _numbered(folder / name, faults, "form", "kind"):
            if not all(row["form"].split("|")) or not row["kind"]:
                faults.append(f"{folder / name}:{line}: an empty form or kind")
            found[row["kind"]].update(row["form"].split("|"))
    return {kind: frozenset(forms) for kind, forms in found.items()}
