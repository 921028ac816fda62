"""observe: numbers in sentences → observations with subject, metric, value, unit, period, status and their quote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import dates, figures, metrics, ontology, quantities, units
from kg.figures import Scene
from kg.metrics import Forms
from kg.model import ACTUAL, PLANNED, Document, Entity, Evidence, Observation, Reference
from kg.periods import bounds
from kg.thread import Reader, Told
from kg.topics import Topics

_QUOTED = re.compile(r"[“《][^”》]*[”》]")
_EDGE = " ，；：,;:"


def observe(
    document: Document,
    entities: Sequence[Entity],
    references: Sequence[Reference] = (),
    *,
    folder: Path = ontology.DEFAULT,
) -> tuple[Observation, ...]:
    """Return the article's observations in text order; `entities` and `references` say what its names stand for.

    Each has one Evidence, whose rule is the name of the form in rules/observations.yaml. A figure told twice gives one
    observation; the title's figures count only where the body does not tell them.
    """
    scene = Scene(
        document,
        figures.names(entities, references),
        dates.phrases(document.text, document.article.published, folder=folder),
        quantities.quantities(document.text, folder=folder),
    )
    if not scene.figures:
        return ()
    found = _Observer(scene, metrics.load(folder), units.load(folder)).told()
    return tuple(sorted(found, key=lambda observation: observation.evidence[0]))


@dataclass(frozen=True, slots=True)
class _Observer:
    scene: Scene
    forms: Forms
    units: units.Units

    def told(self) -> Iterator[Observation]:
        """The body's figures, then those that only the title tells."""
        topics = Topics(self.scene, self.forms)
        reader = Reader(self.scene, self.forms, self.units, topics)
        title, *body = self.scene.document.paragraphs
        subject = topics.main()
        dated = [p.value for p in self.scene.periods if p.value and p.end <= title.end]
        seen = set[tuple[object, ...]]()
        for part in (*body, title):
            known = {key[1] for key in seen} if part is title else set()
            for told in _exact(reader.told(part, subject=subject, period=dated[0] if dated else None)):
                observation = self._observation(told)
                if observation is None or observation.value in known:
                    continue
                key = (observation.subject, observation.value, observation.unit, told.base)
                if key not in seen:
                    seen.add(key)
                    yield observation

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
            unit=told.figure.unit or self._implied(told),
            period=told.period,
            status=status,
            bound=told.figure.bound,
            evidence=(Evidence(self.scene.document.article.id, start, end, text[start:end], told.form),),
        )

    def _implied(self, told: Told) -> str:
        """The unit of 出资70亿 and 人口3257万."""
        about = told.metric
        if self.forms.words["implied_people"].search(about):
            return "人"
        return "元" if self.forms.words["implied_money"].search(about) else ""

    def _status(self, told: Told) -> str | None:
        """Actual or planned by the words before the number and by its period; None for what is denied or rumoured."""
        text = self.scene.document.text
        clause = _QUOTED.sub("", text[told.clause.start : told.figure.start])
        before = _QUOTED.sub("", text[told.start : told.figure.start])
        if self.forms.words["silent"].search(clause):
            return None
        span, today = bounds(told.period), self.scene.document.article.published
        if span and today and span[0] > today:
            return PLANNED
        if span and today and span[1] < today.replace(day=1):
            return ACTUAL
        return PLANNED if self.forms.words["planned"].search(before) else ACTUAL


def _exact(told: Iterator[Told]) -> Iterator[Told]:
    """Leave out a limit that the same sentence goes on to tell exactly: 突破万亿元大关，达到10045亿元."""
    held: Told | None = None
    for figure in told:
        if held and not _same(held, figure):
            yield held
        held = figure
    if held:
        yield held


def _same(limit: Told, exact: Told) -> bool:
    a, b = limit.figure, exact.figure
    return (
        limit.subject == exact.subject
        and limit.base == exact.base
        and limit.metric == exact.metric
        and a.bound == "min"
        and b.bound is None
        and limit.start == exact.start
    )
