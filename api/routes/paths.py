"""Paths between two things."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.formats import dataset_of
from api.models.described import asked_by
from api.models.paths import PathAnswer, PathFilters, PathItem, PathStep
from api.problems import BAD_VALUE, UNKNOWN_VALUE, ApiError, unknown
from api.routes.responses import problems
from api.service import Service, ServiceDep
from graph.networks.paths import Path, PathFinder

router = APIRouter(prefix="/api/v1", tags=["Links"])


@router.get(
    "/paths",
    response_model=PathAnswer,
    responses=problems(400),
    summary="Paths between two things",
    openapi_extra=asked_by(PathFilters),
)
def paths(service: ServiceDep, filters: Annotated[PathFilters, Query()]) -> Response:
    """How two things hang together: the best paths between them over the measures that speak of them.

    Either end is a right, group, body, instrument, indicator or measure, such as `right/health` or
    `measure/1.5.2`. A path through rare things and through measures that speak of few is better; each
    step has its words. Two things that nothing joins have no path, which the answer says.
    """
    finder = _finder(service, filters.plan)
    for parameter, node in (("from", filters.start), ("to", filters.end)):
        if node not in finder:
            raise unknown(UNKNOWN_VALUE, "entity that a measure speaks of", node, finder.nodes, parameter=parameter)
    if filters.start == filters.end:
        raise ApiError(BAD_VALUE, "Both ends are the same.", remedy="Choose two.", parameter="to")
    found = finder.best(filters.start, filters.end, filters.k)
    answer = PathAnswer.model_validate(
        {
            "from": filters.start,
            "to": filters.end,
            "connected": bool(found),
            "paths": [path_item(path) for path in found],
            "dataset": dataset_of(service),
        }
    )
    return Response(answer.model_dump_json(by_alias=True), media_type="application/json")


def path_item(path: Path) -> PathItem:
    """A path as it is answered, its steps in its direction."""
    steps = [
        PathStep(source=a, target=b, relation=tie.relation, quote=tie.quote, start=tie.start, end=tie.end)
        for (a, b), tie in zip(pairwise(path.nodes), path.ties, strict=True)
    ]
    return PathItem(nodes=list(path.nodes), cost=path.cost, steps=steps)


def _finder(service: Service, plan: str | None) -> PathFinder:
    if plan is None and len(service.paths) != 1:
        known = sorted(service.paths)
        raise ApiError(BAD_VALUE, "There are several plans.", remedy="Choose one.", parameter="plan", allowed=known)
    if plan is not None and plan not in service.paths:
        raise unknown(UNKNOWN_VALUE, "plan", plan, sorted(service.paths), parameter="plan")
    return service.paths[plan] if plan else next(iter(service.paths.values()))
