"""The page as a file: what is in it, what cannot be in it, and where nodes stand."""

import json
import re
from dataclasses import replace
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from kg.model import Graph
from kg.ontology import load
from kg.write.html import render, write
from kg.write.layout import positions, radius
from tests import graphs

VOCABULARY = load()
EMPTY = Graph((), (), (), ())


def element(page: str, name: str) -> object:
    """The value of one JSON element of a page."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found.group(1))


def test_same_graph_gives_same_bytes(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        write(graphs.small(), tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_nothing_is_left_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(graphs.small(), Path("graph.html"))
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


def test_every_node_is_drawn_with_its_name_type_and_place() -> None:
    nodes = element(render(graphs.small(), vocabulary=VOCABULARY), "nodes")
    assert isinstance(nodes, list)
    assert [node["label"] for node in nodes] == [entity.name for entity in graphs.small().entities]
    assert [node["group"] for node in nodes] == [entity.type for entity in graphs.small().entities]
    assert len({(node["x"], node["y"]) for node in nodes}) == len(nodes)


def test_no_label_is_blank() -> None:
    nodes = element(render(graphs.hostile(), vocabulary=VOCABULARY), "nodes")
    assert isinstance(nodes, list)
    assert all(node["label"].strip() for node in nodes)


def test_facts_between_two_entities_share_an_edge() -> None:
    edges = element(render(graphs.small(), vocabulary=VOCABULARY), "edges")
    assert isinstance(edges, list)
    assert [edge["facts"] for edge in edges] == [[0], [1, 2], [3], [4, 5]]
    assert [edge["arrows"] for edge in edges] == ["to", "from", "to", "from,to"]


def test_an_edge_is_dashed_where_all_its_facts_are_planned() -> None:
    graph = graphs.small()
    planned = replace(graph, statements=graph.statements[2:3])
    edges = element(render(planned, vocabulary=VOCABULARY), "edges")
    assert isinstance(edges, list)
    assert [edge["dashes"] for edge in edges] == [True]


def test_facts_carry_quote_article_time_role_and_confidence() -> None:
    graph = graphs.small()
    payload = element(render(graph, vocabulary=VOCABULARY), "payload")
    assert isinstance(payload, dict)
    quotes = [[payload["quotes"][q] for q, _ in fact["evidence"]] for fact in payload["statements"]]
    assert quotes == [[[int(e.article[1]) - 1, e.quote] for e in s.evidence] for s in graph.statements]
    assert payload["statements"][1]["time"] == "2021-09-06"
    assert payload["statements"][1]["confidence"] == 0.87
    assert payload["statements"][2]["planned"] is True
    assert payload["statements"][3]["role"] == "行长"
    assert payload["articles"][0]["url"] == "https://news.example/1"
    assert [o["value"] for o in payload["observations"]] == ["12000", "8.5", "3100000000"]


def test_types_carry_both_labels_and_a_colour_of_the_vocabulary() -> None:
    payload = element(render(graphs.small(), vocabulary=VOCABULARY), "payload")
    assert isinstance(payload, dict)
    used = {entity.type for entity in graphs.small().entities}
    assert set(payload["types"]) == used
    for name, term in payload["types"].items():
        assert term["label"] == dict(VOCABULARY.classes[name].label)
        assert re.fullmatch("#[0-9a-f]{6}", term["colour"])


def test_policy_allows_only_what_is_in_the_page() -> None:
    page = render(graphs.small(), vocabulary=VOCABULARY)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    assert policy
    assert policy.group(1).startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy.group(1)
    markup = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    assert not re.search(r"\s(?:src|href|style|on\w+)=", markup)


def test_hostile_text_stays_inside_its_json_element() -> None:
    plain = render(graphs.small(), vocabulary=VOCABULARY)
    page = render(graphs.hostile(), vocabulary=VOCABULARY)
    assert page.count("<script") == plain.count("<script")
    assert page.count("</script") == plain.count("</script")
    assert "stolen" not in re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    for unsafe in "\u2028\u2029":
        assert unsafe not in page


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    write(graphs.hostile(), tmp_path / "graph.html")
    page = (tmp_path / "graph.html").read_text("utf-8")
    assert "坏\ufffd名\ufffd" in page


def test_an_empty_graph_is_a_page() -> None:
    page = render(EMPTY, vocabulary=VOCABULARY)
    assert element(page, "nodes") == []
    assert 'id="empty"' in page


def test_scripts_of_the_page_are_small_files() -> None:
    for path in (Path(graphs.__file__).parent.parent / "kg" / "write" / "page").iterdir():
        assert len(path.read_text("utf-8").splitlines()) < 300, path.name


class TestLayout:
    def test_nodes_do_not_overlap(self) -> None:
        graph = graphs.large(400)
        edges = [(int(s.subject[1:]), int(s.object[1:])) for s in graph.statements]
        radii = [radius(sum(n in edge for edge in edges)) for n in range(400)]
        places = positions(radii, edges)
        distance = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
        room = np.add.outer(radii, radii)
        np.fill_diagonal(distance, np.inf)
        assert (distance < room).mean() < 0.0005

    def test_linked_nodes_are_nearer_than_others(self) -> None:
        rings = [(n, (n + 1) % 40) for n in range(40)]
        places = positions([5.0] * 40, rings)
        linked = np.mean([np.hypot(*(places[a] - places[b])) for a, b in rings])
        opposite = np.mean([np.hypot(*(places[n] - places[(n + 20) % 40])) for n in range(40)])
        assert linked * 3 < opposite

    def test_parts_do_not_cover_each_other(self) -> None:
        stars = [(10 * star, 10 * star + leaf) for star in range(12) for leaf in range(1, 10)]
        places = positions([6.0] * 120, stars).reshape(12, 10, 2)
        centres, reach = places.mean(axis=1), 0.0
        for star in range(12):
            reach = max(reach, float(np.hypot(*(places[star] - centres[star]).T).max()))
        apart = np.hypot(*(centres[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
        np.fill_diagonal(apart, np.inf)
        assert apart.min() > reach

    @pytest.mark.parametrize("count", [0, 1, 2, 3, 50])
    def test_any_number_of_single_nodes(self, count: int) -> None:
        places = positions([5.0] * count, [])
        assert places.shape == (count, 2)
        assert len({tuple(place) for place in places.tolist()}) == count

    def test_a_loop_is_no_edge(self) -> None:
        assert np.isfinite(positions([5.0, 5.0], [(0, 0), (0, 1)])).all()

    def test_places_do_not_change(self) -> None:
        edges = [(n, n * n % 50) for n in range(50)]
        assert (positions([5.0] * 50, edges) == positions([5.0] * 50, edges)).all()


def test_a_large_graph_takes_time_in_proportion() -> None:
    """Ten times the nodes take some ten times as long: pyvis alone would take a hundred times."""

    def cost(count: int) -> float:
        graph = graphs.large(count)
        begin = process_time()
        render(graph, vocabulary=VOCABULARY)
        return process_time() - begin

    cost(500)
    assert cost(8000) < 16 * max(cost(1000), 0.25)
