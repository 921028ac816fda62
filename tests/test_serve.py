"""The endpoint: it speaks the SPARQL protocol, pages long answers, and stands the attacks that it must stand."""

import csv
import http.client
import io
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlencode

import pytest
from lxml import etree
from rdflib import Graph as Rdf

from kg import query, questions
from kg.errors import YuantuError
from kg.serve import Limits, serve
from kg.write import turtle
from tests.extractions import full
from tests.test_query import ATTACKS

LIMITS = Limits(seconds=8, rows=50, query=5_000, workers=2, memory=2 << 30)
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "graph.ttl"
    turtle.write(full(), path)
    return path


@pytest.fixture(scope="module")
def port(path: Path) -> Iterator[int]:
    page = path.with_suffix(".html")
    page.write_text("<title>the page</title>")
    with serve(path, page=page, port=0, limits=LIMITS) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def call(port: int, method: str, target: str, body: bytes | None = None, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def get(port: int, sparql: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
    return call(port, "GET", f"/sparql?{urlencode({'query': sparql, **more})}", Accept=accept)


def post(port: int, sparql: str, accept: str = "*/*") -> Answer:
    return call(port, "POST", "/sparql", sparql.encode(), Content_Type="application/sparql-query", Accept=accept)


def test_get_and_both_kinds_of_post_answer_alike(port: int) -> None:
    sparql = questions.load()["people"].sparql
    form = urlencode({"query": sparql}).encode()
    posted = call(port, "POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded")
    bodies = {get(port, sparql)[2], post(port, sparql)[2], posted[2]}
    assert len(bodies) == 1
    (row,) = json.loads(bodies.pop())["results"]["bindings"]
    assert row["person"] == {"type": "literal", "value": "林知远", "xml:lang": "zh"}


def test_shipped_questions_answer_as_rdflib_does(port: int, path: Path) -> None:
    graph = query.load(path, engine="rdflib")
    for question in questions.load().values():
        if not question.required:
            status, _, body = get(port, question.sparql, "text/csv")
            expected = query.ask(graph, question.sparql)
            assert status == 200
            assert len(list(csv.reader(io.StringIO(body.decode())))) - 1 == min(LIMITS.rows, len(expected.bindings))


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("*/*", "application/sparql-results+json"),
        ("text/html, text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/*", "application/sparql-results+json"),
        ("text/csv;q=0, application/json", "application/json"),
    ],
)
def test_the_client_chooses_the_form(accept: str, kind: str, port: int) -> None:
    status, headers, body = get(port, "SELECT ?s WHERE { ?s a <https://schema.org/NewsArticle> }", accept)
    assert (status, headers["Content-Type"]) == (200, kind)
    read = {"json": lambda b: len(json.loads(b)["results"]["bindings"]), "xml": lambda b: len(etree.fromstring(b)[1])}
    form = next((f for f in read if kind.endswith(f)), None)
    assert (read[form](body) if form else body.count(b"\n") - 1) == 3


def test_triples_come_as_turtle_and_yes_or_no_as_json(port: int) -> None:
    made = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"
    status, headers, body = get(port, made, "text/turtle")
    assert (status, headers["Content-Type"]) == (200, "text/turtle")
    assert len(Rdf().parse(data=body, format="turtle")) == LIMITS.rows
    assert json.loads(get(port, "ASK { ?s ?p ?o }")[2])["boolean"] is True
    assert get(port, made, "text/csv")[0] == 406
    assert get(port, "ASK { ?s ?p ?o }", "image/png")[0] == 406


def test_long_answers_come_in_pages(port: int, path: Path) -> None:
    target, found = f"/sparql?{urlencode({'query': ALL})}", 0
    while target:
        status, headers, body = call(port, "GET", target, Accept="application/sparql-results+json")
        rows = len(json.loads(body)["results"]["bindings"])
        assert status == 200
        assert rows <= LIMITS.rows
        found += rows
        link = re.fullmatch(r'<(/sparql\?[^>]+)>; rel="next"', headers.get("Link", ""))
        target = link[1] if link else ""
    assert found == len(Rdf().parse(path))


def test_the_page_the_editor_and_the_questions(port: int) -> None:
    assert b"the page" in call(port, "GET", "/")[2]
    status, headers, body = call(port, "GET", "/query")
    assert status == 200
    assert b"<script>" not in body
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert b"innerHTML" not in call(port, "GET", "/editor.js")[2]
    assert len(json.loads(call(port, "GET", "/questions.json")[2])) >= 20
    assert call(port, "HEAD", "/query")[2] == b""


