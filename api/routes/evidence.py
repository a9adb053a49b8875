"""What was found in the text: targets and mentions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import selections
from api.lists import Listing
from api.models.described import asked_by
from api.models.filters import MentionFilters, TargetFilters
from api.models.items import LinkedMention, LinkedTarget, MentionItem, Page, TargetItem
from api.routes.responses import LIST_RESPONSES
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Evidence"])


@router.get(
    "/targets",
    response_model=Page[TargetItem],
    responses=LIST_RESPONSES,
    summary="Targets and parameters",
    openapi_extra=asked_by(TargetFilters),
)
def targets(request: Request, service: ServiceDep, filters: Annotated[TargetFilters, Query()]) -> Response:
    """Quantified promises, and the parameters that shape promises, each with its words.

    `right` and `group` ask of the measure that the target stands in. `min` and `max` compare bare
    numbers, so give `unit` as well.
    """
    return Listing(request, service, filters).answer(selections.targets, TargetItem, LinkedTarget)


@router.get(
    "/mentions",
    response_model=Page[MentionItem],
    responses=LIST_RESPONSES,
    summary="Mentions",
    openapi_extra=asked_by(MentionFilters),
)
def mentions(request: Request, service: ServiceDep, filters: Annotated[MentionFilters, Query()]) -> Response:
    """The words behind every statement: what they speak of, where they stand, which rule found them.

    Every filter is exact: `entity=women` leaves out rural women. One stretch of words with two
    qualifiers, such as an instrument that is to be formulated and implemented, makes two rows.
    """
    return Listing(request, service, filters).answer(selections.mentions, MentionItem, LinkedMention)
