"""What of the text is accounted for, and how: the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import selections
from api.lists import Listing
from api.models.coverage import LedgerCount, LedgerItem, LinkedLedgerItem
from api.models.described import asked_by
from api.models.filters import LedgerCountFilters, LedgerFilters
from api.models.items import Page
from api.routes.responses import LIST_RESPONSES
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Coverage"])


@router.get(
    "/coverage",
    response_model=Page[LedgerItem],
    responses=LIST_RESPONSES,
    summary="Ledger",
    openapi_extra=asked_by(LedgerFilters),
)
def coverage(request: Request, service: ServiceDep, filters: Annotated[LedgerFilters, Query()]) -> Response:
    """Every item, sentence, number and capitalised name, tied to an entity or listed with the reason why not.

    A sentence is tied by an instrument, body, group, right, target or parameter; its agent alone, or
    a number that promises nothing, does not tie it.
    """
    return Listing(request, service, filters).answer(selections.ledger, LedgerItem, LinkedLedgerItem)


@router.get(
    "/coverage/counts",
    response_model=Page[LedgerCount],
    responses=LIST_RESPONSES,
    summary="Counts of the ledger",
    openapi_extra=asked_by(LedgerCountFilters),
    name="coverage_counts",
)
def counts(request: Request, service: ServiceDep, filters: Annotated[LedgerCountFilters, Query()]) -> Response:
    """How many entries the ledger has: a row for each sort of thing, status and reason."""
    return Listing(request, service, filters).answer(selections.ledger_counts, LedgerCount)
