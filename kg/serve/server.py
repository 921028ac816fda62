"""The HTTP side of `kg serve`: the page, the query editor, and the SPARQL 1.1 protocol for reading."""

import ipaddress
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pyoxigraph as ox

from kg import questions
from kg.errors import YuantuError
from kg.ontology import DEFAULT
from kg.serve.answer import SOLUTIONS, TRIPLES, Answer, Asked, refused
from kg.serve.workers import Workers

_FILES = {
    "/query": ("editor.html", "text/html; charset=utf-8"),
    "/editor.js": ("editor.js", "text/javascript; charset=utf-8"),
    "/editor.css": ("editor.css", "text/css; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'"
)
_REFUSED = {
    "update": "this endpoint only reads",
    "using-graph-uri": "this endpoint only reads",
    "default-graph-uri": "this endpoint has one graph",
    "named-graph-uri": "this endpoint has one graph",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may cost: seconds, bytes of memory and of its own text; rows a page; queries at a time."""

    seconds: float = 20.0
    memory: int = 4 << 30
    query: int = 100_000
    rows: int = 10_000
    workers: int = 2


@dataclass(frozen=True, slots=True)
class _Site:
    workers: Workers
    limits: Limits
    page: bytes | None
    questions: bytes
    hosts: frozenset[str] | None


@contextmanager
def serve(
    graph: Path,
    *,
    page: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    ontology: Path = DEFAULT,
    limits: Limits | None = None,
) -> Iterator[ThreadingHTTPServer]:
    """Give a server that is ready for `serve_forever`; it ends with the context.

    `page` is the graph.html to show at /. On a loopback address only requests to a loopback name are answered, so
    that no web page can reach the endpoint under a name of its own.
    """
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="yuantu-") as folder:
        _fill(Path(folder), graph)
        workers = Workers(Path(folder), count=limits.workers, memory=limits.memory)
        try:
            site = _Site(workers, limits, _bytes(page), _listed(ontology), _hosts(host))
            with ThreadingHTTPServer((host, port), partial(_Handler, site)) as server:
                yield server
        finally:
            workers.end()


def _fill(folder: Path, graph: Path) -> None:
    if graph.suffix.lower() not in (".ttl", ".nt"):
        raise YuantuError(f"{graph}: only .ttl and .nt can be served")
    try:
        store = ox.Store(str(folder))
        store.bulk_load(path=str(graph))
        store.flush()
    except (OSError, SyntaxError) as fault:
        raise YuantuError(f"{graph}: {fault}") from fault


def _bytes(page: Path | None) -> bytes | None:
    return page.read_bytes() if page else None


def _listed(ontology: Path) -> bytes:
    """The shipped questions for the editor; parameters become free variables there."""
    found = questions.load(ontology).values()
    return json.dumps([{"name": q.name, "label": dict(q.label), "sparql": q.sparql} for q in found]).encode()


def _hosts(host: str) -> frozenset[str] | None:
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    return frozenset({"localhost", "127.0.0.1", "::1", host}) if loopback else None


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "yuantu", ""
    timeout = 30

    def __init__(self, site: _Site, *arguments: object) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """The page, the editor and its files, the questions, or a query in the address."""
        parts = urlsplit(self.path)
        if not self._welcome():
            return
        if parts.path == "/sparql":
            self._query(parse_qs(parts.query, keep_blank_values=True, max_num_fields=20))
        elif parts.path == "/questions.json":
            self._send(Answer(200, "application/json", self.site.questions))
        elif parts.path == "/" and self.site.page is not None:
            self._send(Answer(200, "text/html; charset=utf-8", self.site.page), policy="")
        elif (name := "/query" if parts.path == "/" else parts.path) in _FILES:
            file, kind = _FILES[name]
            self._send(Answer(200, kind, files("kg.serve").joinpath(file).read_bytes()))
        else:
            self._send(refused(404, "nothing here"))

    def do_HEAD(self) -> None:
        """The head of what GET gives."""
        self.do_GET()

    def do_POST(self) -> None:
        """A query as a form or as it is."""
        if not self._welcome():
            return
        body = self._body()
        if body is None:
            return
        kind = (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        parts = urlsplit(self.path)
        asked = parse_qs(parts.query, keep_blank_values=True, max_num_fields=20)
        if parts.path != "/sparql":
            self._send(refused(404, "nothing here"))
        elif kind == "application/sparql-query":
            self._query(asked | {"query": [body]})
        elif kind == "application/x-www-form-urlencoded":
            self._query(asked | parse_qs(body, keep_blank_values=True, max_num_fields=20))
        elif kind == "application/sparql-update":
            self._send(refused(403, "this endpoint only reads"))
        else:
            self._send(refused(415, "send application/sparql-query or a form"))

    def _welcome(self) -> bool:
        """Only names of this machine: a web page elsewhere can point its own name at 127.0.0.1."""
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if self.site.hosts is not None and name not in self.site.hosts:
            self.close_connection = True
            self._send(refused(403, "this endpoint answers on this machine alone"))
            return False
        return True

    def _body(self) -> str | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > 3 * self.site.limits.query:
            self.close_connection = True
            self._send(
                refused(413 if length.isdecimal() else 411, "the query is too long, or does not say how long it is")
            )
            return None
        try:
            return self.rfile.read(int(length)).decode("utf-8")
        except UnicodeDecodeError:
            self._send(refused(400, "the query is not UTF-8"))
            return None

    def _query(self, asked: dict[str, list[str]]) -> None:
        for name, why in _REFUSED.items():
            if name in asked:
                self._send(refused(403, why))
                return
        given, page = asked.get("query", []), asked.get("page", ["0"])[0]
        if len(given) != 1 or not (page.isdecimal() and len(page) < 7):
            self._send(refused(400, "give exactly one query, and a page number or none"))
        elif len(given[0]) > self.site.limits.query:
            self._send(refused(413, "the query is too long"))
        else:
            wish = Asked(given[0], self._accepted(), int(page), self.site.limits.rows)
            self._send(self.site.workers.ask(wish, self.site.limits.seconds), following=(given[0], int(page) + 1))

    def _accepted(self) -> tuple[str, ...]:
        """The media types that the client accepts and we can write, the most wanted first."""
        ours, wanted = (*SOLUTIONS, *TRIPLES), list[tuple[float, int, str]]()
        for place, part in enumerate((self.headers.get("Accept") or "*/*")[:1000].split(",")):
            kind, _, quality = part.strip().partition(";")
            weight = _weight(quality)
            matching = [o for o in ours if kind in ("*/*", o) or (kind.endswith("/*") and o.startswith(kind[:-1]))]
            wanted.extend((-weight, place * len(ours) + ours.index(o), o) for o in matching if weight > 0)
        return tuple(dict.fromkeys(kind for *_, kind in sorted(wanted)))

    def _send(self, answer: Answer, *, following: tuple[str, int] | None = None, policy: str = _POLICY) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        if answer.more and following:
            sparql, page = following
            self.send_header("Link", f'</sparql?{urlencode({"query": sparql, "page": page})}>; rel="next"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    log_message: Callable[..., None] = staticmethod(lambda *_: None)


def _weight(quality: str) -> float:
    try:
        return float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        return 1.0
