"""Loading into real stores, started here on loopback; they count and answer as rdflib does."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from rdflib import Graph as Rdf

from kg import questions
from kg.errors import YuantuError
from kg.load import Store, load
from kg.write import quads, turtle
from tests.extractions import full

GRAPH = "https://kg.example/graph/今天"
OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
VIRTUOSO = shutil.which("virtuoso-t")

INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[Client]
[SPARQL]
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("load") / "graph.ttl"
    turtle.write(full(), path)
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "server.log").read_text("utf-8", "replace")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not OXIGRAPH:
        pytest.skip("the Oxigraph server is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("oxigraph")
    with running([OXIGRAPH, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], port, folder):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not VIRTUOSO:
        pytest.skip("Virtuoso is not installed")
    http, sql, folder = free_port(), free_port(), tmp_path_factory.mktemp("virtuoso")
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, http=http, sql=sql))
    with running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], http, folder):
        yield f"http://127.0.0.1:{http}"


def answers(endpoint: str, sparql: str, graph: str) -> list[tuple[str, ...]]:
    asked = {"query": sparql} | ({"default-graph-uri": graph} if graph else {})
    accept = {"Accept": "application/sparql-results+json"}
    request = urllib.request.Request(f"{endpoint}?{urllib.parse.urlencode(asked)}", headers=accept)
    with urllib.request.urlopen(request, timeout=60) as answer:
        data = json.load(answer)
    return [tuple(row.get(v, {}).get("value", "") for v in data["head"]["vars"]) for row in data["results"]["bindings"]]


def local(path: Path, sparql: str) -> list[tuple[str, ...]]:
    return [tuple("" if value is None else str(value) for value in row) for row in Rdf().parse(path).query(sparql)]


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ASKED = ["people", "come-true", "industries", "partners", "settled", "hubs"]


def test_oxigraph_counts_and_answers_as_rdflib(oxigraph: str, path: Path) -> None:
    sent = list[tuple[int, int]]()
    load(
        Store(endpoint=f"{oxigraph}/store"), path, graph=GRAPH, progress=lambda done, total: sent.append((done, total))
    )
    size = path.stat().st_size
    assert sent[-1] == (size, size)
    for sparql in (COUNT, *(questions.load()[name].sparql for name in ASKED)):
        assert sorted(answers(f"{oxigraph}/query", sparql, GRAPH)) == sorted(local(path, sparql))


def test_loading_again_replaces_and_adding_adds(oxigraph: str, path: Path, tmp_path: Path) -> None:
    store, one = Store(endpoint=f"{oxigraph}/store"), tmp_path / "one.ttl"
    one.write_text("<x:s> <x:p> <x:o> .")
    for _ in range(2):
        load(store, path)
    count = int(local(path, COUNT)[0][0])
    assert answers(f"{oxigraph}/query", COUNT, "") == [(str(count),)]
    load(store, one, add=True)
    assert answers(f"{oxigraph}/query", COUNT, "") == [(str(count + 1),)]
    load(store, one)
    assert answers(f"{oxigraph}/query", COUNT, "") == [("1",)]


def test_quads_keep_their_graphs(oxigraph: str, tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    quads.write_nquads(full(), path)
    store = Store(endpoint=f"{oxigraph}/store")
    load(store, path, add=True)
    graphs = answers(
        f"{oxigraph}/query", "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a <https://schema.org/NewsArticle> } }", ""
    )
    assert len(set(graphs) - {(GRAPH,)}) >= 3
    with pytest.raises(YuantuError, match="names its own graphs"):
        load(store, path, graph=GRAPH)


def test_a_store_that_refuses_says_why(oxigraph: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<x:s> <x:p> nonsense")
    with pytest.raises(YuantuError, match="answers 400"):
        load(Store(endpoint=f"{oxigraph}/store"), bad)


def test_virtuoso_counts_and_answers_as_rdflib(virtuoso: str, path: Path) -> None:
    store = Store(endpoint=f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="dba")
    graph = "https://kg.example/graph"
    load(store, path, graph=graph)
    for sparql in (COUNT, *(questions.load()[name].sparql for name in ("people", "industries", "hubs"))):
        assert sorted(answers(f"{virtuoso}/sparql", sparql, graph)) == sorted(local(path, sparql))


def test_virtuoso_refuses_a_wrong_password(virtuoso: str, path: Path) -> None:
    store = Store(endpoint=f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="wrong")
    with pytest.raises(YuantuError, match="answers 401"):
        load(store, path, graph="https://kg.example/graph")


class Scripted(BaseHTTPRequestHandler):
    """Answers with the codes of a list, one after the other, and keeps what it was sent."""

    codes: list[int]
    seen: list[tuple[str, str, str | None, bytes]]

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.command, self.path, self.headers.get("Authorization"), body))
        self.send_response(self.codes.pop(0))
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    do_POST = do_PUT  # noqa: N815

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def scripted(*codes: int) -> Iterator[tuple[str, list[tuple[str, str, str | None, bytes]]]]:
    handler = type("Handler", (Scripted,), {"codes": list(codes), "seen": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/store", handler.seen
    finally:
        server.shutdown()
        server.server_close()


def test_a_busy_store_is_asked_again(path: Path) -> None:
    with scripted(503, 429, 204) as (endpoint, seen):
        load(Store(endpoint=endpoint, pause=0.01), path, graph=GRAPH, add=True)
    assert [(command, body == path.read_bytes()) for command, _, _, body in seen] == [("POST", True)] * 3
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(seen[0][1]).query) == {"graph": [GRAPH]}


@pytest.mark.parametrize("code", [301, 307, 400, 401, 403, 404])
def test_a_refusal_is_not_repeated(code: int, path: Path) -> None:
    with scripted(code, 204) as (endpoint, seen), pytest.raises(YuantuError, match=f"answers {code}"):
        load(Store(endpoint=endpoint, pause=0.01), path)
    assert len(seen) == 1


def test_it_gives_up_in_the_end(path: Path) -> None:
    with scripted(503, 503, 503) as (endpoint, seen), pytest.raises(YuantuError, match="answers 503"):
        load(Store(endpoint=endpoint, retries=2, pause=0.01), path)
    assert len(seen) == 3


def test_a_login_is_sent_at_once(path: Path) -> None:
    with scripted(204) as (endpoint, seen):
        load(Store(endpoint=endpoint, user="甲", password="p:w"), path)
    assert seen[0][2] == "Basic 55SyOnA6dw=="


def test_no_store_no_file_no_address(path: Path, tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/store"
    with pytest.raises(YuantuError, match="cannot be reached"):
        load(Store(endpoint=nowhere, retries=1, pause=0.01), path)
    with pytest.raises(YuantuError, match="No such file"):
        load(Store(endpoint=nowhere), tmp_path / "absent.ttl")
    with pytest.raises(YuantuError, match="can be loaded"):
        load(Store(endpoint=nowhere), tmp_path / "graph.rdf")
    for endpoint in ("file:///etc", "ftp://x/y", "nonsense", "http://"):
        with pytest.raises(YuantuError, match="no http address"):
            load(Store(endpoint=endpoint), path)
