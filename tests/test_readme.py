"""Every command and snippet of the README does what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme import README, ROOT, alike, blocks, commands, prepare, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of the README have run here, in their order."""
    path = tmp_path_factory.mktemp("readme")
    prepare(path)
    return path


@pytest.fixture(scope="module")
def outputs(folder: Path) -> dict[str, str]:
    return {command: run(command, folder) for command, _ in commands()}


def test_every_command_prints_what_the_readme_shows(outputs: dict[str, str]) -> None:
    for command, shown in commands():
        assert outputs[command] == alike(shown), command


def test_the_tour_of_turtle_stands_in_the_graph(folder: Path, outputs: dict[str, str]) -> None:
    written = {line.strip() for line in (folder / "output" / "graph.ttl").read_text("utf-8").splitlines()}
    tour = [line.strip() for line in blocks("turtle")[0].splitlines() if line.strip()]
    assert len(tour) >= 10
    assert [line for line in tour if line not in written] == []


def test_python_snippets_run(folder: Path, outputs: dict[str, str]) -> None:
    for snippet in blocks("python"):
        done = subprocess.run([sys.executable, "-c", snippet], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    first, second = blocks("sh")[0].splitlines()
    dry = subprocess.run([*first.split(), "-n"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "kg build articles -o output" in dry
    dry = subprocess.run([*second.split(), "-n"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "pytest" in dry
    assert second in (ROOT / ".ci" / "run").read_text("utf-8")


def test_files_that_the_readme_names_exist() -> None:
    for target in re.findall(r"\]\(((?!http)[^)#]+)\)", README.read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_every_fence_is_of_a_tested_kind() -> None:
    kinds = set(re.findall(r"^```(\w[\w-]*)$", README.read_text("utf-8"), re.M))
    assert kinds <= {"sh", "console", "turtle", "sparql", "python", "yaml", "text"}
