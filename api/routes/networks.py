"""Networks of what a plan's measures bring together."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.formats import dataset_of
from api.lists import Listing
from api.models.described import asked_by
from api.models.items import Page
from api.models.networks import (
    NetworkAnswer,
    NetworkEdgeItem,
    NetworkFilters,
    NetworkItem,
    NetworkNodeItem,
    NetworksFilters,
)
from api.networks import Network, gexf, graphml, networks, read_network
from api.pictures.wheel import draw_wheel
from api.problems import BAD_VALUE, UNKNOWN_VALUE, ApiError, unknown
from api.routes.responses import LIST_RESPONSES, content, problems
from api.rows import as_csv
from api.service import Service, ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Links"])

_FILES = ("application/graphml+xml", "application/gexf+xml", "image/svg+xml")
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": content("text/csv", *_FILES)},
    **problems(400),
}


@router.get(
    "/networks",
    response_model=Page[NetworkItem],
    responses=LIST_RESPONSES,
    summary="Networks",
    name="networks",
    openapi_extra=asked_by(NetworksFilters),
)
def network_list(request: Request, service: ServiceDep, filters: Annotated[NetworksFilters, Query()]) -> Response:
    """The networks that there are, what each shows, and how large it is."""
    return Listing(request, service, filters).answer(networks, NetworkItem)


@router.get(
    "/network",
    response_model=NetworkAnswer,
    responses=_RESPONSES,
    summary="One network",
    openapi_extra=asked_by(NetworkFilters),
)
def network(service: ServiceDep, filters: Annotated[NetworkFilters, Query()]) -> Response:
    """A network with the figures of its nodes: degree, betweenness, PageRank, community; bridges and orphans.

    `format=csv` gives its edges or, with `part=nodes`, its nodes; `graphml` and `gexf` are for tools such
    as Gephi; `svg` is a picture of the best joined nodes. The figures are computed once, with the release.
    """
    found = _found(service, filters)
    if filters.format == "csv":
        text = as_csv(found.nodes, NetworkNodeItem) if filters.part == "nodes" else as_csv(found.edges, NetworkEdgeItem)
        return Response(text, media_type="text/csv")
    if filters.format == "graphml":
        return Response(graphml(found), media_type=_FILES[0])
    if filters.format == "gexf":
        return Response(gexf(found), media_type=_FILES[1])
    if filters.format == "svg":
        return Response(draw_wheel(service.pages, found, filters.top), media_type=_FILES[2])
    answer = NetworkAnswer(
        **found.item.model_dump(), nodes=list(found.nodes), edges=list(found.edges), dataset=dataset_of(service)
    )
    return Response(answer.model_dump_json(), media_type="application/json")


def _found(service: Service, filters: NetworkFilters) -> Network:
    plans = service.catalogue.values["plan"]
    if filters.plan is None and len(plans) != 1:
        raise ApiError(BAD_VALUE, "There are several plans.", remedy="Choose one.", parameter="plan", allowed=[*plans])
    plan = filters.plan or plans[0]
    service.catalogue.check("plan", [plan])
    found = read_network(service.database, plan, filters.projection)
    if found is None:
        names = service.database.values("SELECT name FROM networks WHERE plan = ? ORDER BY name", (plan,))
        raise unknown(UNKNOWN_VALUE, "network", filters.projection, names, parameter="projection")
    return found
