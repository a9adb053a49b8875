"""From a request to /sparql to its response."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import request_response

from api.problems import ApiError
from api.sparql.deadlines import ClientGoneError, arriving, while_connected
from api.sparql.formats import GRAPH_TYPES, TABLE_TYPES, not_acceptable
from api.sparql.jobs import Asked, Digested
from api.sparql.protocol import SparqlRequest, read_request
from api.visits import visit_of
from graph.errors import HrapError

_CLIENT_GONE = 499  # the customary status, in the log only, for a request whose client did not wait


class BareRoute(APIRoute):
    """A route that is documented like any other, but called without FastAPI's reading of parameters.

    That reading costs more than answering a light query does.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.app = request_response(self.endpoint)


async def answer(request: Request) -> Response:
    """Answer a query. Raises ApiError or HrapError where it cannot be answered."""
    visit = visit_of(request.scope)
    service = visit.service
    settings = service.settings
    try:
        asked = await arriving(read_request(request, settings.max_query_bytes), settings.request_timeout)
        visit.query = blake2b(asked.query.text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        job = Asked(asked.query, asked.wanted.formats, visit.client, asked.timeout)
        found, visit.outcome = await while_connected(request, service.answers.answer(job))
    except ClientGoneError:
        visit.outcome = "disconnected"
        return Response(status_code=_CLIENT_GONE)
    except (ApiError, HrapError) as error:
        visit.outcome = error.kind.name if isinstance(error, ApiError) else type(error).__name__
        raise
    visit.kind = found.answer.kind
    return _response(request, asked, found)


def _response(request: Request, asked: SparqlRequest, found: Digested) -> Response:
    is_graph = found.answer.kind == "graph"
    if found.answer.format is None:
        what = "CONSTRUCT and DESCRIBE" if is_graph else "SELECT and ASK"
        raise not_acceptable(what, [*(GRAPH_TYPES if is_graph else TABLE_TYPES)])
    media_type = asked.wanted.graph if is_graph else asked.wanted.table
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
