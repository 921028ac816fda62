"""write: extractions as JSON Lines, one article a line, in the annotation form plus offsets and rules."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.model import Entity, Extraction, Observation, Statement


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """Write the lines to a file, UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines(extractions))


def lines(extractions: Iterable[Extraction]) -> Iterable[str]:
    """Yield one JSON line an extraction, without the line break."""
    for extraction in extractions:
        yield json.dumps(record(extraction), ensure_ascii=False)


def record(extraction: Extraction) -> dict[str, Any]:
    """The extraction as plain JSON values; offsets are code points into `text`."""
    article = extraction.article
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "url": article.url,
        "text": article.text,
        "entities": [_entity(e) for e in extraction.entities],
        "relations": [_statement(s) for s in extraction.statements],
        "observations": [_observation(o) for o in extraction.observations],
    }


def number(value: Decimal) -> int | float:
    """A JSON number: an integer where the value is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [[m.start, m.end, m.found_by] for m in entity.mentions],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "s": statement.subject,
        "p": statement.predicate,
        "o": statement.object,
        "status": statement.status,
        "time": statement.time,
        "role": statement.role,
        "confidence": statement.confidence,
        **_evidence(statement),
    }


def _observation(observation: Observation) -> dict[str, Any]:
    return {
        "subject": observation.subject,
        "metric": observation.metric,
        "value": number(observation.value),
        "unit": observation.unit,
        "period": observation.period,
        "status": observation.status,
        "bound": observation.bound,
        **_evidence(observation),
    }


def _evidence(fact: Statement | Observation) -> dict[str, Any]:
    best = fact.evidence[0]
    return {"evidence": best.quote, "start": best.start, "end": best.end, "rule": best.rule}
