"""From a request to /sparql to its response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import ApiError, error_response
from api.sparql.deadlines import ClientGoneError, arriving, while_connected
from api.sparql.formats import not_acceptable
from api.sparql.jobs import Asked, Digested
from api.sparql.protocol import SparqlRequest, is_bare, read_request
from api.visits import visit_of
from graph.errors import HrapError

PATH = "/sparql"

Shape = Callable[[Request, SparqlRequest, Digested], Response]

_CLIENT_GONE = 499  # the customary status, in the log only, for a request whose client did not wait


class SparqlFirst:
    """Answers /sparql before the framework's routing, which costs more than a light query does.

    The framework has the same path, where it documents and describes the service and refuses other methods.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] not in ("GET", "POST", "QUERY"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        if is_bare(request):
            await self._app(scope, receive, send)
            return
        try:
            response = await answer(request)
        except (ApiError, HrapError) as error:
            response = error_response(request, error)
        await response(scope, receive, send)


async def answer(request: Request) -> Response:
    """Answer a query. Raises ApiError or HrapError where it cannot be answered."""
    settings = visit_of(request.scope).service.settings
    reading = read_request(request, settings.query_limits)
    return await respond(request, reading if request.method == "GET" else arriving(reading, settings.request_timeout))


async def respond(request: Request, asking: Awaitable[SparqlRequest], shape: Shape | None = None) -> Response:
    """Answer the query that is read from a request; ``shape`` makes something else of the answer than itself.

    Raises ApiError or HrapError where it cannot be answered.
    """
    visit = visit_of(request.scope)
    service = visit.service
    try:
        asked = await asking
        visit.query = blake2b(asked.query.text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        job = Asked(asked.query, asked.formats, visit.client, asked.timeout)
        found, visit.outcome = await while_connected(request, service.answers.answer(job))
    except ClientGoneError:
        visit.outcome = "disconnected"
        return Response(status_code=_CLIENT_GONE)
    except (ApiError, HrapError) as error:
        visit.outcome = error.kind.name if isinstance(error, ApiError) else type(error).__name__
        raise
    visit.kind = found.answer.kind
    return (shape or _response)(request, asked, found)


def _response(request: Request, asked: SparqlRequest, found: Digested) -> Response:
    if found.answer.format is None:
        raise not_acceptable(found.answer.kind)
    media_type = asked.media_type
    tag = f'"{found.digest}:{media_type}"'
    # Whoever keeps the answer has to ask whether it still holds: a new release may come any time.
    headers = {"Vary": "Accept", "ETag": tag, "Cache-Control": "public, no-cache"}
    if request.method == "GET" and _matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return Response(found.answer.body, media_type=media_type, headers=headers)


def _matches(condition: str | None, tag: str) -> bool:
    if condition is None:
        return False
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in condition.split(","))
