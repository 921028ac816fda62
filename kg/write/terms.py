"""Terms of RDF as Turtle tokens: prefixed names, literals, and IRIs relative to the base."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from kg.errors import YuantuError
from kg.ontology import NAMESPACE

BASE = "https://w3id.org/yuantu/"

VOCABULARIES = {
    "yt": NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
}
_FOLDERS = {"id": "id/", "st": "statement/", "obs": "observation/"}

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9.\-:]+(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?")
_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
_SPECIAL = re.compile(r'["\\\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def prefixes(base: str) -> dict[str, str]:
    """All prefixes of a written graph with their IRIs."""
    return {name: base + folder for name, folder in _FOLDERS.items()} | VOCABULARIES


def base_iri(base: str = "") -> str:
    """Return the base to write with, ending in a slash; the default for an empty one; raise for what is no such IRI."""
    if not base:
        return BASE
    if not _ABSOLUTE.fullmatch(base):
        raise YuantuError(f"--base {base!r} is no absolute IRI such as https://example.org/graph/")
    return base if base.endswith("/") else base + "/"


def text(value: str) -> str:
    """A Chinese literal."""
    return f"{plain(value)}@zh"


def plain(value: str) -> str:
    """A string literal; what no store can hold (control characters, lone surrogates, non-characters) is dropped."""
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], ""), value)
    return f'"{value}"'


def day(value: date) -> str:
    """A date literal."""
    return f'"{value.isoformat()}"^^xsd:date'


def number(value: Decimal) -> str:
    """A number without trailing zeros: an integer where it is whole, else a decimal."""
    return format(value.normalize(), "f") if value else "0"


def probability(value: float) -> str:
    """A decimal with up to four digits."""
    digits = f"{value:.4f}".rstrip("0")
    return f"{digits}0" if digits.endswith(".") else digits


def url(address: str) -> str:
    """A web address as IRI, with other scripts percent-encoded; as a string where it cannot be one."""
    encoded = quote(address, safe="%/:?#@!$&'()*+,;=~-._", errors="replace")
    return f"<{encoded}>" if _URL.fullmatch(encoded) else plain(address)


def expand(token: str, names: dict[str, str], base: str) -> str:
    """A token of this module in N-Triples form."""
    first = token[0]
    if first == '"':
        value, mark, datatype = token.rpartition("^^")
        return (
            f"{value}^^{expand(datatype, names, base)}" if mark and ":" in datatype and '"' not in datatype else token
        )
    if first == "<":
        return token if "://" in token else f"<{base}{token[1:]}"
    if first in "-0123456789":
        return f'"{token}"^^<{names["xsd"]}{"decimal" if "." in token else "integer"}>'
    prefix, _, local = ("rdf", "", "type") if token == "a" else token.partition(":")
    return f"<{names[prefix]}{local}>"
