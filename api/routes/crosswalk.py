"""What rights, groups, themes and indicators correspond to outside the plans."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import crosswalk as selections
from api.lists import Listing
from api.models.crosswalk import LinkedMapping, MappingItem
from api.models.described import asked_by
from api.models.filters import CrosswalkFilters
from api.models.items import Page
from api.routes.responses import LIST_RESPONSES
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Crosswalk"])


@router.get(
    "/crosswalk",
    response_model=Page[MappingItem],
    responses=LIST_RESPONSES,
    summary="Mappings",
    openapi_extra=asked_by(CrosswalkFilters),
)
def crosswalk(request: Request, service: ServiceDep, filters: Annotated[CrosswalkFilters, Query()]) -> Response:
    """Links to treaty articles, targets and indicators of the 2030 Agenda, and UNBIS terms.

    They are judgements of their author, not statements of a plan; none claims that two things are the
    same. A link to an article stands there once for each state whose standing towards the instrument
    is known.
    """
    return Listing(request, service, filters).answer(selections.mappings, MappingItem, LinkedMapping)
