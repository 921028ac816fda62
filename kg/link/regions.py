"""The regions that one article speaks of: which one a form means there, and where they stand inside names."""

from functools import lru_cache

from kg.lexicon import Entry, Lexicon
from kg.link import divisions
from kg.link.divisions import Context, Divisions
from kg.model import Article
from kg.ontology import PARK, PLACE, REGION

_SITES = frozenset({REGION, PARK, PLACE})


@lru_cache(maxsize=2)
def _context(text: str, table: Divisions) -> Context:
    """The article's context, kept for the next stage that asks for it."""
    return divisions.context(text, table)


class Regions:
    """Region names as one article uses them: 朝阳区 is in 北京 where the article speaks of 北京."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._divisions = divisions.load(lexicon.directory)
        self._context = _context(article.text, self._divisions)
        self._openings: dict[str, int] = {}  # the same names are taken apart many times in one article

    def meant(self, form: str) -> str:
        """The division code of a form, the lexicon's name for a region without code, or '' when unknown or unclear."""
        codes = self._divisions.meant([form], self._context)
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
        if text not in self._openings:
            self._openings[text] = len(text) - len(self._divisions.opening(text, self._context)[1])
        return self._openings[text]

    def inside(self, name: str) -> tuple[str, ...]:
        """The regions that stand in a name, left to right, each with those above it in front."""
        found, at = list[str](), 0
        while at < len(name) - 1:
            size = self.opening(name[at:])
            if size:
                found.append(name[at : at + size])
            at += size or 1
        return tuple(found)

    def _entries(self, form: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._lexicon.entries.get(form, ()) if entry.type == REGION)
