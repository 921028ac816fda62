"""The query editor of `kg serve` in a real browser: a shipped question has its rows, hostile text runs nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from kg import questions
from kg.model import Entity, Graph
from kg.serve import Limits, serve
from kg.write import turtle
from tests import graphs
from tests.browser import Shown
from tests.extractions import full

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LIMITS = Limits(seconds=8, rows=20, workers=1, memory=2 << 30)
Opener = Callable[..., Shown]


@pytest.fixture
def open_editor(browser: "Browser", tmp_path: Path) -> Iterator[Opener]:
    with ExitStack() as ends:

        def show(graph: Graph, **options: object) -> Shown:
            file = tmp_path / "graph.ttl"
            turtle.write(graph, file)
            server = ends.enter_context(serve(file, port=0, limits=LIMITS))
            Thread(target=server.serve_forever, daemon=True).start()
            ends.callback(server.shutdown)
            context = browser.new_context(**{"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, **options})
            ends.callback(context.close)
            shown = Shown(context.new_page())
            shown.page.on("console", shown.hear)
            shown.page.on("pageerror", lambda fault: shown.faults.append(str(fault)))
            shown.page.on("request", lambda request: shown.requests.append(request.url))
            shown.page.goto(f"http://127.0.0.1:{server.server_port}/query")
            shown.page.wait_for_selector("#question option >> nth=1", state="attached")
            return shown

        yield show


def ask(shown: Shown, sparql: str = "") -> str:
    """Press the button, for a query of our own when one is given; what the page says when the answer is there."""
    if sparql:
        shown.page.fill("#query", sparql)
    shown.page.click("#ask")
    shown.page.wait_for_selector("#ask:enabled")
    return str(shown.page.inner_text("#state"))


def cells(shown: Shown) -> list[list[str]]:
    rows: list[list[str]] = shown.page.evaluate(
        "[...document.querySelectorAll('#answer tbody tr')].map((row) => [...row.cells].map((c) => c.textContent))"
    )
    return rows


def test_a_shipped_question_is_picked_and_answered(open_editor: Opener) -> None:
    shown = open_editor(full())
    assert shown.page.locator("#question option").count() == len(questions.load()) + 1
    shown.page.select_option("#question", "people")
    assert shown.page.input_value("#query") == questions.load()["people"].sparql
    assert ask(shown).startswith("1 行")
    assert shown.page.locator("#answer th").all_inner_texts()[:2] == ["person", "role"]
    assert cells(shown)[0][:3] == ["林知远", "主任", "西溪数谷管委会"]
    assert all(url.startswith("http://127.0.0.1:") for url in shown.requests)
    assert shown.faults == []


def test_every_question_without_required_parameters_runs(open_editor: Opener) -> None:
    shown = open_editor(full())
    for question in questions.load().values():
        if not question.required:
            shown.page.select_option("#question", question.name)
            assert "行 rows" in ask(shown), question.name
    assert shown.faults == []


def test_long_answers_have_pages(open_editor: Opener) -> None:
    shown = open_editor(full())
    assert ask(shown, "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o").startswith("20 行")
    first = cells(shown)
    shown.page.click("#next")
    shown.page.wait_for_selector("#state:has-text('第 2 页')")
    assert len(cells(shown)) == 20
    assert cells(shown) != first
    assert shown.faults == []


def test_keys_ask_and_other_kinds_of_answers_are_shown(open_editor: Opener) -> None:
    shown = open_editor(full())
    shown.page.fill("#query", "ASK { ?s ?p ?o }")
    shown.page.press("#query", "Control+Enter")
    shown.page.wait_for_selector("#state:has-text('yes')")
    ask(shown, "CONSTRUCT { ?s a <x:thing> } WHERE { ?s a <https://w3id.org/yuantu/ontology#Park> }")
    assert "<x:thing>" in shown.page.inner_text("#text")


def test_a_refused_query_says_why(open_editor: Opener) -> None:
    shown = open_editor(full())
    assert "400" in ask(shown, "SELECT")
    assert shown.page.inner_text("#text").strip()
    assert cells(shown) == []
    ask(shown, "SELECT ?type { ?s a ?type } LIMIT 1")
    assert not shown.page.is_visible("#text")
    assert len(cells(shown)) == 1


def test_hostile_labels_are_text(open_editor: Opener) -> None:
    named = tuple(Entity(f"company-{n}", "Company", name) for n, name in enumerate(graphs.HOSTILE))
    shown = open_editor(Graph((), named, (), ()))
    ask(shown, "SELECT ?name WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name }")
    found = {row[0] for row in cells(shown)}
    assert {name for name in graphs.HOSTILE if "<" in name} <= found
    shown.settled()
    assert shown.page.evaluate("globalThis.stolen") is None
    assert shown.page.locator("#answer img, #answer b, #answer script").count() == 0
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 1280
    assert shown.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(open_editor: Opener, scheme: str) -> None:
    shown = open_editor(full(), viewport={"width": 390, "height": 844}, color_scheme=scheme)
    shown.page.select_option("#question", "profile")
    ask(shown)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    assert shown.faults == []
