"""Paths between two things."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.formats import FORMATS, chosen_format, dataset_of, json_response, validators
from api.lists import by_offset, metadata_link
from api.models.described import asked_by
from api.models.items import Page
from api.models.paths import (
    LinkedPathStep,
    PathAnswer,
    PathFilters,
    PathItem,
    PathStep,
    PathStepFilters,
    PathStepItem,
)
from api.problems import BAD_VALUE, UNKNOWN_VALUE, ApiError, unknown
from api.routes.responses import LIST_RESPONSES
from api.rows import as_csv
from api.service import Service, ServiceDep
from graph.networks.paths import Path

router = APIRouter(prefix="/api/v1", tags=["Links"])

_ALL = 1000
"""More steps than the twenty best paths have."""


@router.get(
    "/paths",
    response_model=PathAnswer,
    responses=LIST_RESPONSES,
    summary="Paths between two things",
    operation_id="find_paths",
    openapi_extra=asked_by(PathFilters),
)
def paths(request: Request, service: ServiceDep, filters: Annotated[PathFilters, Query()]) -> Response:
    """How two things hang together: the best paths between them over the measures that speak of them.

    Either end is a right, group, body, instrument, indicator, measure or target, such as `right/health`,
    `measure/1.5.2` or `target/1.5.2/average-life-expectancy`. A path through rare things and through measures
    that speak of few is better; each step has its words. Two things that nothing joins have no path, which
    the answer says. CSV and JSON-LD have the steps of the paths, as `/api/v1/paths/steps` does.
    """
    if chosen_format(request, filters.format, FORMATS) != "json":
        asked = PathStepFilters.model_validate({**filters.model_dump(by_alias=True), "limit": _ALL})
        return _steps(request, service, asked)
    found = best_paths(service, filters)
    answer = PathAnswer.model_validate(
        {
            "from": filters.start,
            "to": filters.end,
            "connected": bool(found),
            "paths": [path_item(path) for path in found],
            "dataset": dataset_of(service),
        }
    )
    headers = {"Vary": "Accept"}
    return Response(answer.model_dump_json(by_alias=True), media_type="application/json", headers=headers)


@router.get(
    "/paths/steps",
    response_model=Page[PathStepItem],
    responses=LIST_RESPONSES,
    summary="Steps of paths",
    openapi_extra=asked_by(PathStepFilters),
)
def path_steps(request: Request, service: ServiceDep, filters: Annotated[PathStepFilters, Query()]) -> Response:
    """The same paths for a table: a row for each step, the best path first; no row where nothing joins the two."""
    return _steps(request, service, filters)


def _steps(request: Request, service: Service, filters: PathStepFilters) -> Response:
    chosen = chosen_format(request, filters.format, FORMATS)
    plan = plan_of(service, filters.plan)
    steps = [
        (number, path, place)
        for number, path in enumerate(best_paths(service, filters), 1)
        for place in range(1, len(path.ties) + 1)
    ]
    shown = steps[filters.offset : filters.offset + filters.limit]
    items: Sequence[BaseModel] = [
        _linked(service, plan, *step) if chosen == "jsonld" else _item(*step) for step in shown
    ]
    following = by_offset(request, filters, len(steps))
    links = [metadata_link(request, PathStepItem)] if chosen == "csv" else []
    links += [f'<{following}>; rel="next"'] if following else []
    headers = validators(request, service, chosen) | {"X-Total-Count": str(len(steps))}
    headers |= {"Link": ", ".join(links)} if links else {}
    if chosen == "csv":
        return Response(as_csv(items, PathStepItem), media_type="text/csv", headers=headers)
    page = Page(
        items=[*items],
        total=len(steps),
        limit=filters.limit,
        offset=filters.offset,
        next=following,
        dataset=dataset_of(service),
    )
    return json_response(request, service, page, chosen, headers)


def _item(number: int, path: Path, place: int) -> PathStepItem:
    step = path_item(path).steps[place - 1]
    return PathStepItem(path=number, cost=path.cost, step=place, **step.model_dump())


def _linked(service: Service, plan: str, number: int, path: Path, place: int) -> LinkedPathStep:
    """What the graph states of a step."""
    tie, names = path.ties[place - 1], service.names
    where: dict[str, Any] = {
        "path": number,
        "step": place,
        "source": path.nodes[place - 1],
        "target": path.nodes[place],
    }
    if tie.evidence:
        return LinkedPathStep(iri=tie.evidence, quote=tie.quote, start=tie.start, end=tie.end, **where)
    slug = tie.other.partition("/")[2]
    if tie.relation == "section":
        return LinkedPathStep(iri=str(names.thing("plan", plan, tie.one)), rights=[slug], **where)
    return LinkedPathStep(iri=str(names.thing(tie.one)), broader=[slug], **where)


def best_paths(service: Service, filters: PathFilters | PathStepFilters) -> tuple[Path, ...]:
    """The paths asked for. Raises ApiError for ends that are unknown, or the same."""
    finder = service.paths[plan_of(service, filters.plan)]
    for parameter, node in (("from", filters.start), ("to", filters.end)):
        if node not in finder:
            raise unknown(UNKNOWN_VALUE, "entity that a measure speaks of", node, finder.nodes, parameter=parameter)
    if filters.start == filters.end:
        raise ApiError(BAD_VALUE, "Both ends are the same.", remedy="Choose two.", parameter="to")
    return finder.best(filters.start, filters.end, filters.k)


def path_item(path: Path) -> PathItem:
    """A path as it is answered, its steps in its direction."""
    steps = [
        PathStep(
            source=a,
            target=b,
            relation=tie.relation,
            quote=tie.quote,
            start=tie.start,
            end=tie.end,
            evidence=tie.evidence,
        )
        for (a, b), tie in zip(pairwise(path.nodes), path.ties, strict=True)
    ]
    return PathItem(nodes=list(path.nodes), cost=path.cost, steps=steps)


def plan_of(service: Service, plan: str | None) -> str:
    """The plan that is asked about: the one given, or the only one."""
    if plan is None and len(service.paths) != 1:
        known = sorted(service.paths)
        raise ApiError(BAD_VALUE, "There are several plans.", remedy="Choose one.", parameter="plan", allowed=known)
    if plan is not None and plan not in service.paths:
        raise unknown(UNKNOWN_VALUE, "plan", plan, sorted(service.paths), parameter="plan")
    return plan or next(iter(service.paths))
