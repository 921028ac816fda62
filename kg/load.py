"""load: a written graph into a triple store, over the SPARQL 1.1 Graph Store HTTP Protocol."""

import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlsplit

from kg.errors import YuantuError

_TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
}
_QUADS = frozenset({".nq", ".trig"})
_PIECE = 1 << 18
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
"""Answers after which it makes sense to try again."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A graph store: its endpoint, and the user to log in as (basic or digest, whatever the store asks for)."""

    endpoint: str
    user: str = ""
    password: str = ""
    timeout: float = 300.0
    retries: int = 3
    pause: float = 1.0
    """Seconds before the second attempt; doubled before each further one."""


def load(
    store: Store,
    path: Path,
    *,
    graph: str = "",
    add: bool = False,
    progress: Progress = lambda done, total: None,
) -> None:
    """Put the file into a named graph, the default one without `graph`; it replaces what is there, unless `add`.

    `progress` gets the bytes sent and their total. A refusal and an unreachable store raise with one clear line.
    """
    if path.suffix.lower() not in _TYPES:
        raise YuantuError(f"{path}: only {', '.join(_TYPES)} can be loaded")
    address = _address(store, path, graph)
    for attempt in range(store.retries + 1):
        try:
            with _send(store, address, path, "POST" if add else "PUT", progress):
                return
        except urllib.error.HTTPError as fault:
            if fault.code not in _BUSY or attempt == store.retries:
                raise YuantuError(f"{store.endpoint} answers {fault.code} {fault.reason}{_told(fault)}") from fault
        except (OSError, HTTPException) as fault:
            if attempt == store.retries:
                raise YuantuError(f"{store.endpoint} cannot be reached: {getattr(fault, 'reason', fault)}") from fault
        time.sleep(store.pause * 2**attempt)


def _send(store: Store, address: str, path: Path, method: str, progress: Progress) -> HTTPResponse:
    body = _Body(path, progress)
    headers = {"Content-Type": _TYPES[path.suffix.lower()], "Content-Length": str(body.total)}
    request = urllib.request.Request(address, data=body, headers=headers, method=method)
    if store.user:
        _authorize(request, store)
    answer: HTTPResponse = _OPENER.open(request, timeout=store.timeout)
    return answer


class _Body:
    """A file's bytes in pieces; every attempt starts anew."""

    def __init__(self, path: Path, progress: Progress) -> None:
        try:
            self.total = path.stat().st_size
        except OSError as fault:
            raise YuantuError(f"{path}: {fault.strerror}") from fault
        self.path, self.progress = path, progress

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        with self.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
                sent += len(piece)
                self.progress(sent, self.total)


def _address(store: Store, path: Path, graph: str) -> str:
    parts = urlsplit(store.endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise YuantuError(f"{store.endpoint!r} is no http address")
    if path.suffix.lower() in _QUADS:
        if graph:
            raise YuantuError(f"{path} names its own graphs: leave the graph out")
        return store.endpoint
    mark = "&" if parts.query else "?"
    return f"{store.endpoint}{mark}{'graph=' + quote(graph, safe='') if graph else 'default'}"


def _authorize(request: urllib.request.Request, store: Store) -> None:
    """Log in before the file is sent: stores that ask in the middle of it cut the connection."""
    try:
        _OPENER.open(urllib.request.Request(request.full_url, method="HEAD"), timeout=store.timeout).close()
        challenge = ""
    except urllib.error.HTTPError as fault:
        challenge = fault.headers.get("WWW-Authenticate", "") if fault.code == 401 else ""
    if challenge.lower().startswith("digest "):
        users = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        users.add_password(None, request.full_url, store.user, store.password)
        asked = urllib.request.parse_keqv_list(urllib.request.parse_http_list(challenge.partition(" ")[2]))
        answer = urllib.request.HTTPDigestAuthHandler(users).get_authorization(request, asked)
        request.add_unredirected_header("Authorization", f"Digest {answer}")
    else:
        pair = b64encode(f"{store.user}:{store.password}".encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {pair}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would send login and data elsewhere."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def _told(fault: urllib.error.HTTPError) -> str:
    """The beginning of the store's own words."""
    words = " ".join(fault.read(400).decode("utf-8", "replace").split())
    return f": {words}" if words else ""
