"""Links between measures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import link_selections
from api.lists import Listing
from api.models.described import asked_by
from api.models.items import Page
from api.models.links import LinkedLink, LinkFilters, LinkItem, ReasonRow
from api.routes.responses import LIST_RESPONSES
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Links"])


@router.get(
    "/links",
    response_model=Page[LinkItem],
    responses=LIST_RESPONSES,
    summary="Links between measures",
    openapi_extra=asked_by(LinkFilters),
)
def links(request: Request, service: ServiceDep, filters: Annotated[LinkFilters, Query()]) -> Response:
    """Measures that share something rare: each link with its reasons, what these weigh, and the words of both.

    A link is computed by rule; the plan does not state it. The fewer measures share a thing, the more
    it weighs: its information content, -log2 of the share of measures that name it or something narrower.
    What one measure in eight shares, and generic agents such as the government, link nothing. The ten
    weightiest links of each measure are kept, where they weigh enough.
    """
    service.catalogue.check("measure", filters.other, parameter="other")
    return Listing(request, service, filters).answer(link_selections.links, LinkItem, LinkedLink)


@router.get(
    "/links/reasons",
    response_model=Page[ReasonRow],
    responses=LIST_RESPONSES,
    summary="Reasons of links",
    name="link_reasons",
    openapi_extra=asked_by(LinkFilters),
)
def reasons(request: Request, service: ServiceDep, filters: Annotated[LinkFilters, Query()]) -> Response:
    """The same links for a table: a row for each reason and pair of quotes, all columns flat."""
    service.catalogue.check("measure", filters.other, parameter="other")
    return Listing(request, service, filters).answer(link_selections.link_reasons, ReasonRow)
