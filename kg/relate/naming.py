"""What a name alone says: 朝阳区人民政府 administers 朝阳区, 中科院地理所 belongs to 中科院."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Entity, Evidence, Statement
from kg.relate.nesting import Inner, Names
from kg.relate.patterns import OBJECT, SUBJECT
from kg.relate.ruleset import Rule
from kg.relate.view import Alphabet

_WIDTHS = str.maketrans("()", "（）")


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
