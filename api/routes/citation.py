"""The citation of the answer to a query of one's own."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.citations import CITED, FORMAT, RELEASE, written
from api.models.questions import CitationFormat
from api.parameters import parameters_of
from api.pins import require_release
from api.problems import UNKNOWN_PARAMETER, unknown
from api.service import ServiceDep
from api.sparql.deadlines import ClientGoneError
from api.sparql.endpoint import answered
from api.sparql.formats import Wanted
from api.sparql.protocol import SparqlRequest
from api.visits import CLIENT_GONE, visit_of
from graph.citation.queries import check_citable, cite_query, formats_of
from graph.citation.records import Citation, load_work
from graph.config import Config
from graph.sparql.queries import Query as SparqlQuery

router = APIRouter(prefix="/api/v1", tags=["SPARQL"])

_EXAMPLE = "SELECT ?code WHERE { ?measure <https://w3id.org/hrap/ontology#code> ?code }"
_QUERY: dict[str, Any] = {
    "name": "query",
    "in": "query",
    "required": True,
    "description": "SELECT, ASK, CONSTRUCT or DESCRIBE.",
    "example": _EXAMPLE,
    "schema": {"type": "string"},
}


@router.get(
    "/citation",
    response_class=Response,
    responses=CITED,
    summary="Citation of the answer to a query",
    operation_id="cite_query",
    openapi_extra={"parameters": [_QUERY, FORMAT, RELEASE]},
)
async def cite(
    request: Request,
    service: ServiceDep,
    query: Annotated[str, Query(include_in_schema=False)],
    format: Annotated[CitationFormat, Query(include_in_schema=False)] = "json",
    release: Annotated[str | None, Query(include_in_schema=False)] = None,
) -> Response:
    """What was asked, of which release, and a hash of what came back. `hrap verify` checks the JSON later.

    Refused is what may answer differently each time: NOW, RAND, UUID, STRUUID and BNODE, LIMIT or
    OFFSET without ORDER BY, blank nodes in the answer.
    """
    known = sorted(parameters_of(request))
    for name in request.query_params:
        if name not in known:
            raise unknown(UNKNOWN_PARAMETER, "parameter", name, known, parameter=name)
    require_release(service, release)
    own = SparqlQuery(query)

    async def asking() -> SparqlRequest:
        await service.reader.check(own, visit_of(request.scope).client, request.receive)
        check_citable(own)
        formats = formats_of(own)
        return SparqlRequest(own, Wanted(formats.graph if own.kind == "graph" else formats.table, None))

    try:
        _, found = await answered(request.scope, request.receive, asking())
    except ClientGoneError:
        return Response(status_code=CLIENT_GONE)

    def cited() -> Citation:
        of = (service.release.version, service.release.sha256)
        return cite_query(own, found.answer, of, str(request.base_url), load_work(Config()))

    return written(await run_in_threadpool(cited), format)