@pytest.mark.parametrize("sparql", ATTACKS)
def test_attacks_are_refused(sparql: str, port: int) -> None:
    for status, _, body in (get(port, sparql), post(port, sparql)):
        assert status == 400
        assert b"passwd" not in body.replace(b"etc/passwd", b"")


@pytest.mark.parametrize("field", ["update", "default-graph-uri", "named-graph-uri", "using-graph-uri"])
def test_the_protocol_s_other_doors_are_shut(field: str, port: int) -> None:
    assert get(port, ALL, **{field: "file:///etc/passwd"})[0] == 403
    form = urlencode({"query": ALL, field: "x"}).encode()
    assert call(port, "POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded")[0] == 403


def test_nothing_can_be_written(port: int) -> None:
    update = b"INSERT DATA { <x:s> <x:p> <x:o> }"
    assert call(port, "POST", "/sparql", update, Content_Type="application/sparql-update")[0] == 403
    assert call(port, "POST", "/sparql", b"<x:s> <x:p> <x:o> .", Content_Type="text/turtle")[0] == 415
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert call(port, method, "/sparql")[0] in (405, 501)
    assert json.loads(get(port, "ASK { <x:s> ?p ?o }")[2])["boolean"] is False


@pytest.mark.parametrize(
    "target", ["/../../etc/passwd", "/%2e%2e/etc/passwd", "/editor.js/../server.py", "//etc/passwd", "/server.py"]
)
def test_no_file_can_be_read(target: str, port: int) -> None:
    status, _, body = call(port, "GET", target)
    assert status == 404
    assert b"root:" not in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""])
def test_another_name_for_this_machine_is_refused(host: str, port: int) -> None:
    assert call(port, "GET", f"/sparql?query={quote(ALL)}", Host=host)[0] == 403


def test_long_queries_are_refused(port: int) -> None:
    long = f"SELECT * WHERE {{ ?s ?p '{'x' * LIMITS.query}' }}"
    assert get(port, long)[0] == 413
    assert post(port, long)[0] == 413
    assert (
        call(port, "POST", "/sparql", b"x", Content_Type="application/sparql-query", Content_Length="99999999")[0]
        == 413
    )
    assert call(port, "POST", "/sparql", b"\xff", Content_Type="application/sparql-query")[0] == 400


def test_deep_queries_are_refused_and_the_endpoint_lives_on(port: int) -> None:
    for deep in (
        "SELECT * WHERE " + "{" * 1000 + "?s ?p ?o" + "}" * 1000,
        "ASK { FILTER(" + "(" * 2000 + "1" + ")" * 2000 + ") }",
    ):
        assert get(port, deep)[0] in (400, 503)
    assert get(port, "ASK { ?s ?p ?o }")[0] == 200


def test_slow_queries_are_stopped_and_the_endpoint_lives_on(path: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (STR(?a) > STR(?l)) }"
    with serve(path, port=0, limits=Limits(seconds=3, workers=1)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert get(server.server_port, "ASK { ?s ?p ?o }")[0] == 200
        started = time.monotonic()
        status, _, body = get(server.server_port, slow)
        assert (status, time.monotonic() - started < 20) == (503, True)
        assert b"more than 3 seconds" in body
        for _ in range(5):
            if get(server.server_port, "ASK { ?s ?p ?o }")[0] == 200:
                break
        else:
            pytest.fail("no answer after a stopped query")
        server.shutdown()


def test_memory_hogs_are_stopped(path: Path) -> None:
    hog = "SELECT ?x WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) } ORDER BY ?x"
    with serve(path, port=0, limits=Limits(seconds=30, workers=1, memory=300 << 20)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert get(server.server_port, hog)[0] == 503
        server.shutdown()


def test_silent_and_broken_clients_do_not_hold_it_up(port: int) -> None:
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    lines[0].sendall(b"\x16\x03\x01\x00\x00garbage\r\n\r\n")
    lines[1].sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n")
    lines[2].sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nshort")
    assert get(port, "ASK { ?s ?p ?o }")[0] == 200
    for line in lines:
        line.close()


def test_a_bad_page_number_or_query_field_is_told(port: int) -> None:
    assert get(port, ALL, page="x")[0] == 400
    assert get(port, ALL, page="99999999")[0] == 400
    assert call(port, "GET", "/sparql")[0] == 400
    assert call(port, "GET", "/sparql?query=a&query=b")[0] == 400


def test_what_cannot_be_served_is_one_clear_error(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("nonsense")
    for path in (bad, tmp_path / "absent.ttl", tmp_path / "graph.rdf"):
        with pytest.raises(YuantuError, match=path.name), serve(path, port=0):
            pass
