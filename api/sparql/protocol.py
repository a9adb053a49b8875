"""The SPARQL 1.1 Protocol: a request to a query, and nothing of how it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.problems import BAD_REQUEST, UNSUPPORTED, ApiError
from api.sparql.deadlines import asked_timeout
from api.sparql.formats import Wanted, wanted
from graph.errors import QueryRefused, QueryTooLarge
from graph.queries import Query

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

_MAX_FIELDS = 1000
_EXAMPLE = "Send ?query=, such as ?query=SELECT * { ?s ?p ?o } LIMIT 10, or POST it as a form or as " + DIRECT + "."

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query, the formats its sender takes, and the seconds that it may run (None: as the service allows)."""

    query: Query
    wanted: Wanted
    timeout: float | None = None


async def read_request(request: Request, max_bytes: int) -> SparqlRequest:
    """Read a query by GET, by POSTed form or by direct POST.

    Parameters that the protocol does not know are passed over, as clients send their own.
    Raises ApiError or QueryError where the request breaks the protocol, or asks for an update.
    """
    url = _pairs(request.scope["query_string"], max_bytes)
    if request.method == "GET":
        return _request(request, _one_query(url), url, url)
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type == FORM:
        form = _pairs(await _body(request, 3 * max_bytes), max_bytes)
        return _request(request, _one_query(form), form, [*form, *url])
    if content_type == DIRECT:
        return _request(request, _text(await _body(request, max_bytes)), url, url)
    if content_type == UPDATE:
        raise _update()
    detail = f"The body is {content_type or 'of no stated type'}."
    raise ApiError(UNSUPPORTED, detail, remedy="Send it as one of these.", allowed=[FORM, DIRECT])


def _request(request: Request, text: str, dataset: Pairs, options: Pairs) -> SparqlRequest:
    query = Query(text, _all(dataset, "default-graph-uri"), _all(dataset, "named-graph-uri"))
    name = next(iter(_all(options, "format")), None)
    timeout = asked_timeout(next(iter(_all(options, "timeout")), None))
    return SparqlRequest(query, wanted(name, request.headers.get("accept")), timeout)


def _one_query(pairs: Pairs) -> str:
    if _all(pairs, "update"):
        raise _update()
    found = _all(pairs, "query")
    if len(found) != 1:
        detail = f"The request has {len(found)} queries." if found else "The request has no query."
        raise ApiError(BAD_REQUEST, detail, parameter="query", remedy=_EXAMPLE if not found else "Send one at a time.")
    return found[0]


def _all(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def _pairs(data: bytes, max_bytes: int) -> Pairs:
    """The fields of a query string or form, decoded once."""
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise ApiError(
            BAD_REQUEST, f"The parameters cannot be decoded: {error}.", remedy="Percent-encode them as UTF-8."
        ) from error
    if any(len(value) > max_bytes for _, value in pairs):
        raise _too_large(max_bytes)
    return pairs


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ApiError(BAD_REQUEST, f"Byte {error.start} of the query is not UTF-8.", remedy="Send UTF-8.") from error


async def _body(request: Request, max_bytes: int) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(data)


def _update() -> QueryRefused:
    return QueryRefused("This graph is read-only: updates are refused.", remedy="Ask with a query.")


def _too_large(max_bytes: int) -> QueryTooLarge:
    return QueryTooLarge(f"The query is longer than {max_bytes:,} bytes.", remedy="Shorten it or split it.")
