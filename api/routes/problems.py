"""Where the types of problems lead: what each means, and what to do about it."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from api.formats import chosen_format, dataset_of
from api.headers import headers
from api.models.described import asked_by
from api.models.problems import ProblemType, ProblemTypeOptions, ProblemTypes
from api.pages import VARY, page
from api.problems import NOT_FOUND, TYPES, type_of, unknown
from api.routes.responses import SAME, content, problems
from api.service import ServiceDep
from graph.config import Config

router = APIRouter(tags=["Problems"], default_response_class=JSONResponse)

_OFFERS = {"application/json": "json", "text/html": "html"}
_HTML = {"content": content("text/html"), "headers": headers("Content-Language", "ETag")}


@cache
def problem_types(config: Config) -> tuple[ProblemType, ...]:
    """Every type of problem, by status; what it means and what to do are read from ontology/problems.toml."""
    said = tomllib.loads(config.read(config.ontology / "problems.toml"))
    kinds = sorted(TYPES.values(), key=lambda kind: (kind.status, kind.name))
    return tuple(
        ProblemType(type=type_of(kind), title=kind.title, status=kind.status, **said[kind.name]) for kind in kinds
    )


@router.get(
    "/problem",
    operation_id="list_problem_types",
    response_model=ProblemTypes,
    responses={200: _HTML, **SAME, **problems(406)},
    summary="Types of problems",
    openapi_extra=asked_by(ProblemTypeOptions),
)
def list_problem_types(
    request: Request, service: ServiceDep, options: Annotated[ProblemTypeOptions, Query()]
) -> Response:
    """Every type that a problem document may name, what it means, and what to do about it."""
    found = problem_types(Config())
    if chosen_format(request, options.format, _OFFERS) == "html":
        return _page(request, service, found)
    listed = ProblemTypes(items=list(found), total=len(found), dataset=dataset_of(service))
    return JSONResponse(listed.model_dump(), headers={"Vary": "Accept"})


@router.get(
    "/problem/{name}",
    name="problem_type",
    response_model=ProblemType,
    responses={200: _HTML, **SAME, **problems(404, 406)},
    summary="One type of problem",
    openapi_extra=asked_by(ProblemTypeOptions),
)
def problem_type(
    request: Request, service: ServiceDep, name: str, options: Annotated[ProblemTypeOptions, Query()]
) -> Response:
    """Where the `type` of a problem document leads, under the address of this service."""
    if name not in TYPES:
        raise unknown(NOT_FOUND, "type of problem", name, TYPES)
    found = next(each for each in problem_types(Config()) if each.type == type_of(TYPES[name]))
    if chosen_format(request, options.format, _OFFERS) == "html":
        return _page(request, service, (found,))
    return JSONResponse(found.model_dump(), headers={"Vary": "Accept"})


def _page(request: Request, service: ServiceDep, shown: tuple[ProblemType, ...]) -> Response:
    answer = page(service, request, "problems.html", shown=shown)
    answer.headers["Vary"] = f"Accept, {VARY}"
    return answer
