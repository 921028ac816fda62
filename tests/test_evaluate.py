"""The figures of `kg evaluate`: by hand on small cases, and equal to the scorer beside the annotations."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import YuantuError
from kg.evaluate import align, alike, evaluate, judge, read_gold, read_predictions
from tests.gold import DEV, SHARED

GOLD: dict[str, Any] = {
    "id": "a",
    "entities": [
        {"id": "e1", "type": "Company", "name": "星河科技有限公司", "aliases": ["星河"]},
        {"id": "e2", "type": "Region", "name": "云州市", "aliases": []},
    ],
    "relations": [{"s": "e1", "p": "locatedIn", "o": "e2", "status": "actual", "time": "2021"}],
    "observations": [
        {"subject": "e2", "metric": "新设外资企业", "value": 413, "unit": "家", "period": "2021", "status": "actual"}
    ],
}


def changed(**parts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(GOLD), **parts}


def f1(prediction: dict[str, Any], measure: str) -> float:
    return judge(GOLD, prediction).counts[measure].f1


def test_gold_against_itself_is_perfect() -> None:
    counts = judge(GOLD, GOLD).counts
    assert {c.f1 for c in counts.values()} == {1.0}


def test_a_wrong_kind_of_organization_counts_coarsely_only() -> None:
    other = changed()
    other["entities"][0]["type"] = "Institution"
    assert f1(other, "entity.strict") == 0.5
    assert f1(other, "entity.coarse") == 1.0


def test_a_relation_the_other_way_round_is_wrong() -> None:
    other = changed(relations=[{**GOLD["relations"][0], "s": "e2", "o": "e1"}])
    assert f1(other, "relation.strict") == 0.0
    assert f1(other, "relation.pair") == 1.0


@pytest.mark.parametrize(("field", "value"), [("value", 414), ("unit", "个"), ("subject", "e1"), ("metric", "出口")])
def test_an_observation_must_agree(field: str, value: object) -> None:
    other = changed(observations=[{**GOLD["observations"][0], field: value}])
    assert f1(other, "observation") == 0.0


def test_an_article_without_prediction_counts_as_empty() -> None:
    count = evaluate([GOLD], {}).counts["entity.strict"]
    assert (count.right, count.predicted, count.gold) == (0, 0, 2)


def test_alignment_is_one_to_one() -> None:
    twice = [{"id": "p1", "type": "Region", "name": "云州市"}, {"id": "p2", "type": "Region", "name": "云州市"}]
    assert len(align(GOLD["entities"], twice)) == 1


def test_metrics_are_alike_by_two_thirds_of_the_shorter_one() -> None:
    assert alike("新设外资企业", "外资企业")
    assert not alike("进口额", "出口量")


def test_a_broken_prediction_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"id": "a"}\n{"no": 1}\n', "utf-8")
    with pytest.raises(YuantuError, match=r"p\.jsonl:2"):
        read_predictions(path)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(YuantuError, match="no gold files"):
        read_gold(tmp_path)


def perturbed(gold: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A prediction with missing, mistyped and cut names and facts."""
    other = copy.deepcopy(gold)
    other["entities"] = [e for e in other["entities"] if rng.random() < 0.8]
    for entity in other["entities"]:
        if rng.random() < 0.1:
            entity["type"] = "Company"
        if rng.random() < 0.1:
            entity["name"] = entity["name"][:-1]
    other["relations"] = [r for r in other["relations"] if rng.random() < 0.8]
    other["observations"] = [o for o in other["observations"] if rng.random() < 0.8]
    return other


@pytest.mark.skipif(not DEV.exists(), reason="the annotated articles are not beside the repository")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_equal_the_scorer(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    predictions = tmp_path / "p.jsonl"
    golds = read_gold(DEV / "gold")
    predictions.write_text("\n".join(json.dumps(perturbed(dict(g), rng)) for g in golds), "utf-8")
    figures = tmp_path / "figures.json"
    scorer = [sys.executable, str(SHARED / "gold" / "score.py"), str(DEV / "gold"), str(predictions)]
    subprocess.run([*scorer, "--json", str(figures)], check=True, capture_output=True)
    theirs = {k: (v["tp"], v["predicted"], v["gold"]) for k, v in json.loads(figures.read_text("utf-8")).items()}
    ours = evaluate(golds, read_predictions(predictions)).counts
    assert {k: (c.right, c.predicted, c.gold) for k, c in ours.items()} == theirs
