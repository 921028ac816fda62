"""relate: sentences and names → statements, by the relation rules."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, product
from re import Match, Pattern

from kg.model import ACTUAL, PLANNED, Document, Entity, Evidence, Reference, Statement
from kg.ontology import ISSUES, PARK, PERSON, PLACE, REGION
from kg.relate.ahead import awaited, coming
from kg.relate.anchors import met
from kg.relate.context import TOPIC, WITHIN, Context
from kg.relate.genre import orders
from kg.relate.lists import headed
from kg.relate.naming import named
from kg.relate.nesting import Names
from kg.relate.patterns import CUE, OBJECT, ROLE, SUBJECT
from kg.relate.patterns import Pattern as RulePattern
from kg.relate.ruleset import CARRIED, Rule, RuleSet
from kg.relate.view import DATE, REAL, View
from kg.relate.when import DEEDS, GOAL, NEVER, PASSING, Calendar, calendar
from kg.values.dates import Period, told

Triple = tuple[str, str, str]
_NEAR = 2
# A list of pairs (甲与乙、丙与丁) is no list of one side.
_PAIRS = re.compile(f"(?<=与)[{REAL}][^与]*、[{REAL}]与")
# A fact told in passing by a phrase before a name: 由甲承建的乙, 甲参股40%的乙.
_PHRASE = re.compile(r"[\d.%％亿万美元股权份超近约余多]{0,12}的")
_GOES_ON, _CAME_BEFORE = re.compile(f"[、和与及][{REAL}]"), re.compile(f"[{REAL}][、和与及]$")


def relate(
    document: Document,
    entities: Sequence[Entity],
    references: Sequence[Reference],
    *,
    rules: RuleSet,
    periods: Sequence[Period] | None = None,
) -> tuple[Statement, ...]:
    """Return each fact once, in text order of its best evidence; evidence lies in one paragraph each.

    `periods` are the article's time phrases, read here where they are not known yet.
    """
    names = Names(entities)
    periods = told(document.article) if periods is None else periods
    ordering = orders(document)
    views = rules.builder.views(document, entities, references, periods, ordering=ordering)
    build, published = rules.builder, document.article.published
    dates = calendar(views, periods, names.entities, build.there, published, build.course)
    context = Context.of(views, names, build)
    reader = _Reader(document, names, rules, dates, context, ordering, set())
    read = [*views, *headed(views, build.wording.opens)]
    words_of = rules.triggers.of(read)
    found = [s for view, words in zip(read, words_of, strict=True) for s in reader.statements(view, words)]
    implied = [r for r in rules.rules if r.inside]
    for rule, fact in named(names, implied, rules.alphabet, document.text, document.article.id):
        ends = (fact.subject, fact.object)
        status = PLANNED if dates.ahead(rule.time, ends) else fact.status
        found.append(replace(fact, time=dates.implied(rule.time, ends), status=status))
    order = {e.id: number for number, e in enumerate(entities)}
    by_name = frozenset(r.name for r in implied)
    body = len(document.article.title) if "\n" in document.text else 0
    folded = _folded([_ordered(s, rules, order) for s in found], rules, body, by_name)
    ways = {r.name: r.time for r in rules.rules if not r.inside}
    dated = [
        s if s.time or s.status != ACTUAL else replace(s, time=_scene(s, dates, ways, body, reader.passing))
        for s in folded
    ]
    unmade = coming(views, names.entities, rules.builder.making, rules.cues, PLANNED if ordering else ACTUAL)
    return _yielding(_without_joint(awaited(dated, unmade, rules.awaiting), rules), rules)


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    names: Names
    rules: RuleSet
    calendar: Calendar
    context: Context
    ordering: bool
    passing: set[Evidence]

    def statements(self, view: View, words: Set[str]) -> Iterator[Statement]:
        """All that the rules find in one view, in which these words stand."""
        for rule in self.rules.fitting(frozenset(map(view.text.__getitem__, view.slots)), words):
            for pattern in rule.patterns:
                for regex in pattern.regexes if met(pattern.anchors, words) else ():
                    for match in _matches(regex, view.text):
                        if view.seam and not match.start() < view.seam <= match.end() - 1:
                            continue  # heading and line alone are read as views of their own
                        yield from self._read(view, rule, pattern, match)

    def _read(self, view: View, rule: Rule, pattern: RulePattern, match: Match[str]) -> Iterator[Statement]:
        first, last = view.clause(match.start())[0], view.clause(match.end() - 1)[1]
        if rule.unless and self._excepted(view, rule, first, last):
            return
        ends = tuple(self._ends(view, rule, pattern, match))
        if not ends:
            return
        groups = match.groupdict()
        cue = match.start(CUE) if groups.get(CUE) else _told_at(pattern, match)
        usual = rule.in_orders if self.ordering else ACTUAL
        status = ACTUAL if rule.aside else self.rules.cues.of(view, match.start(), cue, usual)
        if status is None:
            return
        span = view.quote or view.article_span(first, last)
        quote = self.document.text[span.start : span.end]
        evidence = Evidence(self.document.article.id, span.start, span.end, quote, rule.name)
        role = self._role(view, match) if groups.get(ROLE) else None
        status = rule.status or status
        passing = rule.time in DEEDS and _passing(view.text, match)
        if passing:
            self.passing.add(evidence)
        for subject, object_ in ends:
            ahead = status == ACTUAL and self.calendar.ahead(rule.time, (subject, object_))
            if ahead and rule.at_large and self.names.entities[subject].type == PERSON:
                continue  # who speaks of an event that is still to come does not speak at it
            way = NEVER if rule.time == GOAL and status != PLANNED else PASSING if passing else rule.time
            time = self.calendar.of(view, match.start(), match.end(), way, (subject, object_))
            now = PLANNED if ahead else status  # what holds is not of a goal's date: 甲在会上表示，到2025年，…
            time = None if now == ACTUAL and self.calendar.to_come(time) else time
            yield Statement(subject, rule.predicate, object_, now, time, role, (evidence,))

    def _excepted(self, view: View, rule: Rule, first: int, last: int) -> bool:
        """Tell whether the clauses hold a word that the rule excepts, as they stand or as a date (此前)."""
        text, words = view.text[first:last], self.document.text
        dates = [words[view.starts[at] : view.ends[at]] for at in range(first, last) if view.text[at] == DATE]
        return any(word in text or word in dates for word in rule.unless)

    def _role(self, view: View, match: Match[str]) -> str:
        """The title as the article writes it."""
        span = view.article_span(*match.span(ROLE))
        return self.document.text[span.start : span.end].strip()

    def _ends(self, view: View, rule: Rule, pattern: RulePattern, match: Match[str]) -> Iterator[tuple[str, str]]:
        ends = {name: self._entities(view, rule, pattern, match, name) for name in pattern.slots}
        if not all(ends.values()) or any(_PAIRS.match(view.text, *match.span(name)) for name in pattern.slots):
            return
        each = len(pattern.slots) > 1 and not rule.pairs and bool(self.rules.builder.wording.each.search(match[0]))
        if each and any(
            slot.many and _cut(view.text, match, name, pattern.slots) for name, slot in pattern.slots.items()
        ):
            return
        for name, (way, types) in rule.elsewhere.items():
            hosts = ends.get(SUBJECT if name == OBJECT else OBJECT, ())
            fits = partial(self._admits, rule, name)
            if way == WITHIN:
                ends[name] = tuple(e for e in self.context.within(hosts, types) if fits(e))
            elif way == TOPIC:
                start = view.starts[view.clause(match.start(SUBJECT if name == OBJECT else OBJECT))[0]]
                ends[name] = self.context.topic(rule.cues, types, start, hosts, fits)
            else:
                ends[name] = self.context.find(way, types, view.ends[match.end() - 1], hosts, fits)
        if rule.pairs:
            pairs: Iterable[tuple[str, str]] = combinations(ends[SUBJECT], 2)
        elif each and len(ends[SUBJECT]) == len(ends[OBJECT]) > 1:
            pairs = zip(ends[SUBJECT], ends[OBJECT], strict=True)
        elif each and min(len(ends[SUBJECT]), len(ends[OBJECT])) > 1:
            return  # a name was missed: who belongs to whom is not clear
        else:
            pairs = product(ends[SUBJECT], ends[OBJECT])
        yield from ((s, o) for s, o in pairs if s != o)

    def _admits(self, rule: Rule, end: str, entity: str) -> bool:
        return rule.admits({end: self.names.entities[entity].name})

    def _entities(self, view: View, rule: Rule, pattern: RulePattern, match: Match[str], name: str) -> tuple[str, ...]:
        """The entities in one slot of a match, but for names in brackets after other names."""
        slot, found, depth = pattern.slots[name], list[str](), 0
        region, places = (self.rules.alphabet.real(t) for t in ([REGION], [PARK, PLACE]))
        for at in range(match.start(name), match.end(name)):
            depth += {"（": 1, "）": -1}.get(view.text[at], 0)
            written = view.names.get(at)
            for entity in () if depth or view.leads(at, match.end(name), region, places) else view.slots.get(at, ()):
                form = written.text if written else self.names.entities[entity].name
                inner = self.names.within(form, entity, slot.types) if slot.host else entity
                ends = {name: form} if written else {name: form, CARRIED: form}
                if inner and self.names.entities[inner].type in slot.types and rule.admits(ends):
                    found.append(inner)
        return tuple(dict.fromkeys(found))


def _told_at(pattern: RulePattern, match: Match[str]) -> int:
    """Where a fact without a cue word is told: at its last name, so that what denies it may stand between the names.

    A title between them tells nothing of the kind (技术支持部经理).
    """
    return match.start() if ROLE in match.groupdict() else max(match.start(name) for name in pattern.slots)


def _passing(text: str, match: Match[str]) -> bool:
    """Tell whether a phrase before the object tells the fact in passing: 由甲承建的乙, 甲参股40%的乙."""
    groups = match.groupdict()
    if not groups.get(CUE) or not groups.get(SUBJECT) or not groups.get(OBJECT):
        return False
    end, object_ = match.end(CUE), match.start(OBJECT)
    return match.start(SUBJECT) < end < object_ and bool(_PHRASE.fullmatch(text, end, object_))


def _cut(text: str, match: Match[str], name: str, slots: Collection[str]) -> bool:
    """Tell whether a slot holds but a part of its list, to which the other end does not belong (甲与乙、丙)."""
    start, end = match.span(name)
    others = [match.span(other) for other in slots if other != name]
    goes_on = _GOES_ON.match(text, end) and not any(begin == end + 1 for begin, _ in others)
    came_before = _CAME_BEFORE.search(text[max(0, start - _NEAR) : start]) and not any(
        stop == start - 1 for _, stop in others
    )
    return bool(goes_on or came_before)


def _matches(regex: Pattern[str], text: str) -> Iterator[Match[str]]:
    """Matches from every place, so that one match does not hide another that begins inside it."""
    match = regex.search(text)
    while match:
        yield match
        match = regex.search(text, match.start() + 1)


def _ordered(statement: Statement, rules: RuleSet, order: Mapping[str, int]) -> Statement:
    """A symmetric fact always begins with the entity that the article names first."""
    symmetric = rules.vocabulary.predicates[statement.predicate].symmetric
    if symmetric and order[statement.object] < order[statement.subject]:
        return replace(statement, subject=statement.object, object=statement.subject)
    return statement


def _folded(found: Sequence[Statement], rules: RuleSet, body: int, implied: frozenset[str]) -> list[Statement]:
    """One statement a fact: what holds beats what is planned, the surer rule and the earlier place beat the rest.

    A headline, which ends at `body`, says 投建 of what the text only plans (拟投建): the text knows better.
    """

    def headline(statement: Statement) -> bool:
        return statement.evidence[0].start < body and statement.evidence[0].rule not in implied

    groups: dict[Triple, list[Statement]] = {}
    for statement in found:
        groups.setdefault((statement.subject, statement.predicate, statement.object), []).append(statement)
    folded = []
    for group in groups.values():
        ranked = sorted(group, key=lambda s: (headline(s), s.status != ACTUAL, -_sure(s, rules), s.evidence[0]))
        best = ranked[0]
        same = [s for s in ranked if s.status == best.status]
        time = next((s.time for s in same if s.time), None)
        evidence = tuple(dict.fromkeys(s.evidence[0] for s in same))
        folded.append(replace(best, time=time, evidence=evidence, confidence=_sure(best, rules)))
    return sorted(folded, key=lambda s: (s.evidence[0], s.predicate, s.subject, s.object))


def _scene(
    statement: Statement, dates: Calendar, ways: Mapping[str, str], body: int, passing: Collection[Evidence]
) -> str | None:
    """The date of the scene in which the evidence of a fact stands, the best first; none for what a name says.

    What a headline, which ends at `body`, says is issued is of the day on which its issuer signs the text; what is told
    in `passing` is of no scene.
    """
    day = dates.signed.get(statement.subject) if statement.predicate == ISSUES else None
    if day and any(e.start < body for e in statement.evidence):
        return day
    told = (e for e in statement.evidence if e.rule in ways and e not in passing)
    scenes = (dates.at_the_scene(ways[e.rule], e.start) for e in told)
    numbered = dates.numbered.get(statement.object) if statement.predicate == ISSUES else None
    return next((date for date in scenes if date), numbered)


def _sure(statement: Statement, rules: RuleSet) -> float:
    return rules.confidence(statement.evidence[0].rule)


def _without_joint(statements: Sequence[Statement], rules: RuleSet) -> list[Statement]:
    """Leave out cooperation that only says that two parties did one thing: 甲与乙共建丙 is told by builds alone."""
    mutual = [s for s in statements if rules.vocabulary.predicates[s.predicate].symmetric]
    parties: dict[tuple[int, str], set[str]] = {}
    for statement in statements if mutual else ():
        if statement not in mutual:
            for evidence in statement.evidence:
                parties.setdefault((evidence.start, statement.object), set()).add(statement.subject)
    joint = {(start, frozenset(pair)) for (start, _), who in parties.items() for pair in combinations(sorted(who), 2)}
    return [
        s
        for s in statements
        if s not in mutual or any((e.start, frozenset({s.subject, s.object})) not in joint for e in s.evidence)
    ]


def _yielding(statements: Sequence[Statement], rules: RuleSet) -> tuple[Statement, ...]:
    """Leave out what a stronger fact about the same two entities covers: an organizer is no mere participant."""
    known = {(s.subject, s.predicate, s.object) for s in statements}
    return tuple(
        s for s in statements if not any((s.subject, p, s.object) in known for p in rules.yields.get(s.predicate, ()))
    )
