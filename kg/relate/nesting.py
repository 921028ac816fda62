"""The written names of one article's entities, and which of them lie inside others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Entity
from kg.ontology import REGION

_LONGEST = 40
_SHORTEST = 2
# Inside other names a region often stands without its kind: 朝阳园 of 朝阳区, 东莞港 of 东莞市.
_KIND = re.compile("(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|自治[州县]|地区|[省市县区])$")
_KINDS = tuple("省市县区")


@dataclass(frozen=True, slots=True)
class Inner:
    """Another entity's name inside a name: `form[start:end]`."""

    start: int
    end: int
    entity: str


class Names:
    """All written forms of one article's entities, and which of them lie inside others."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities: Mapping[str, Entity] = {e.id: e for e in entities}
        self.forms: dict[str, str] = {}
        for entity in entities:
            for form in entity.names:
                self.forms.setdefault(form, entity.id)
        for entity in entities:
            for form in entity.names if entity.type == REGION else ():
                if len(stem := _KIND.sub("", form)) >= _SHORTEST:
                    self.forms.setdefault(stem, entity.id)

    def inside(self, form: str, owner: str) -> tuple[Inner, ...]:
        """The longest names of other entities inside `form`, left to right, without those inside others."""
        found, at = list[Inner](), 0
        while at < len(form):
            inner = self._longest(form, at, owner)
            if inner and not (found and inner.end <= found[-1].end):
                found.append(inner)
            at += 1
        return tuple(found)

    def _longest(self, form: str, at: int, owner: str) -> Inner | None:
        for end in range(min(len(form), at + _LONGEST), at + _SHORTEST - 1, -1):
            entity = self.forms.get(form[at:end])
            if entity and entity != owner and not self._cut(form, end, entity):
                return Inner(at, end, entity)
        return None

    def _cut(self, form: str, end: int, entity: str) -> bool:
        """Tell whether what looks like a region is the beginning of another word: 安新 of 安新县 in 雄安新区."""
        written = self.entities[entity]
        kinds = {name[-1] for name in written.names if name.endswith(_KINDS)}
        return written.type == REGION and form.startswith(_KINDS, end) and bool(kinds) and form[end] not in kinds

    def within(self, form: str, owner: str, types: frozenset[str]) -> str | None:
        """The first entity of one of the types inside the name, if any."""
        return next((i.entity for i in self.inside(form, owner) if self.entities[i.entity].type in types), None)
