"""What a name alone says: 朝阳区人民政府 administers 朝阳区, 中科院地理所 belongs to 中科院."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Entity, Evidence, Statement
from kg.patterns import OBJECT, SUBJECT
from kg.rules import Rule
from kg.view import Alphabet

_WIDTHS = str.maketrans("()", "（）")
_LONGEST = 40
_SHORTEST = 2


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
            if entity and entity != owner:
                return Inner(at, end, entity)
        return None

    def within(self, form: str, owner: str, types: frozenset[str]) -> str | None:
        """The first entity of one of the types inside the name, if any."""
        return next((i.entity for i in self.inside(form, owner) if self.entities[i.entity].type in types), None)


def named(
    names: Names, rules: Sequence[Rule], alphabet: Alphabet, text: str, article: str
) -> Iterator[tuple[Rule, Statement]]:
    """Statements that names imply; the evidence is the first place where the name is written."""
    for owner in names.entities.values():
        mine = [r for r in rules if owner.type in r.holder]
        for form in owner.names if mine else ():
            place = text.find(form)
            for inner in names.inside(form, owner.id) if place >= 0 else ():
                told = Evidence(article, place, place + len(form), form, "")
                yield from _said(names, mine, alphabet, owner, inner, told)


def _said(
    names: Names, rules: Sequence[Rule], alphabet: Alphabet, owner: Entity, inner: Inner, evidence: Evidence
) -> Iterator[tuple[Rule, Statement]]:
    form, kind = evidence.quote, names.entities[inner.entity].type
    view = (form[: inner.start] + alphabet.real([kind]) + form[inner.end :]).translate(_WIDTHS)
    for rule in rules:
        if any(regex.fullmatch(view) for p in rule.patterns for regex in p.regexes) and rule.admits(
            {rule.inside: form, _other(rule.inside): form[inner.start : inner.end]}
        ):
            ends = {rule.inside: owner.id, _other(rule.inside): inner.entity}
            told = replace(evidence, rule=rule.name)
            yield rule, Statement(ends[SUBJECT], rule.predicate, ends[OBJECT], rule.status, None, None, (told,))


def _other(end: str) -> str:
    return OBJECT if end == SUBJECT else SUBJECT
