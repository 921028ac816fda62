"""Tests of kg/plans.py: what is said of a planned project is planned, and nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.model import ACTUAL, PLANNED, Entity, Observation, Statement
from kg.ontology import COMPANY, PROJECT
from kg.plans import plan

MAKER, WORKS = Entity("e1", COMPANY, "蓝泉科技", (), ()), Entity("e2", PROJECT, "蓝泉储能项目", (), ())
TOLD = Statement(
    subject="e1", predicate="builds", object="e2", status=PLANNED, time=None, role=None, evidence=(), confidence=0.9
)
SEEN = Observation("e2", "总投资", Decimal(8), "元", None, ACTUAL, None, ())


@pytest.mark.parametrize(
    ("told", "seen", "status"),
    [
        ((TOLD,), SEEN, PLANNED),
        ((TOLD, replace(TOLD, predicate="investsIn", status=ACTUAL)), SEEN, ACTUAL),
        ((TOLD,), replace(SEEN, period="2021"), ACTUAL),
        ((TOLD,), replace(SEEN, subject="e1"), ACTUAL),
        ((replace(TOLD, predicate="focusesOn"),), SEEN, ACTUAL),
        ((), SEEN, ACTUAL),
    ],
)
def test_status(told: tuple[Statement, ...], seen: Observation, status: str) -> None:
    assert list(plan((seen,), told, (MAKER, WORKS))) == [replace(seen, status=status)]
