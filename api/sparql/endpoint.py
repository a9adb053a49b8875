"""From a request to /sparql to its response."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.kept import KeepAnswers
from api.problems import ApiError, error_response, unexpected
from api.sparql.cache import Cache
from api.sparql.deadlines import ClientGoneError, arriving
from api.sparql.formats import not_acceptable
from api.sparql.jobs import Asked, Digested, query_digest
from api.sparql.media_types import content_type, entity_tag
from api.sparql.protocol import METHODS, SparqlRequest, header, is_bare, read_request
from api.visits import CLIENT_GONE, visit_of
from graph.errors import HrapError

PATH = "/sparql"

_ASKING = frozenset(METHODS) - {"OPTIONS"}
VARY = (b"vary", b"Accept, Accept-Encoding")
# Whoever keeps the answer has to ask whether it still holds: a new release may come any time.
KEPT = (b"cache-control", b"public, no-cache")
_VARY_UNCODED = (b"vary", b"Accept")  # to which is added whoever codes it


class SparqlFirst:
    """Answers queries at /sparql before anything of the framework, which costs more than a light query does.

    It stands right inside the edge. The framework has the same path, where it documents and describes
    the service and refuses other methods. What a query passes here is what it needs: one reading of
    the request, one task, one future, ready bytes.
    """

    def __init__(self, app: ASGIApp, cache: Cache) -> None:
        """Clients that read compressed answers get them by way of ``KeepAnswers``, as they do everywhere."""
        self._app, self._coded = app, KeepAnswers(_answer, cache)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] not in _ASKING or is_bare(scope):
            await self._app(scope, receive, send)
            return
        await (_answer if header(scope, b"accept-encoding") is None else self._coded)(scope, receive, send)


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    response: _Ready | Response
    try:
        response = _recalled(scope) or _ready(scope, *await answered(scope, receive, _asking(scope, receive)))
    except ClientGoneError:
        response = _Ready(CLIENT_GONE, [])
    except (ApiError, HrapError) as error:
        response = error_response(Request(scope), error)
    except Exception as error:
        response = unexpected(Request(scope), error)
    await response(scope, receive, send)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A response whose every byte is there."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes = b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


async def answered(scope: Scope, receive: Receive, asking: Awaitable[SparqlRequest]) -> tuple[SparqlRequest, Digested]:
    """The query that is read from a request, and its answer; both are noted in the request's visit.

    Raises ApiError or HrapError where it cannot be answered, ClientGoneError where nobody waits any more.
    """
    visit = visit_of(scope)
    try:
        asked = await asking
        visit.query = query_digest(asked.query.text)
        job = Asked(asked.query, asked.formats, visit.client, asked.timeout)
        found, visit.outcome = await visit.service.answers.answer(job, receive)
    except ClientGoneError:
        visit.outcome = "disconnected"
        raise
    except (ApiError, HrapError) as error:
        visit.outcome = error.kind.name if isinstance(error, ApiError) else type(error).__name__
        raise
    visit.kind = found.answer.kind
    if visit.outcome == "cached" and scope["method"] in ("GET", "HEAD") and scope["path"] == PATH:
        visit.service.answers.remember(scope["query_string"], header(scope, b"accept"), asked, visit.query)
    if found.answer.format is None:
        raise not_acceptable(found.answer.kind)
    return asked, found


async def respond(request: Request, asking: Awaitable[SparqlRequest], more: Mapping[str, str]) -> Response:
    """The answer to the query that is read from a request, as a response of the framework with ``more`` headers.

    Raises ApiError or HrapError where it cannot be answered.
    """
    try:
        ready = _ready(request.scope, *await answered(request.scope, request.receive, asking))
    except ClientGoneError:
        return Response(status_code=CLIENT_GONE)
    response = Response(ready.body, ready.status, more)
    response.raw_headers = [each for each in response.raw_headers if each[0] != b"content-length"] + ready.headers
    return response


def _recalled(scope: Scope) -> _Ready | None:
    """The answer to a request that came before to the letter, where it is kept."""
    if scope["method"] not in ("GET", "HEAD"):
        return None
    visit = visit_of(scope)
    known = visit.service.answers.recall(scope["query_string"], header(scope, b"accept"))
    if known is None:
        return None
    asked, visit.query, found = known
    visit.outcome, visit.kind = "cached", found.answer.kind
    return _ready(scope, asked, found)


async def _asking(scope: Scope, receive: Receive) -> SparqlRequest:
    visit = visit_of(scope)
    settings = visit.service.settings
    reading = read_request(scope, receive, settings.query_limits)
    asked = await (reading if scope["method"] in ("GET", "HEAD") else arriving(reading, settings.request_timeout))
    await visit.service.reader.check(asked.query, visit.client, receive)
    if asked.query.kind:
        asked.wanted.media_type(asked.query.kind)  # before a worker is kept busy for nothing
    return asked


def _ready(scope: Scope, asked: SparqlRequest, found: Digested) -> _Ready:
    media_type, body = asked.media_type, found.answer.body
    tag = entity_tag(found.digest, media_type)
    vary = VARY if header(scope, b"accept-encoding") is None else _VARY_UNCODED
    headers = [vary, KEPT, (b"etag", tag.encode())]
    if scope["method"] in ("GET", "HEAD") and _matches(header(scope, b"if-none-match"), tag):
        return _Ready(304, headers)
    headers += [(b"content-type", content_type(media_type)), (b"content-length", str(len(body)).encode())]
    return _Ready(200, headers, body)


def _matches(condition: str | None, tag: str) -> bool:
    if condition is None:
        return False
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in condition.split(","))
