"""The page on which people ask: an editor, ready questions with their parameters, and the answer as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.concurrency import run_in_threadpool

from api.explorer.completion import vocabulary
from api.explorer.question_words import question_words
from api.explorer.results import MOST_ROWS, result_of
from api.explorer.views import PARAMETER, view_of
from api.pages import page
from api.pins import require_release
from api.problems import ApiError, error_response
from api.questions import query_of, question_of, read_values
from api.service import Service, ServiceDep
from api.sparql.deadlines import ClientGoneError
from api.sparql.endpoint import answered
from api.sparql.formats import Wanted
from api.sparql.page import EXAMPLE
from api.sparql.protocol import SparqlRequest
from api.visits import CLIENT_GONE, visit_of
from graph.citation.queries import check_citable
from graph.errors import HrapError, QueryRefused
from graph.question_terms import terms_of, value_names
from graph.questions import Question, by_topic
from graph.sparql.queries import Query

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_OURS = ("question", "query", "release")


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page was asked: a ready question with its values, or a query of the reader's own, or nothing yet."""

    question: Question | None
    values: Mapping[str, str]
    text: str | None


@router.get("/query", name="query_page")
async def query(request: Request, service: ServiceDep) -> Response:
    """A query and its answer; ``question`` names a ready one, whose parameters stand beside it.

    ``release`` is that of a citation, whose link leads here: no other answers.
    """
    given = {name: value for name, value in request.query_params.items() if name != PARAMETER}
    shown: dict[str, Any] = {"given": given, "topics": by_topic(service.questions.values())}
    try:
        require_release(service, given.get("release"))
        shown |= _chosen(service, given)
        text = _text(service, shown["asking"], given)
        if text is None:
            return _page(request, service, shown)
        shown["asking"] = replace(shown["asking"], text=text)
        asked, found = await answered(request.scope, request.receive, _asked(request, service, text))
    except ClientGoneError:
        return Response(status_code=CLIENT_GONE)
    except (ApiError, HrapError) as error:
        return _refused(request, service, shown, error)
    result = await run_in_threadpool(result_of, found.answer, service.database, service.names)
    return _page(request, service, shown, result=result, kind=asked.kind, citable=_is_citable(asked.query))


@router.get("/query/vocabulary", name="query_vocabulary", response_class=JSONResponse)
def words_of_queries(service: ServiceDep) -> Response:
    """What the editor completes, as JSON for its script."""
    found = vocabulary(service.release, service.database)
    return JSONResponse(found, headers={"Cache-Control": "public, max-age=3600"})


def _is_citable(query: Query) -> bool:
    """Whether the query may be cited; only the answer says whether it has blank nodes."""
    try:
        check_citable(query)
    except QueryRefused:
        return False
    return True


def _chosen(service: Service, given: Mapping[str, str]) -> dict[str, Any]:
    """The question that is asked, if any, and what each of its parameters may be given. Raises ApiError."""
    if not given.get("question"):
        return {"asking": Asking(None, {}, None), "choices": {}}
    question = question_of(service, given["question"])
    own = {name: value for name, value in given.items() if name not in _OURS}
    choices = {each.name: _choices(service, each.values) for each in question.parameters}
    return {"asking": Asking(question, read_values(question, own, _OURS), None), "choices": choices}


def _choices(service: Service, sort: str) -> Mapping[str, Mapping[str, str]]:
    """What may be given of a sort, each with its names, if it has any."""
    names = value_names(service.database, sort)
    return {value: names.get(value, {}) for value in terms_of(service.database, sort)}


def _text(service: Service, asking: Asking, given: Mapping[str, str]) -> str | None:
    """The query to answer. Raises ApiError for a value that does not exist."""
    if asking.question:
        return query_of(service, asking.question, asking.values).text
    text = given.get("query", "")
    return text.replace("\r\n", "\n") if text.strip() else None


async def _asked(request: Request, service: Service, text: str) -> SparqlRequest:
    """The query within the limits of the endpoint, its answer in a form that a page can read."""
    query = Query(text)
    await service.reader.check(query, visit_of(request.scope).client, request.receive)
    return SparqlRequest(query, Wanted("ntriples" if query.kind == "graph" else "json", None))


def _refused(request: Request, service: Service, shown: Mapping[str, Any], error: ApiError | HrapError) -> Response:
    """The same page with what was wrong, under the status that a program would get."""
    document = json.loads(bytes(error_response(request, error).body))
    problem = {"remedy": None, "nearest": None, "line": None, "column": None, **document}
    asking = shown.get("asking") or Asking(None, {}, None)
    response = _page(request, service, {"choices": {}, **shown, "asking": asking}, problem=problem)
    response.status_code = problem["status"]
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: Request, service: Service, shown: Mapping[str, Any], **more: Any) -> Response:
    spoken = question_words(view_of(request).language)
    values = {
        "spoken": spoken,
        "result": None,
        "kind": None,
        "problem": None,
        "example": EXAMPLE,
        "most": MOST_ROWS,
        **shown,
        **more,
    }
    return page(service, request, "query.html", **values)
