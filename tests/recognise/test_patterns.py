"""Tests of kg/recognise/patterns.py: every pattern finds its examples and nothing in its counter-examples."""

import time
from pathlib import Path

import pytest

from kg import lexicon
from kg.errors import KnowledgeError
from kg.model import Mention
from kg.ontology import REGION, TYPES
from kg.recognise import borders, gazetteer, grow, patterns
from tests.recognise.texts import document, marked

LEXICON = lexicon.load()
PATTERNS = patterns.load(LEXICON.directory)


def found(text: str, pattern: patterns.NamePattern) -> list[tuple[str, str]]:
    """What one pattern finds by itself, with names known to lexicon and suffixes as units."""
    known = gazetteer.find(document(text), LEXICON)
    grown = grow.find(text, known, borders.find(text, LEXICON), LEXICON)
    return [(mention.type, mention.text) for mention in patterns.find(text, [*known, *grown], [pattern])]


CASES = [pytest.param(p, e, id=f"{p.name}-{i}") for p in PATTERNS for i, e in enumerate(p.examples)]
NEVER = [pytest.param(p, e, id=f"{p.name}-{i}") for p in PATTERNS for i, e in enumerate(p.never)]


@pytest.mark.parametrize(("pattern", "example"), CASES)
def test_example(pattern: patterns.NamePattern, example: str) -> None:
    text, names = marked(example)
    assert names
    assert found(text, pattern) == names


@pytest.mark.parametrize(("pattern", "text"), NEVER)
def test_never(pattern: patterns.NamePattern, text: str) -> None:
    assert found(text, pattern) == []


def test_every_pattern_has_a_counter_example() -> None:
    assert [pattern.name for pattern in PATTERNS if not pattern.never] == []


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
@pytest.mark.parametrize(
    "unit", ["“", "《", "2021年", "第一届", "获批", "上海", "路", "路1号", "（", "项目", " ", "1", "A", "1.", "十"]
)
def test_time_is_linear(pattern: patterns.NamePattern, unit: str) -> None:
    text = unit * (60_000 // len(unit))
    start = time.process_time()
    list(patterns.find(text, [], [pattern]))
    assert time.process_time() - start < 2


def written(folder: Path, fields: str) -> patterns.NamePattern:
    """The one pattern of a folder that is written for it."""
    (folder / "patterns").mkdir()
    (folder / "patterns" / "one.yaml").write_text(
        f"patterns:\n  - {{name: one, type: Event, {fields}, examples: [x]}}\n", encoding="utf-8"
    )
    return patterns.load(folder)[0]


def test_only_lines_with_a_sign_are_searched(tmp_path: Path) -> None:
    pattern = written(tmp_path, 'pattern: "〔{cjk:2}会〕", signs: [春]')
    assert [m.text for m in patterns.find("秋季会\n春季会\n夏季会", [], [pattern])] == ["春季会"]


def test_a_name_that_ends_in_none_of_the_words_is_none(tmp_path: Path) -> None:
    pattern = written(tmp_path, 'pattern: "〔海信{Region}〕", ending: [中国, 亚太]')
    known = [Mention(2, 4, "中国", REGION, "lexicon"), Mention(7, 9, "南非", REGION, "lexicon")]
    assert [m.text for m in patterns.find("海信中国、海信南非", known, [pattern])] == ["海信中国"]


def test_a_list_goes_on_behind_a_name(tmp_path: Path) -> None:
    pattern = written(tmp_path, 'pattern: "举办〔{cjk:2}会〕", more: "、〔{cjk:2}会〕"')
    found = patterns.find("举办春季会、夏季会、秋季会，冬季会、年终会", [], [pattern])
    assert [m.text for m in found] == ["春季会", "夏季会", "秋季会"]


def test_mask_keeps_length_and_hides_private_characters() -> None:
    text = "在\ue000上海设厂"
    masked = patterns.mask(text, [Mention(2, 4, "上海", REGION, "test")])
    assert len(masked) == len(text)
    assert "上" not in masked
    assert masked[1] == "\ufffd"


def test_every_fault_is_told(tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "bad.yaml").write_text(
        """patterns:
  - {name: a, type: Garden, pattern: "〔x〕", examples: ["[Park x]"]}
  - {name: b, type: Park, pattern: "x", examples: ["[Park x]"]}
  - {name: c, type: Park, pattern: "〔{Nothing}〕", examples: ["[Park x]"]}
  - {name: d, type: Park, pattern: "〔(〕", examples: ["[Park x]"]}
  - {name: e, type: Park, pattern: "〔x〕"}
  - {name: f, type: Park, pattern: "〔x〕", examples: ["[Park x]"], colour: red}
  - {name: g, type: Park, pattern: "〔{text}〕", examples: ["[Park x]"]}
""",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError) as caught:
        patterns.load(tmp_path)
    assert [fault.split(": ")[1] for fault in caught.value.faults] == list("abcdefg")


def test_types_of_patterns_are_classes() -> None:
    assert {pattern.type for pattern in PATTERNS} <= TYPES
