"""What the text does not state: criteria with counts and denominators, and what meets them."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.audit import audit_findings, audit_tallies
from api.lists import Listing
from api.models.audit import AuditFindingItem, AuditTallyItem, LinkedAuditFinding, LinkedAuditTally
from api.models.described import asked_by
from api.models.filters import AuditFindingFilters, AuditTallyFilters
from api.models.items import Page
from api.routes.responses import LIST_RESPONSES, problems
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Audit"])


@router.get(
    "/audit",
    response_model=Page[AuditTallyItem],
    responses=LIST_RESPONSES,
    summary="Criteria of the audit with counts",
    name="audit_criteria",
    openapi_extra=asked_by(AuditTallyFilters),
)
def criteria(request: Request, service: ServiceDep, filters: Annotated[AuditTallyFilters, Query()]) -> Response:
    """How many measures, targets, rights … meet each criterion, of how many, with the criterion's source.

    Counts are of the plan; `scope=chapter` and `scope=right` give those of each chapter and right. A hit
    reports what the text does not state. It is no fault of the data and no verdict on the plan.
    """
    return Listing(request, service, filters).answer(audit_tallies, AuditTallyItem, LinkedAuditTally)


@router.get(
    "/audit/{criterion}",
    response_model=Page[AuditFindingItem],
    responses={**LIST_RESPONSES, **problems(404)},
    summary="What meets a criterion",
    name="audit_findings",
    openapi_extra=asked_by(AuditFindingFilters),
)
def findings(
    request: Request, service: ServiceDep, criterion: str, filters: Annotated[AuditFindingFilters, Query()]
) -> Response:
    """Each thing that meets the criterion, with its place and its words, in the order of the text."""
    service.catalogue.check_path("criterion", criterion)
    select = partial(audit_findings, criterion)
    return Listing(request, service, filters).answer(select, AuditFindingItem, LinkedAuditFinding)
