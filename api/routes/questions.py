"""Ready questions: the list, the answer to one, and its citation."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.citations import CITED, FORMAT, written
from api.headers import headers
from api.models.described import asked_by
from api.models.questions import CitationFormat, QuestionFilters, QuestionList
from api.problems import UNKNOWN_VALUE, unknown
from api.questions import citation, links, listing, query_of, question_of, values_of
from api.routes.responses import SAME, content, problems
from api.service import ServiceDep
from api.sparql.deadlines import ClientGoneError, asked_timeout
from api.sparql.endpoint import answered, respond
from api.sparql.formats import Wanted
from api.sparql.media_types import TABLE_TYPES
from api.sparql.protocol import SparqlRequest
from api.visits import CLIENT_GONE
from graph.questions import by_topic

router = APIRouter(prefix="/api/v1/questions", tags=["Questions"])

_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": content(*TABLE_TYPES), "headers": headers("ETag", "Link")},
    **SAME,
    **problems(400, 404, 406, 413, 503, 504),
}


def _parameter(name: str, description: str, example: object, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "example": example, "schema": schema, **more}


# Written by hand, as the parameters of a question are known only by its name.
_NAME = _parameter("name", "Name of a question.", "targets-of-right", {"type": "string"}) | {
    "in": "path",
    "required": True,
}
_OWN = _parameter(
    "parameters",
    "The question's own parameters, such as right=health; the list of questions says which it takes.",
    {"right": "health"},
    {"type": "object", "additionalProperties": {"type": "string"}},
    style="form",
    explode=True,
)
_TABLE = {"type": "string", "enum": ["json", "xml", "csv", "tsv"]}
_FORMAT = _parameter("format", "The format, in place of the Accept header.", "csv", _TABLE)
_SECONDS = {"type": "number", "exclusiveMinimum": 0}
_TIMEOUT = _parameter("timeout", "Seconds after which to stop; no more than the service's own limit.", 5, _SECONDS)

Hidden = Annotated[str | None, Query(include_in_schema=False)]


@router.get(
    "",
    response_model=QuestionList,
    operation_id="list_questions",
    responses=problems(400),
    summary="Ready questions",
    openapi_extra=asked_by(QuestionFilters),
)
def list_questions(request: Request, service: ServiceDep, filters: Annotated[QuestionFilters, Query()]) -> QuestionList:
    """Every question with its topic, why one asks it, its query, and what each parameter may be given."""
    topics = by_topic(service.questions.values())
    if filters.topic is not None and filters.topic not in topics:
        raise unknown(UNKNOWN_VALUE, "topic", filters.topic, topics, parameter="topic")
    chosen = topics[filters.topic] if filters.topic is not None else service.questions.values()
    return listing(request, service, chosen)


@router.get(
    "/{name}",
    response_class=Response,
    responses=_ANSWER,
    summary="Answer to a ready question",
    operation_id="answer_question",
    openapi_extra={"parameters": [_NAME, _OWN, _FORMAT, _TIMEOUT]},
)
async def answer_question(
    request: Request,
    service: ServiceDep,
    name: Annotated[str, Path(include_in_schema=False)],
    format: Hidden = None,
    timeout: Hidden = None,
) -> Response:
    """Answered as SPARQL results: JSON, XML, CSV or TSV. The Link header says what to cite the answer as."""
    question = question_of(service, name)
    values = values_of(request, question)

    async def asking() -> SparqlRequest:
        wanted = Wanted(format, request.headers.get("accept"))
        asked = SparqlRequest(query_of(service, question, values), wanted, asked_timeout(timeout))
        wanted.media_type("solutions")  # before a worker is kept busy for nothing
        return asked

    return await respond(request, asking(), {"Link": links(request, question, values, service)})


@router.get(
    "/{name}/citation",
    response_class=Response,
    responses=CITED,
    summary="Citation of an answer",
    operation_id="cite_answer",
    openapi_extra={"parameters": [_NAME, _OWN, FORMAT]},
)
async def cite_answer(
    request: Request,
    service: ServiceDep,
    name: Annotated[str, Path(include_in_schema=False)],
    format: Annotated[CitationFormat, Query(include_in_schema=False)] = "json",
) -> Response:
    """What was asked, of which release, and a hash of what came back. `hrap verify` checks the JSON later."""
    question = question_of(service, name)
    values = values_of(request, question)

    async def asking() -> SparqlRequest:
        return SparqlRequest(query_of(service, question, values), Wanted("tsv", None))

    try:
        _, found = await answered(request.scope, request.receive, asking())
    except ClientGoneError:
        return Response(status_code=CLIENT_GONE)
    return written(citation(request, service, question, values, found), format)
