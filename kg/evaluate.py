"""evaluate: extractions against gold annotations, with precision, recall and F1 per type and predicate.

The measures are those of the annotation guidelines. Entities are aligned one to one by shared written names; relations
count when both ends are aligned and the predicate is the same; observations when subject, value, unit and metric agree.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import YuantuError
from kg.ontology import COOPERATES_WITH, INDUSTRY, ORGANIZATION, ORGANIZATIONS

Record = Mapping[str, Any]
_DROPPED = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』 \u3000\t\n")
_EMPTY: Record = {"entities": [], "relations": [], "observations": []}


@dataclass(frozen=True, slots=True)
class Count:
    """True positives, predicted and gold cases; counts add up over articles."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted cases that are right, 0 without any."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold cases that were found, 0 without any."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """One judged case: `verdict` is right, wrong or missed; `found_by` names the rule, model, lexicon or pattern."""

    article: str
    kind: str
    label: str
    verdict: str
    found_by: str
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The counts per measure and every single case of one or more articles."""

    counts: Mapping[str, Count]
    cases: tuple[Case, ...]


def evaluate(golds: Iterable[Record], predictions: Mapping[str, Record]) -> Judgement:
    """Judge all gold articles; an article without a prediction counts as empty."""
    counts: dict[str, Count] = {}
    cases: list[Case] = []
    for gold in golds:
        one = judge(gold, {**_EMPTY, **predictions.get(gold["id"], {})})
        for key, count in one.counts.items():
            counts[key] = counts.get(key, Count()) + count
        cases += one.cases
    return Judgement(dict(sorted(counts.items())), tuple(cases))


def judge(gold: Record, predicted: Record) -> Judgement:
    """Judge one article."""
    aligned = align(gold["entities"], predicted["entities"])
    counts: dict[str, Count] = {}
    cases: list[Case] = []
    for part in (_entities, _relations, _observations):
        one = part(gold, predicted, aligned)
        counts.update(one.counts)
        cases += one.cases
    return Judgement(counts, tuple(cases))


def read_gold(directory: Path) -> list[Record]:
    """Read every gold file of a directory; a YuantuError when there is none."""
    golds: list[Record] = [json.loads(f.read_text("utf-8")) for f in sorted(directory.glob("*.json"))]
    if not golds:
        raise YuantuError(f"{directory}: no gold files (*.json)")
    return golds


def read_predictions(path: Path) -> dict[str, Record]:
    """Read extractions, one JSON object a line, by article id."""
    found: dict[str, Record] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            record = json.loads(line) if line.strip() else None
            if record is not None:
                found[record["id"]] = record
        except (ValueError, KeyError, TypeError) as fault:
            raise YuantuError(f"{path}:{number}: no extraction record ({fault})") from fault
    return found


def normal(name: object) -> str:
    """A written name without brackets, quotes, spaces and differences of width or case."""
    plain = unicodedata.normalize("NFKC", str(name)).translate(_DROPPED)
    return plain.replace("（", "(").replace("）", ")").casefold()


def coarse(kind: str) -> str:
    """The type, with the four kinds of organization as one."""
    return ORGANIZATION if kind in ORGANIZATIONS else kind


def names(entity: Record) -> set[str]:
    """All written names of an entity, normalised."""
    return {normal(n) for n in (entity["name"], *(entity.get("aliases") or ())) if normal(n)}


def align(gold: Iterable[Record], predicted: Iterable[Record]) -> dict[str, str]:
    """Map predicted entity ids to gold ids, one to one, best overlaps first."""
    pairs = []
    others = [(p, names(p)) for p in predicted]
    for g in gold:
        own = names(g)
        for p, theirs in others:
            if shared := own & theirs:
                same = normal(g["name"]) == normal(p["name"])
                rank = (g["type"] == p["type"], coarse(g["type"]) == coarse(p["type"]), same, len(shared))
                pairs.append((rank, g["id"], p["id"]))
    found: dict[str, str] = {}
    for _, g_id, p_id in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if p_id not in found and g_id not in found.values():
            found[p_id] = g_id
    return found


def alike(one: str, other: str) -> bool:
    """Two metrics name the same thing: two thirds of the shorter one's characters are in the longer one."""
    a, b = Counter(normal(one)), Counter(normal(other))
    short = min(a.total(), b.total())
    return short > 0 and (a & b).total() * 3 >= short * 2


def _entities(gold: Record, predicted: Record, aligned: Mapping[str, str]) -> Judgement:
    golds = {e["id"]: e for e in gold["entities"] if e["type"] != INDUSTRY}
    guesses = {e["id"]: e for e in predicted["entities"] if e["type"] != INDUSTRY}
    hits = [(guesses[p], golds[g]) for p, g in aligned.items() if p in guesses and g in golds]
    sizes = (len(guesses), len(golds))
    counts = {
        "entity.strict": Count(sum(p["type"] == g["type"] for p, g in hits), *sizes),
        "entity.coarse": Count(sum(coarse(p["type"]) == coarse(g["type"]) for p, g in hits), *sizes),
        "alias": _aliases(gold, predicted, aligned),
    }
    for kind in {coarse(e["type"]) for e in (*golds.values(), *guesses.values())}:
        counts[f"entity.{kind}"] = Count(
            sum(coarse(p["type"]) == kind == coarse(g["type"]) for p, g in hits),
            sum(coarse(e["type"]) == kind for e in guesses.values()),
            sum(coarse(e["type"]) == kind for e in golds.values()),
        )
    return Judgement(counts, tuple(_entity_cases(gold["id"], golds, guesses, aligned)))


