"""observe: numbers in sentences → observations with subject, metric, value, unit, period, status and their quote."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg import ontology
from kg.model import ACTUAL, PLANNED, Document, Entity, Evidence, Observation, Reference
from kg.observe import figures, metrics
from kg.observe.figures import Row, Scene
from kg.observe.metrics import Forms
from kg.observe.owners import Owners
from kg.observe.reader import Reader
from kg.observe.telling import Teller, Told
from kg.observe.times import Times
from kg.observe.topics import Topics
from kg.values import dates, quantities, units
from kg.values.periods import bounds

_QUOTED = re.compile(r"[“《][^”》]*[”》]")
_ASIDE = re.compile(r"[（(][^（）()\n]{0,60}[）)]")
_EDGE = " ，；：,;:"
_NAME = "〔〕"  # stands for a name, whose words plan nothing: 未来科技城
# A limit up to this far below an exact figure is the same figure said roundly.
_ROUNDED = Decimal("1.3")


def observe(
    document: Document,
    entities: Sequence[Entity],
    references: Sequence[Reference] = (),
    *,
    folder: Path = ontology.DEFAULT,
    periods: Sequence[dates.Period] | None = None,
) -> tuple[Observation, ...]:
    """Return the article's observations in text order; `entities` and `references` say what its names stand for.

    `periods` are the article's time phrases, read here where they are not known yet.
    Each has one Evidence, whose rule is the name of the form in rules/observations.yaml. A figure told twice gives one
    observation; the title's figures count only where the body does not tell them.
    """
    forms = metrics.load(folder)
    scene = Scene(
        document,
        Row(figures.names(entities, references)),
        Row(dates.told(document.article, folder=folder) if periods is None else periods),
        Row(quantities.quantities(document.text, folder=folder)),
        next((entity.id for entity in entities if any(map(forms.words["country"].fullmatch, entity.names))), None),
    )
    if not scene.figures.parts:
        return ()
    return tuple(_Observer(scene, forms, units.load(folder)).told())


@dataclass(frozen=True, slots=True)
class _Observer:
    scene: Scene
    forms: Forms
    units: units.Units

    def told(self) -> list[Observation]:
        """The body's figures; where it tells none, those of the title."""
        topics = Topics.read(self.scene, self.forms)
        times, owners = Times(self.scene, self.forms), Owners(self.scene, self.forms, topics)
        reader = Reader(
            self.scene, Teller(self.scene, self.forms, self.units, topics, times=times, owners=owners), topics
        )
        title, *body = self.scene.document.paragraphs
        found = list(self._distinct(reader.told(body))) or list(self._distinct(reader.told([title])))
        in_order = sorted(found, key=lambda told: told.figure.start)
        return [observation for told in in_order if (observation := self._observation(told))]

    def _distinct(self, told: Iterable[Told]) -> Iterator[Told]:
        """Each figure once, as it is told most fully, and no limit that is told exactly elsewhere."""
        groups: dict[tuple[str, str], list[Told]] = {}
        for one in told:
            group = groups.setdefault((one.subject, one.figure.unit), [])
            for i, other in enumerate(group):
                if _same(one, other):
                    group[i] = _fuller(other, one)
                    break
            else:
                group.append(one)
        for group in groups.values():
            yield from group

    def _observation(self, told: Told) -> Observation | None:
        status = self._status(told)
        if status is None:
            return None
        text = self.scene.document.text
        quote = text[told.start : told.clause.end]
        start = told.start + len(quote) - len(quote.lstrip(_EDGE))
        end = told.clause.end - (len(quote) - len(quote.rstrip(_EDGE)))
        return Observation(
            subject=told.subject,
            metric=told.metric,
            value=told.figure.value,
            unit=told.figure.unit,
            period=None if status == PLANNED and self._gone(told) else told.period,
            status=status,
            bound=told.figure.bound,
            evidence=(Evidence(self.scene.document.article.id, start, end, text[start:end], told.form),),
        )

    def _status(self, told: Told) -> str | None:
        """Actual or planned by the words before the number and by its period; None for what is denied or rumoured."""
        text = self.scene.document.text
        clause = _QUOTED.sub("", text[told.clause.start : told.figure.start])
        if self.forms.words["silent"].search(clause) or self.forms.words["market"].search(self._sentence(told)):
            return None
        if self._ahead(told):
            return PLANNED
        if self._over(told) and not told.carried and not self._announced(told):
            return ACTUAL
        return PLANNED if self._planned(told) else ACTUAL

    def _planned(self, told: Told) -> bool:
        """Whether words before the figure tell of what lies ahead."""
        text, words, start = self.scene.document.text, self.forms.words, told.start
        said = list[str]()
        for name in self.scene.names.between(told.start, told.figure.start):
            said.append(text[start : name.start])
            start = name.end
        before = _QUOTED.sub("", _NAME.join([*said, text[start : told.figure.start]]))
        shall = re.split(words["shall"], words["not_shall"].sub("", before).rpartition("；")[2])
        ahead = len(shall) > 1 and (words["put"].match(shall[-1]) or not words["done_to"].search(shall[-1]))
        return bool(ahead or words["planned"].search(words["plans"].sub("", before)))

    def _sentence(self, told: Told) -> str:
        """The words of the sentence up to the figure, without what stands in brackets."""
        found = self.scene.document.sentences
        start = found[bisect_right(found, told.figure.start, key=lambda sentence: sentence.start) - 1].start
        return _ASIDE.sub("", self.scene.document.text[start : told.figure.start])

    def _over(self, told: Told) -> bool:
        """Whether the period ended before the month of publication."""
        span, today = bounds(told.period), self.scene.document.article.published
        return bool(span and today and span[1] < today.replace(day=1))

    def _announced(self, told: Told) -> bool:
        """Whether the period is a single day: plans are made public on it."""
        span = bounds(told.period)
        return bool(span and span[0] == span[1])

    def _gone(self, told: Told) -> bool:
        """Whether the period tells when a plan was made, not what it is for: a day gone by, or what was carried on."""
        span, today = bounds(told.period), self.scene.document.article.published
        return bool(span and today and span[1] < today and span[0] == span[1]) or (told.carried and self._over(told))

    def _ahead(self, told: Told) -> bool:
        """Whether the period begins after the day of publication, or ends in a later year."""
        span, today = bounds(told.period), self.scene.document.article.published
        return bool(span and today and (span[0] > today or span[1].year > today.year))


def _same(one: Told, other: Told) -> bool:
    """Whether two figures tell the same: equal, or one a rounder limit of the other (突破万亿元, 10045亿元)."""
    a, b = sorted((one.figure, other.figure), key=lambda figure: figure.value)
    if a.value != b.value and not (a.bound == "min" and b.bound is None and b.value < a.value * _ROUNDED):
        return False
    if not (_nested(one.period, other.period) or one.carried or other.carried):
        return False
    return _within(one.base, other.base) and _within(one.metric, other.metric)


def _nested(one: str | None, other: str | None) -> bool:
    """Whether one period lies in the other, or is not known."""
    a, b = bounds(one), bounds(other)
    return not a or not b or (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def _fuller(one: Told, other: Told) -> Told:
    """Of two that tell the same, the exact one, then the one with the longer metric, then the earlier."""
    if (one.figure.bound is None) != (other.figure.bound is None):
        return one if one.figure.bound is None else other
    return other if len(other.metric) > len(one.metric) else one


def _within(one: str, other: str) -> bool:
    """Whether the longer text has every character of the shorter."""
    short, long = sorted((one, other), key=len)
    return not Counter(short) - Counter(long)
