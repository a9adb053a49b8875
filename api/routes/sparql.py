"""The SPARQL endpoint."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.headers import headers
from api.problems import NOT_ACCEPTABLE, ApiError
from api.routes.responses import SAME, content, problems
from api.service import Service, ServiceDep
from api.sparql.description import DESCRIPTION_TYPES, dataset_description, serialised, service_description
from api.sparql.endpoint import PATH
from api.sparql.formats import NAMES
from api.sparql.media_types import GRAPH_TYPES, TABLE_TYPES
from api.sparql.page import sparql_page
from api.sparql.protocol import DIRECT, FORM, METHODS, wanted

router = APIRouter(tags=["SPARQL"])

_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_GRAPHS = {**_IRIS, "example": ["https://w3id.org/hrap/id/graph/vocabulary"]}
_SECONDS = {"type": "number", "example": 5}
_FORMAT = {"type": "string", "enum": [*NAMES], "example": "csv"}
_TEXT = {"type": "string", "description": "SELECT, ASK, CONSTRUCT or DESCRIBE."}
_EXAMPLE = "SELECT ?measure ?heading WHERE { ?measure a <https://w3id.org/hrap/ontology#Measure> } LIMIT 10"
_FIELDS: dict[str, dict[str, Any]] = {
    "query": {**_TEXT, "example": _EXAMPLE},
    "default-graph-uri": {**_GRAPHS, "description": "Graphs that make up the default graph; all if none is named."},
    "named-graph-uri": {**_GRAPHS, "description": "Graphs that GRAPH may name."},
    "timeout": {**_SECONDS, "description": "Seconds after which to stop; no more than the service's own limit."},
    "format": {**_FORMAT, "description": "The format, in place of the Accept header."},
}
_PARAMETERS = [
    {"name": name, "in": "query", "required": name == "query", "schema": schema}
    | {member: schema[member] for member in ("description", "example")}
    for name, schema in _FIELDS.items()
]
_FORM_SCHEMA = {"type": "object", "required": ["query"], "properties": _FIELDS}
_BODY = {"required": True, "content": {FORM: {"schema": _FORM_SCHEMA}, DIRECT: {"schema": _TEXT}}}
_ANSWER = {"content": content(*TABLE_TYPES, *GRAPH_TYPES), "headers": headers("Content-Language", "ETag")}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _ANSWER,
    **SAME,
    **problems(400, 406, 408, 413, 414, 415, 503, 504),
}
_DESCRIPTION = (
    "SPARQL 1.1 Query by the SPARQL 1.1 Protocol. Unless the query or the protocol names graphs, the default graph "
    "is the union of all named graphs. Updates and SERVICE are refused. A query is stopped at its deadline (504), "
    "or earlier where `timeout` says so; an answer past the size cap is not sent in part (413); a full queue says "
    "when to try again (503). Without a query, the service describes itself, as RDF or as a page."
)
_HTML = "text/html"
_VARY = {"Vary": "Accept"}
_OPTIONS = {"Allow": ", ".join(METHODS), "Accept-Query": f"{DIRECT}, {FORM}"}


@router.get(
    PATH,
    response_class=Response,
    operation_id="query_by_get",
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS},
    summary="Query by GET",
    description=_DESCRIPTION,
)
@router.post(
    PATH,
    response_class=Response,
    operation_id="query_by_post",
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS[1:], "requestBody": _BODY},
    summary="Query by POST",
    description=_DESCRIPTION,
)
# This one is registered first, and so its 405 names every method; the two above describe two of them.
@router.api_route(PATH, methods=[*METHODS], include_in_schema=False)
async def sparql(request: Request, service: ServiceDep) -> Response:
    """Describe the service, as the request has no query: those that have were answered before they come here."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_OPTIONS)
    return _description(request, service)


@router.get(
    "/.well-known/void",
    response_class=Response,
    responses={200: {"content": content(*DESCRIPTION_TYPES)}, **problems(406)},
    tags=["Linked data"],
    summary="VoID of the dataset",
)
def void(request: Request, service: ServiceDep) -> Response:
    """What the dataset consists of: its named graphs with their sizes, its licence, its endpoint."""
    media_type = _chosen(request, [*DESCRIPTION_TYPES])
    graph = dataset_description(
        service.contents, _endpoint(request), lambda file: str(request.url_for("dump", file=file))
    )
    return Response(serialised(graph, media_type), media_type=media_type, headers=_VARY)


def _description(request: Request, service: Service) -> Response:
    media_type = _chosen(request, [*DESCRIPTION_TYPES, _HTML])
    if media_type == _HTML:
        return sparql_page(request, service)
    graph = service_description(service.contents, _endpoint(request))
    return Response(serialised(graph, media_type), media_type=media_type, headers=_VARY)


def _chosen(request: Request, offers: list[str]) -> str:
    chosen = wanted(request.scope).among(offers, graph=True)
    if chosen is None:
        detail = "The description comes in none of the formats that you accept."
        remedy = "Accept one of these, or say ?format=."
        raise ApiError(NOT_ACCEPTABLE, detail, remedy=remedy, allowed=offers, headers=_VARY)
    return chosen


def _endpoint(request: Request) -> str:
    return str(request.url_for("sparql"))
