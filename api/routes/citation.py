"""The citation of an answer: to a query of one's own, or at an address of this service."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import citable
from api.citations import CITED, FORMAT, written
from api.citing import cite_at
from api.models.questions import CitationFormat
from api.parameters import parameters_of
from api.problems import BAD_VALUE, CONFLICT, UNKNOWN_PARAMETER, ApiError, unknown
from api.sparql.deadlines import ClientGoneError
from api.sparql.endpoint import answered
from api.sparql.formats import Wanted
from api.sparql.protocol import SparqlRequest
from api.visits import CLIENT_GONE, visit_of
from graph.citation.queries import check_citable, cite_query, formats_of
from graph.citation.records import Citation, load_work
from graph.config import Config
from graph.sparql.queries import Query as SparqlQuery

PATH = "/api/v1/citation"

router = APIRouter(tags=["Citation"])

_EXAMPLE = "SELECT ?code WHERE { ?measure <https://w3id.org/hrap/ontology#code> ?code }"
_QUERY: dict[str, Any] = {
    "name": "query",
    "in": "query",
    "description": "SELECT, ASK, CONSTRUCT or DESCRIBE; in place of `of`.",
    "example": _EXAMPLE,
    "schema": {"type": "string"},
}
_OF: dict[str, Any] = {
    "name": citable.PARAMETER,
    "in": "query",
    "description": "A path of this service that answers with JSON, with its parameters, percent-encoded as a whole.",
    "example": citable.EXAMPLE,
    "schema": {"type": "string", "maxLength": citable.LONGEST},
}
_ONE = "Say what is to be cited: `query` for a query, or `of` for an address such as " + citable.EXAMPLE + "."


@router.get(
    PATH,
    response_class=Response,
    responses=CITED,
    summary="Citation of an answer",
    operation_id="cite_query",
    openapi_extra={"parameters": [_QUERY, _OF, FORMAT]},
)
async def cite(
    request: Request,
    query: Annotated[str | None, Query(include_in_schema=False)] = None,
    of: Annotated[str | None, Query(include_in_schema=False)] = None,
    format: Annotated[CitationFormat, Query(include_in_schema=False)] = "json",
) -> Response:
    """What was asked, of which release, and a hash of what came back. `hrap verify` checks the JSON later.

    `query` is a query of one's own. Refused is what may answer differently each time: NOW, RAND, UUID,
    STRUUID and BNODE, LIMIT or OFFSET without ORDER BY, blank nodes in the answer.

    `of` is an address, such as `/api/v1/links?measure=4.2.5` or `/dossier/right/health`: what is cited is the very
    part of a list that it answers with, in whatever format. The order of parameters makes no difference.
    """
    _check_names(request)
    if of is not None and query is not None:
        raise ApiError(CONFLICT, "`query` and `of` are given, and one answer is cited.", remedy=_ONE, parameter="of")
    if of is not None:
        return written(await cite_at(request, of), format)
    if query is None:
        raise ApiError(BAD_VALUE, "Neither `query` nor `of` is given.", remedy=_ONE)
    try:
        return written(await _cited(request, SparqlQuery(query)), format)
    except ClientGoneError:
        return Response(status_code=CLIENT_GONE)


async def _cited(request: Request, query: SparqlQuery) -> Citation:
    service = visit_of(request.scope).service

    async def asking() -> SparqlRequest:
        await service.reader.check(query, visit_of(request.scope).client, request.receive)
        check_citable(query)
        formats = formats_of(query)
        return SparqlRequest(query, Wanted(formats.graph if query.kind == "graph" else formats.table, None))

    _, found = await answered(request.scope, request.receive, asking())

    def cited() -> Citation:
        release = (service.release.version, service.release.sha256)
        return cite_query(query, found.answer, release, str(request.base_url), load_work(Config()))

    return await run_in_threadpool(cited)


def _check_names(request: Request) -> None:
    """Raise ApiError for a parameter that there is not; beside ``of`` it is likely one of the address in it."""
    known = sorted(parameters_of(request))
    for name in request.query_params:
        if name not in known:
            error = unknown(UNKNOWN_PARAMETER, "parameter", name, known, parameter=name)
            if citable.PARAMETER in request.query_params:
                error.members["remedy"] = "Percent-encode the whole of `of`, with %26 for each &."
            raise error
