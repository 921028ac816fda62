"""Bad input: each fault of a file is reported with a reason, the rest is built; errors leave the old outputs alone."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import articles
from kg.articles import bylines, load
from kg.model import Article, Skipped
from kg.ontology import DEFAULT
from kg.read.characters import clean

HEAD = "---\ntitle: 江边区发布规划\ndate: 2021-09-07\n---\n"
TEXT = HEAD + "<p>江边区发布产业规划，园区建设加快推进。</p>"
SENTENCE = "江边区发布产业规划，园区建设加快推进。"
FAULTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t\n", "empty"),
    "mark": (b"\xef\xbb\xbf", "no front matter"),
    "nul": (TEXT.encode() + b"\0", "binary"),
    "zeros": (b"\0" * 100, "binary"),
    "image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
    "controls": (TEXT.encode() + b"\x01\x02\x03\x04" * 20, "binary"),
    "utf16": (TEXT.encode("utf-16-le"), "binary"),
    "utf16-odd": (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "not the UTF-16-LE"),
    "big5": (
        HEAD.encode("utf-8").replace("江边区发布规划".encode(), b"x") + ("經濟發展與產業規劃，園區" * 9).encode("big5"),
        "neither",
    ),
    "latin": ("---\ntitle: café économie\n---\ndéjà vu".encode("latin-1"), "neither"),
    "mixed": (TEXT.encode() + TEXT.encode("gb18030"), "neither"),
    "cut-utf8": (TEXT[:-4].encode()[:-1], "cut off"),
    "cut-gb18030": (TEXT[:-4].encode("gb18030")[:-1], "cut off"),
    "surrogate": (TEXT.encode() + "\ud800".encode("utf-8", "surrogatepass") + b"x" * 9, "neither"),
    "no-front": (b"<p>text</p>", "no front matter"),
    "open-front": (HEAD.encode()[:-4], "not closed"),
    "nothing": (b"---\ndate: 2021-09-07\n---\n<p>\xe2\x80\x8b</p>", "no text"),
    "large": (TEXT.encode() + b"x" * articles.LARGEST, "too large"),
}


def reason(path: Path) -> str:
    (item,) = load(path)
    assert isinstance(item, Skipped), item
    assert item.where == str(path)
    return item.reason


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_reason(tmp_path: Path, name: str) -> None:
    content, expected = FAULTS[name]
    (tmp_path / "a.md").write_bytes(content)
    assert expected in reason(tmp_path / "a.md")
    assert "\n" not in reason(tmp_path / "a.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_known_encodings_and_line_ends_are_read(tmp_path: Path, encoding: str, end: str) -> None:
    (tmp_path / "a.md").write_bytes(TEXT.replace("\n", end).encode(encoding))
    (article,) = load(tmp_path / "a.md")
    assert isinstance(article, Article)
    assert article.text == f"江边区发布规划\n{SENTENCE}"


def test_the_limit_is_named(tmp_path: Path) -> None:
    with (tmp_path / "a.html").open("wb") as file:
        file.truncate(52_428_800)
    assert reason(tmp_path / "a.html") == "too large: 52,428,800 bytes, the limit for one article is 10,000,000"


def test_one_large_line_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    good = b'{"title": "x", "text": "y"}\n'
    (tmp_path / "a.jsonl").write_bytes(good + b"x" * (2 * articles.LARGEST + 5) + b"\n" + good)
    first, second, third = load(tmp_path / "a.jsonl")
    assert isinstance(second, Skipped)
    assert (second.where, "too large: 20,000,006" in second.reason) == (f"{tmp_path / 'a.jsonl'}:2", True)
    assert isinstance(first, Article)
    assert isinstance(third, Article)


@pytest.mark.parametrize("suffix", ["md", "html", "txt", "jsonl"])
def test_what_is_no_regular_file_is_reported(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"lost.{suffix}").symlink_to(tmp_path / "nowhere")
    (tmp_path / f"loop.{suffix}").symlink_to(tmp_path / f"loop.{suffix}")
    os.mkfifo(tmp_path / f"pipe.{suffix}")
    (tmp_path / f"folder.{suffix}").mkdir()
    (tmp_path / f"void.{suffix}").touch()
    names = ("lost", "loop", "pipe", "folder", "void")
    assert [reason(tmp_path / f"{name}.{suffix}").split(":")[0] for name in names] == [
        *("cannot be read", "cannot be read", "no regular file", "a folder", "empty")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch(mode=0)
    assert reason(tmp_path / "a.md") == "cannot be read: Permission denied"


def test_an_unknown_kind_of_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    assert reason(tmp_path / "a.pdf").startswith("unknown kind of file")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), head=st.sampled_from([b"", HEAD.encode(), b"<html><p>", b'{"text":"']))
@pytest.mark.parametrize("suffix", ["md", "html", "txt", "jsonl"])
def test_no_bytes_crash_the_reader(tmp_path: Path, data: bytes, head: bytes, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(head + data)
    for item in load(file):
        assert isinstance(item, Skipped) or well_formed(item)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    markup=st.lists(
        st.sampled_from(str.split("<p> </p> <!-- --> <b </b> <td> <tr> </tr> 。 \" ' > < & &# [ 记者 甲 <a \ud800"))
    )
)
def test_no_markup_crashes_the_reader(tmp_path: Path, markup: list[str]) -> None:
    (tmp_path / "a.html").write_bytes("".join(markup).encode("utf-8", "ignore"))
    for item in load(tmp_path / "a.html"):
        assert isinstance(item, Skipped) or well_formed(item)


def well_formed(article: Article) -> bool:
    """The title, then clean, non-empty lines; bylines inside the text."""
    lines = article.text.split("\n")
    assert lines[0] == article.title
    assert all(line and line == clean(line) for line in lines)
    assert all(0 <= span.start < span.end <= len(article.text) for span in bylines(article.text))
    article.text.encode("utf-8")
    return True


MEGABYTE = 1_000_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "text": lambda n: "<p>" + SENTENCE * (n // 20),
    "paragraphs": lambda n: f"<p>{SENTENCE}</p>" * (n // 27),
    "deep": lambda n: "<div>" * (n // 11) + SENTENCE + "</div>" * (n // 11),
    "tables": lambda n: "<table><tr><td>" * (n // 15) + SENTENCE,
    "unclosed": lambda n: "<b>" * (n // 3) + "</i>" * 999 + SENTENCE,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n // 9)) + f">{SENTENCE}",
    "brackets": lambda n: "<" * n + SENTENCE,
    "entities": lambda n: "&#1" * (n // 3) + SENTENCE,
    "number": lambda n: "&#" + "9" * n + SENTENCE,
    "comments": lambda n: "<!--。" * (n // 5) + SENTENCE,
    "quotes": lambda n: '<a ">"' * (n // 6) + SENTENCE,
    "spaces": lambda n: "<p>甲" + " \n" * (n // 2) + SENTENCE,
    "credits": lambda n: ("来源" * 55 + "\n") * (n // 111) + SENTENCE,
    "outlets": lambda n: "财经" * (n // 2) + "记者" + SENTENCE,
    "names": lambda n: ("李明 " * 30 + "记者\n") * (n // 93) + SENTENCE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text(HEAD + HOSTILE[name](MEGABYTE), "utf-8")
    started = time.process_time()
    (article,) = load(tmp_path / "a.md")
    assert isinstance(article, Article)
    bylines(article.text)
    assert time.process_time() - started < 30  # seconds; what is quadratic takes hours
    assert SENTENCE in article.text


def kg(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the real command line."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output="stdout" not in options, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def error_lines(result: subprocess.CompletedProcess[str]) -> list[str]:
    """What a failed command tells: one line a fault and nothing else."""
    assert result.returncode == 2, result
    lines = result.stderr.splitlines()
    assert all(line.startswith("kg: error: ") for line in lines), result.stderr
    return [line.removeprefix("kg: error: ") for line in lines]


def error_line(result: subprocess.CompletedProcess[str]) -> str:
    (line,) = error_lines(result)
    return line


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two good articles, one of them twice, and one file for each fault."""
    folder = tmp_path_factory.mktemp("pile")
    (folder / "good.md").write_text(TEXT, "utf-8")
    (folder / "copy").mkdir()
    (folder / "copy" / "good.md").write_text(TEXT, "utf-8")
    (folder / "lines.jsonl").write_text('{"title": "甲", "text": "乙。"}\n{"title":', "utf-8")
    for name, (content, _) in FAULTS.items():
        (folder / f"{name}.md").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def built(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The output of building that folder."""
    output = tmp_path_factory.mktemp("built") / "output"
    return kg("build", pile, "-o", output), output


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


Built = tuple[subprocess.CompletedProcess[str], Path]


def test_faults_are_counted_and_the_rest_is_built(pile: Path, built: Built) -> None:
    result, output = built
    assert result.returncode == 0, result.stderr
    assert f"articles      2 read, {len(FAULTS) + 2} skipped" in result.stdout
    warned = [line.removeprefix(f"kg: warning: {pile}/").split(":")[0] for line in result.stderr.splitlines()]
    assert sorted(warned) == sorted([*(f"{name}.md" for name in FAULTS), "good.md", "lines.jsonl"])
    assert sorted(contents(output)) == ["extractions.jsonl", "graph.html", "graph.ttl"]


def test_strict_makes_warnings_fail(pile: Path) -> None:
    assert kg("extract", pile / "empty.md", pile / "good.md", "--strict").returncode == 1


def test_a_missing_path_is_one_line_and_old_outputs_stay(built: Built) -> None:
    before = contents(built[1])
    assert error_line(kg("build", "no-such-folder", "-o", built[1])) == "no-such-folder: no such file or folder"
    assert contents(built[1]) == before


@pytest.mark.parametrize(("file", "workers"), [("boilerplate.yaml", 1), ("rules/relations/new.yaml", 2)])
def test_a_bad_ontology_is_told_and_old_outputs_stay(
    pile: Path, built: Built, tmp_path: Path, file: str, workers: int
) -> None:
    before = contents(built[1])
    bad = tmp_path / "ontology"
    shutil.copytree(DEFAULT, bad)
    (bad / file).write_text("drop: [", "utf-8")
    sources = (pile / "good.md", pile / "lines.jsonl")
    result = kg("build", *sources, "-o", built[1], "--ontology", bad, "--workers", workers)
    assert file in error_lines(result)[0]
    assert contents(built[1]) == before


def test_a_full_disk_is_one_line_and_old_outputs_stay(pile: Path, built: Built) -> None:
    """A limit on the size of files fails writes in the middle, as a full disk does."""
    before = contents(built[1])

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

    error_line(kg("build", pile / "good.md", "-o", built[1], preexec_fn=small_files))
    assert contents(built[1]) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_standard_output_is_one_line(pile: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = kg("extract", pile / "good.md", stdout=full, stderr=subprocess.PIPE)
    assert error_line(result) == "No space left on device"


def test_an_output_that_is_a_file_is_one_line(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "output").touch()
    assert str(tmp_path / "output") in error_line(kg("build", pile / "good.md", "-o", tmp_path / "output"))
