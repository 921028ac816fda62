"""The page in a real browser: what is drawn, what clicks and keys do, and that hostile text runs nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Graph
from kg.ontology import load
from kg.write.html import write
from tests import graphs
from tests.browser import Shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Opener = Callable[..., Shown]


@pytest.fixture
def open_page(browser: "Browser", tmp_path: Path) -> Iterator[Opener]:
    contexts = []

    def show(graph: Graph, **options: object) -> Shown:
        file = tmp_path / "graph.html"
        write(graph, file)
        wanted = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**wanted)
        contexts.append(context)
        shown = Shown(context.new_page())
        shown.page.on("console", shown.hear)
        shown.page.on("pageerror", lambda fault: shown.faults.append(str(fault)))
        shown.page.on("request", lambda request: shown.requests.append(request.url))
        shown.page.goto(file.as_uri())
        shown.page.wait_for_selector("body[data-ready]", timeout=30_000)
        shown.settled()
        return shown

    yield show
    for context in contexts:
        context.close()


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def test_nodes_are_drawn_in_the_colours_of_the_legend(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    for entity in graphs.small().entities:
        assert rgb(load().classes[entity.type].colour) in shown.colours(entity.name), entity.name


def test_the_page_asks_for_nothing_and_reports_no_fault(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("杭州市")
    shown.page.click("#language")
    shown.page.fill("#search", "云")
    shown.settled()
    assert [url.rsplit("/", 1)[-1] for url in shown.requests] == ["graph.html"]
    assert shown.faults == []


def test_title_bar_counts(open_page: Opener) -> None:
    counts = open_page(graphs.small()).page.inner_text("#counts")
    assert counts.split() == ["7", "实体", "6", "关系", "3", "数据", "2", "文章", "1", "计划中"]


def test_a_click_on_a_node_shows_its_facts_with_quotes_and_sources(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("之江云谷产业园")
    panel = shown.panel()
    for part in (
        "园区", "又称：云谷园", "位于", "杭州市", "合作", "2021-09-06", "置信度 87%", "吸引入驻", "计划中",
        "之江云谷产业园与星河银行签署合作协议", "之江云谷迎来银行",
        "2021-09-07", "钱塘观察", "locatedIn-by-verb", "计划投资", "≥ 31亿",
    ):  # fmt: skip
        assert part in panel
    assert shown.page.get_attribute("#panel .from a", "href") == "https://news.example/1"


def test_figures_are_shown_with_unit_and_period(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("杭州市")
    for part in ("新设企业", "1.2万", "家", "2022-01 – 2022-06", "8.5", "%", "上半年，杭州市新设企业1.2万家"):
        assert part in shown.panel()


def test_a_click_on_an_edge_shows_its_statements_and_quotes(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_edge("林晓", "星河银行")
    for part in ("林晓", "星河银行", "行长", "林晓任星河银行行长。", "杭州半年报"):
        assert part in shown.panel()
    assert shown.page.inner_text("#panel .verb") == load().predicates["holdsPosition"].label["zh"]


def test_a_click_on_the_ground_and_escape_close_the_panel(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("林晓")
    assert shown.page.is_visible("#panel")
    shown.page.keyboard.press("Escape")
    assert not shown.page.is_visible("#panel")
    shown.click_node("林晓")
    shown.page.mouse.click(640, 780)
    shown.settled()
    assert not shown.page.is_visible("#panel")


def test_search_by_keyboard_finds_names_and_aliases(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("云")
    assert shown.page.locator("#results li").count() == 3
    shown.page.keyboard.type("谷园")
    assert "之江云谷产业园（云谷园）" in shown.page.inner_text("#results")
    shown.page.keyboard.press("Enter")
    shown.settled()
    assert shown.page.inner_text("#panel h2") == "之江云谷产业园"
    assert shown.page.url.endswith("#park-1")


def test_the_keyboard_goes_on_in_the_panel(open_page: Opener) -> None:
    page = open_page(graphs.small()).page
    page.keyboard.press("/")
    page.keyboard.type("林晓")
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "星河银行"
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "stage"


def test_arrow_keys_walk_the_results(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.page.fill("#search", "云")
    first = shown.page.get_attribute("#search", "aria-activedescendant")
    shown.page.press("#search", "ArrowDown")
    assert shown.page.get_attribute("#search", "aria-activedescendant") != first
    shown.page.fill("#search", "没有这个名字")
    assert "没有匹配的实体" in shown.page.inner_text("#results")


def test_switching_a_type_off_hides_its_nodes(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    colour = rgb(load().classes["Person"].colour)
    assert colour in shown.colours("林晓")
    shown.page.click("#types button[data-name=Person]")
    shown.settled()
    assert colour not in shown.colours("林晓")
    assert shown.page.get_attribute("#types button[data-name=Person]", "aria-pressed") == "false"
    assert "显示 6 / 7 实体" in shown.page.inner_text("#counts")
    shown.page.click("#types button[data-name=Person]")
    shown.settled()
    assert colour in shown.colours("林晓")


def test_switching_a_predicate_off_hides_its_facts(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("之江云谷产业园")
    assert "位于" in shown.page.inner_text("#panel")
    shown.page.click("#predicates button[data-name=locatedIn]")
    assert "位于杭州市" not in shown.page.inner_text("#panel")
    assert "显示 5 / 6 关系" in shown.page.inner_text("#counts")


def test_planned_facts_have_a_switch(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("之江云谷产业园")
    shown.page.click("#status button[data-name=planned]")
    assert "计划中" not in shown.panel()
    assert "合作" in shown.panel()


def test_time_can_be_narrowed(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    slider = shown.page.locator("#from")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    assert shown.page.inner_text("#span").startswith("2021-12")
    assert "显示 3 / 6 关系" in shown.page.inner_text("#counts")


def test_an_article_shows_what_it_says(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.page.click("#filters summary")
    shown.page.click("#articles button >> nth=1")
    for part in ("杭州半年报", "林晓", "新设企业"):
        assert part in shown.panel()


def test_both_languages(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.page.click("#language")
    shown.click_node("之江云谷产业园")
    assert "entities" in shown.page.inner_text("#counts")
    assert "Park or zone" in shown.panel()
    assert shown.page.get_attribute("html", "lang") == "en"
    assert "3.1 billion" in shown.panel()


def test_links_lead_to_entities_and_back(open_page: Opener) -> None:
    shown = open_page(graphs.small())
    shown.click_node("林晓")
    shown.page.click("#panel .entity")
    assert shown.page.inner_text("#panel h2") == "星河银行"
    shown.page.go_back()
    shown.settled()
    assert shown.page.inner_text("#panel h2") == "林晓"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(open_page: Opener, scheme: str) -> None:
    shown = open_page(graphs.small(), color_scheme=scheme)
    shown.click_node("之江云谷产业园")
    ratios = shown.page.evaluate(CONTRAST)
    assert ratios
    assert min(ratio for _, ratio in ratios) >= 4.5, sorted(ratios, key=lambda r: r[1])[:3]


CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map(linear);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll(".bar *, .card *")].filter((e) => e.checkVisibility()
    && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((e) => {
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    return [e.className + ":" + e.textContent.slice(0, 12), (a + .05) / (b + .05)]; });
}"""