def _aliases(gold: Record, predicted: Record, aligned: Mapping[str, str]) -> Count:
    golds = {e["id"]: names(e) for e in gold["entities"]}
    guesses = {e["id"]: names(e) for e in predicted["entities"]}
    pairs = [(guesses[p], golds[g]) for p, g in aligned.items() if len(golds[g]) > 1]
    return Count(
        sum(len(p & g) - 1 for p, g in pairs),
        sum(len(p) - 1 for p, _ in pairs),
        sum(len(n) - 1 for n in golds.values()),
    )


def _entity_cases(
    article: str, golds: Mapping[str, Record], guesses: Mapping[str, Record], aligned: Mapping[str, str]
) -> Iterator[Case]:
    for e in guesses.values():
        g = golds.get(aligned.get(e["id"], ""))
        source = ",".join(sorted({m[2] for m in e.get("mentions", ())}))
        if g is None:
            yield Case(article, "entity", e["type"], "wrong", source, e["name"])
        elif g["type"] != e["type"]:
            yield Case(article, "entity", f"{e['type']} for {g['type']}", "wrong", source, e["name"])
        else:
            yield Case(article, "entity", e["type"], "right", source, e["name"])
    for g in golds.values():
        if g["id"] not in aligned.values():
            yield Case(article, "entity", g["type"], "missed", "", g["name"])


def _triple(subject: str, predicate: str, object_: str) -> tuple[str, str, str]:
    if predicate == COOPERATES_WITH:
        return min(subject, object_), predicate, max(subject, object_)
    return subject, predicate, object_


def _relations(gold: Record, predicted: Record, aligned: Mapping[str, str]) -> Judgement:
    golds = {_triple(r["s"], r["p"], r["o"]): r for r in gold["relations"]}
    guesses = {
        _triple(aligned.get(r["s"], f"? {r['s']}"), r["p"], aligned.get(r["o"], f"? {r['o']}")): r
        for r in predicted["relations"]
    }
    right = golds.keys() & guesses.keys()
    pairs = [{frozenset((s, o)) for s, _, o in side} for side in (golds, guesses)]
    counts = {
        "relation.strict": Count(len(right), len(guesses), len(golds)),
        "relation.pair": Count(len(pairs[0] & pairs[1]), len(pairs[1]), len(pairs[0])),
    }
    for name in {p for _, p, _ in (*golds, *guesses)}:
        sides = (right, guesses, golds)
        counts[f"relation.{name}"] = Count(*(sum(p == name for _, p, _ in side) for side in sides))
    statuses = [golds[k]["status"] == guesses[k]["status"] for k in right]
    counts["relation.status"] = Count(sum(statuses), len(statuses), len(statuses))
    dated = [k for k in right if golds[k].get("time")]
    counts["relation.time"] = Count(
        sum(golds[k]["time"] == guesses[k].get("time") for k in dated),
        sum(bool(guesses[k].get("time")) for k in right),
        len(dated),
    )
    cases = [_relation_case(predicted, r, "right" if k in right else "wrong") for k, r in guesses.items()]
    cases += [_relation_case(gold, r, "missed") for k, r in golds.items() if k not in right]
    return Judgement(counts, tuple(cases))


def _relation_case(side: Record, relation: Record, verdict: str) -> Case:
    name = {e["id"]: e["name"] for e in side["entities"]}
    told = " ".join((name.get(relation["s"], "?"), relation["p"], name.get(relation["o"], "?")))
    text = f"{told} | {relation.get('evidence') or ''}"
    return Case(side["id"], "relation", relation["p"], verdict, relation.get("rule", ""), text)


def _observations(gold: Record, predicted: Record, aligned: Mapping[str, str]) -> Judgement:
    golds = gold.get("observations", [])
    used: dict[int, bool] = {}
    cases = []
    for guess in predicted.get("observations", []):
        match = next((i for i, g in enumerate(golds) if i not in used and _same(guess, g, aligned)), None)
        if match is not None:
            used[match] = guess.get("period") == golds[match].get("period")
        cases.append(_observation_case(predicted, guess, "wrong" if match is None else "right"))
    cases += [_observation_case(gold, g, "missed") for i, g in enumerate(golds) if i not in used]
    counts = {
        "observation": Count(len(used), len(predicted.get("observations", [])), len(golds)),
        "observation.period": Count(sum(used.values()), len(used), len(used)),
    }
    return Judgement(counts, tuple(cases))


def _same(guess: Record, gold: Record, aligned: Mapping[str, str]) -> bool:
    if aligned.get(guess["subject"]) != gold["subject"] or normal(guess["unit"] or "") != normal(gold["unit"] or ""):
        return False
    value, wanted = float(guess["value"]), float(gold["value"])
    return abs(value - wanted) <= 1e-6 * max(1, abs(wanted)) and alike(guess["metric"], gold["metric"])


def _observation_case(side: Record, o: Record, verdict: str) -> Case:
    name = {e["id"]: e["name"] for e in side["entities"]}
    told = f"{name.get(o['subject'], '?')} {o['metric']} {o['value']} {o['unit']} {o['period']} | {o.get('evidence')}"
    return Case(side["id"], "observation", str(o["unit"]), verdict, o.get("rule", ""), told)
