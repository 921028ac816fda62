"""The command line: help with examples, exit codes, one-line errors, and what the small commands print."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import cli
from kg.ontology import DEFAULT

SAMPLES = Path(__file__).parents[1] / "articles"
COMMANDS = [command.name or getattr(command.callback, "__name__", "") for command in cli.app.registered_commands]


def kg(*arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """Run the command as `main` does, in this process: exit code, standard output, standard error."""
    monkeypatch.setattr("sys.argv", ["kg", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    out, err = capsys.readouterr()
    code = ended.value.code
    return (code if isinstance(code, int) else 0), out, err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    shown = CliRunner().invoke(cli.app, [command, "--help"]).output
    assert "Example" in shown
    assert f"kg {command}" in " ".join(shown.split())


def test_extract_evaluate_and_show_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SAMPLES / "suzhou-industrial-park.md"
    out = tmp_path / "x.jsonl"
    assert kg("extract", str(source), "-o", str(out), capsys=capsys, monkeypatch=monkeypatch)[0] == 0
    record = json.loads(out.read_text("utf-8"))
    assert record["id"] == source.stem
    gold = tmp_path / "gold"
    gold.mkdir()
    record["entities"].append({"id": "x", "type": "Park", "name": "没有的园区", "aliases": []})
    (gold / "a.json").write_text(json.dumps(record), "utf-8")
    code, printed, _ = kg(
        "evaluate", str(gold), str(out), "--errors", "3", "--by-rule", capsys=capsys, monkeypatch=monkeypatch
    )
    assert code == 0
    assert "relation.strict" in printed
    assert "没有的园区" in printed
    assert "settled-in-by-verb" in printed


def test_check_tells_every_fault_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(DEFAULT, folder)
    with (folder / "lexicon" / "companies.csv").open("a", encoding="utf-8") as file:
        file.write("某某,某某,Nonsense,\n")
    (folder / "queries" / "bad.rq").write_text("SELECT nothing", "utf-8")
    code, _, err = kg("check", "--ontology", str(folder), capsys=capsys, monkeypatch=monkeypatch)
    assert code == 2
    assert "companies.csv:" in err
    assert "bad.rq" in err
    assert all(line.startswith("kg: error: ") for line in err.splitlines())


def test_check_passes_on_the_shipped_ontology(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = kg("check", capsys=capsys, monkeypatch=monkeypatch)
    assert (code, err) == (0, "")
    assert "relation rules" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("query", "--list"), "settled"),
        (("build", "no-such-folder"), "no-such-folder"),
        (("query", "no-such.ttl", "parks"), "no-such.ttl"),
        (("query",), "give a graph"),
        (("build", str(SAMPLES), "--also", "papyrus"), "papyrus"),
        (("extract", str(SAMPLES), "--recogniser", "nobody"), "nobody"),
    ],
)
def test_faults_are_one_line(
    arguments: tuple[str, ...],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = kg(*arguments, capsys=capsys, monkeypatch=monkeypatch)
    if "--list" in arguments:
        assert code == 0
        assert told in out
    else:
        assert code == 2
        assert told in err
        assert len(err.splitlines()) == 1
