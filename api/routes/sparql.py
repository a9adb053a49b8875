"""The SPARQL endpoint."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.routes.responses import problems
from api.sparql.endpoint import PATH, answer
from api.sparql.formats import GRAPH_TYPES, NAMES, TABLE_TYPES
from api.sparql.protocol import DIRECT, FORM

router = APIRouter(tags=["SPARQL"])

_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_TEXT = {"type": "string", "description": "SELECT, ASK, CONSTRUCT or DESCRIBE"}
_EXAMPLE = "SELECT ?measure ?heading WHERE { ?measure a <https://w3id.org/hrap/ontology#Measure> } LIMIT 10"
_FIELDS: dict[str, dict[str, Any]] = {
    "query": {**_TEXT, "example": _EXAMPLE},
    "default-graph-uri": {**_IRIS, "description": "Graphs that make up the default graph; all if none is named"},
    "named-graph-uri": {**_IRIS, "description": "Graphs that GRAPH may name"},
    "timeout": {"type": "number", "description": "Seconds after which to stop; no more than the service's own limit"},
    "format": {"type": "string", "enum": [*NAMES], "description": "The format, in place of the Accept header"},
}
_PARAMETERS = [
    {"name": name, "in": "query", "required": name == "query", "schema": schema, "description": schema["description"]}
    for name, schema in _FIELDS.items()
]
_FORM_SCHEMA = {"type": "object", "required": ["query"], "properties": _FIELDS}
_BODY = {"required": True, "content": {FORM: {"schema": _FORM_SCHEMA}, DIRECT: {"schema": _TEXT}}}
_ANSWER = {"content": {name: {"schema": {"type": "string"}} for name in {**TABLE_TYPES, **GRAPH_TYPES}}}
_SAME = {"description": "The answer is the one that If-None-Match names"}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _ANSWER,
    304: _SAME,
    **problems(400, 406, 408, 413, 415, 503, 504),
}
_DESCRIPTION = (
    "SPARQL 1.1 Query by the SPARQL 1.1 Protocol. Unless the query or the protocol names graphs, the default graph "
    "is the union of all named graphs. Updates and SERVICE are refused. A query is stopped at its deadline (504), "
    "or earlier where `timeout` says so; "
    "an answer past the size cap is not sent in part (413); a full queue says when to try again (503)."
)


@router.get(
    PATH,
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS},
    summary="Query by GET",
    description=_DESCRIPTION,
)
@router.post(
    PATH,
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS[1:], "requestBody": _BODY},
    summary="Query by POST",
    description=_DESCRIPTION,
)
async def sparql(request: Request) -> Response:
    """Answer a query in a worker process."""
    return await answer(request)