UNNAMED = """() => [...document.querySelectorAll("button, input, [role]")].filter((e) => e.checkVisibility()
  && !(e.getAttribute("aria-label") || e.textContent.trim())).map((e) => e.outerHTML)"""


def test_every_control_has_a_name_and_a_place_in_the_tab_order(open_page: Opener) -> None:
    page = open_page(graphs.small()).page
    assert page.evaluate(UNNAMED) == []
    page.focus("#types button >> nth=0")
    page.keyboard.press("Enter")
    assert page.get_attribute("#types button >> nth=0", "aria-pressed") == "false"
    assert page.evaluate("document.activeElement.dataset.name") == page.get_attribute(
        "#types button >> nth=0", "data-name"
    )


def test_a_phone_shows_the_graph_and_the_panel_below_it(open_page: Opener) -> None:
    shown = open_page(graphs.small(), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert not shown.page.is_visible("#filters")
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    shown.page.touchscreen.tap(*shown.node("林晓"))
    shown.settled()
    assert "行长" in shown.panel()
    box = shown.page.locator("#panel").bounding_box()
    assert box
    assert box["y"] > 844 * 0.4
    shown.page.click("#filters-toggle")
    assert shown.page.is_visible("#filters")


def test_an_empty_graph_says_so(open_page: Opener) -> None:
    shown = open_page(Graph((), (), (), ()))
    assert "图中还没有实体" in shown.page.inner_text("#empty")
    assert not shown.page.is_visible("#filters")
    assert shown.faults == []


def test_hostile_text_runs_nothing_and_leads_nowhere(open_page: Opener) -> None:
    shown = open_page(graphs.hostile())
    page = shown.page
    page.click("#filters summary")
    for number in range(len(graphs.HOSTILE)):
        page.evaluate("number => yuantu.selection.entity(number)", number)
        page.evaluate("number => yuantu.selection.article(number)", number)
        page.evaluate("number => yuantu.selection.edge(number)", number)
        assert page.is_visible("#panel")
    page.fill("#search", "<")
    page.mouse.move(*shown.node(graphs.HOSTILE[0]))
    shown.settled()
    assert page.evaluate("globalThis.stolen") is None
    assert page.locator("main img, main b:not(#counts b), main script").count() == 0
    assert page.evaluate("[...document.links].every((link) => /^https?:/.test(link.protocol))")
    assert page.locator("#stage canvas").count() == 1
    assert [url.rsplit("/", 1)[-1] for url in shown.requests] == ["graph.html"]
    assert shown.faults == []


def test_long_names_do_not_break_the_page(open_page: Opener) -> None:
    shown = open_page(graphs.hostile())
    shown.page.evaluate("yuantu.selection.entity(5)")
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 1280
    panel = shown.page.evaluate(
        "() => { const e = document.querySelector('#panel'); return e.scrollWidth - e.clientWidth; }"
    )
    assert panel == 0


INJECTED = """() => {
  const script = document.createElement("script");
  script.textContent = "globalThis.stolen = 1";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='globalThis.stolen = 2'>");
}"""


def test_the_policy_stops_a_script_that_would_be_added(open_page: Opener) -> None:
    """The last line of defence holds by itself: injected code is refused by the browser."""
    shown = open_page(graphs.small())
    shown.page.evaluate(INJECTED)
    shown.settled()
    assert shown.page.evaluate("globalThis.stolen") is None
    assert any("Content Security Policy" in fault for fault in shown.faults)


def test_five_thousand_entities_open_and_answer(open_page: Opener) -> None:
    shown = open_page(graphs.large(5000))
    shown.page.fill("#search", "园区0")
    shown.page.press("#search", "Enter")
    shown.settled()
    assert shown.page.inner_text("#panel h2") == "园区0"
    assert shown.faults == []


def test_colours_follow_the_readers_scheme_at_once(open_page: Opener) -> None:
    shown = open_page(graphs.small(), color_scheme="light")
    light = rgb(load().classes["Park"].colour)
    assert light in shown.colours("之江云谷产业园")
    shown.page.emulate_media(color_scheme="dark")
    shown.settled()
    assert light not in shown.colours("之江云谷产业园")
    dot = shown.page.evaluate(
        "getComputedStyle(document.querySelector('#types [data-name=Park] .dot')).backgroundColor"
    )
    assert tuple(int(part) for part in dot[4:-1].split(",")) in shown.colours("之江云谷产业园")
    assert shown.faults == []


def test_names_appear_as_the_view_comes_nearer(open_page: Opener) -> None:
    shown = open_page(graphs.large(900))
    leaf = next(name for name in (f"公司{n}" for n in range(899, 800, -1) if n % 9) if not shown.ink_below(name))
    for _ in range(12):
        shown.page.mouse.move(*shown.node(leaf))
        shown.page.mouse.wheel(0, -240)
        shown.page.wait_for_timeout(60)
    shown.page.mouse.move(640, 10)
    shown.settled()
    assert shown.ink_below(leaf)
