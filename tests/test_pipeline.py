"""The whole flow: offsets and quotes hold everywhere, and the same input gives the same bytes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.knowledge import Knowledge
from kg.model import ACTUAL, PLANNED, Article, Extraction
from kg.ontology import DEFAULT, load
from kg.pipeline import Batch, extract, run
from tests.gold import DEV, SHARED

SAMPLES = Path(__file__).parents[1] / "articles"
REAL = [path for path in (DEV / "articles", SHARED / "articles") if path.exists()]


@pytest.fixture(scope="module", params=[SAMPLES, *REAL], ids=lambda path: path.parent.name + "-" + path.name)
def batch(request: pytest.FixtureRequest) -> Batch:
    return run([str(request.param)], ontology=DEFAULT)


def facts(batch: Batch) -> Iterator[tuple[Extraction, object]]:
    for extraction in batch.extractions:
        for fact in (*extraction.statements, *extraction.observations):
            yield extraction, fact


def test_every_article_is_read(batch: Batch) -> None:
    assert not batch.skipped
    assert batch.extractions


def test_mentions_spell_the_text(batch: Batch) -> None:
    for extraction in batch.extractions:
        for entity in extraction.entities:
            assert entity.mentions, entity
            for mention in entity.mentions:
                assert extraction.article.text[mention.start : mention.end] == mention.text


def test_names_are_written_in_the_text(batch: Batch) -> None:
    for extraction in batch.extractions:
        for entity in extraction.entities:
            for name in entity.names:
                assert name in extraction.article.text, (extraction.article.id, name)


def test_quotes_spell_the_text_and_name_their_rule(batch: Batch) -> None:
    for extraction, fact in facts(batch):
        for evidence in fact.evidence:  # type: ignore[attr-defined]
            assert evidence.article == extraction.article.id
            assert extraction.article.text[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote.strip()
            assert evidence.rule


def test_facts_are_about_entities_of_the_article(batch: Batch) -> None:
    for extraction in batch.extractions:
        known = {e.id for e in extraction.entities}
        assert len(known) == len(extraction.entities)
        for statement in extraction.statements:
            assert {statement.subject, statement.object} <= known
            assert statement.subject != statement.object
        assert {o.subject for o in extraction.observations} <= known


def test_statements_fit_domain_and_range(batch: Batch) -> None:
    predicates = load(DEFAULT).predicates
    for extraction in batch.extractions:
        kind = {e.id: e.type for e in extraction.entities}
        for statement in extraction.statements:
            predicate = predicates[statement.predicate]
            assert kind[statement.subject] in predicate.domain, statement
            assert kind[statement.object] in predicate.range, statement
            assert statement.status in (ACTUAL, PLANNED)


def test_the_samples_show_every_predicate() -> None:
    shown = {s.predicate for e in run([str(SAMPLES)], ontology=DEFAULT).extractions for s in e.statements}
    assert shown == set(load(DEFAULT).predicates)


def built(target: Path, *arguments: str, seed: str = "0") -> dict[str, bytes]:
    command = [sys.executable, "-m", "kg", "build", *arguments, "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def test_same_input_same_bytes(tmp_path: Path) -> None:
    files = sorted(str(path) for path in SAMPLES.glob("*.md"))
    first = built(tmp_path / "a", *files, seed="1")
    again = built(tmp_path / "b", *reversed(files), "--workers", "2", seed="2")
    assert set(first) == {"graph.ttl", "graph.html", "extractions.jsonl"}
    for name, content in first.items():
        assert content == again[name], name


def test_the_country_is_told_where_figures_are_its_own() -> None:
    knowledge = Knowledge.load()
    lead = "中国企业联合会会长王忠禹出席。"
    told = extract(Article("a", "", lead + "我国出口额达80亿元。"), knowledge=knowledge)
    assert [o.subject for o in told.observations] == [e.id for e in told.entities if e.name == "中国"]
    silent = extract(Article("a", "", lead + "我国重视企业。"), knowledge=knowledge)
    assert "中国" not in [e.name for e in silent.entities]


def test_an_article_given_twice_counts_once(tmp_path: Path) -> None:
    source = next(SAMPLES.glob("*.md"))
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        shutil.copy(source, tmp_path / folder)
    batch = run([str(tmp_path)], ontology=DEFAULT)
    assert len(batch.extractions) == 1
    assert [s.reason for s in batch.skipped] == [f"same article as another {source.stem}"]


def test_two_articles_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    for folder, word in (("one", "北京市"), ("two", "上海市")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(f"{word}新闻\n{word}位于中国。\n", "utf-8")
    ids = [e.article.id for e in run([str(tmp_path)], ontology=DEFAULT).extractions]
    assert len(set(ids)) == 2
    assert all(name.startswith("news-") for name in ids)
