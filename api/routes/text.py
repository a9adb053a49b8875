"""The plans and their text: plans, outline, measures, commitments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import selections
from api.formats import dataset_of
from api.lists import Listing
from api.models.described import asked_by
from api.models.filters import CommitmentFilters, ListFilters, MeasureFilters
from api.models.items import CommitmentItem, MeasureItem, Page, PlanItem
from api.models.options import MeasureOptions, SingleOptions
from api.models.singles import MeasureSingle, Outline, PlanSingle
from api.problems import NOT_FOUND, unknown
from api.reading import Reader
from api.routes.responses import LIST_RESPONSES, SINGLE_RESPONSES
from api.service import Service, ServiceDep
from api.singles import answer_prepared, answer_single

router = APIRouter(prefix="/api/v1", tags=["Text"])


def reader_of(request: Request, service: Service) -> Reader:
    """Reads single items on behalf of a request."""

    def url(plan: str, code: str) -> str:
        return str(request.url_for("measure", plan=plan, code=code))

    return Reader(service.database, dataset_of(service), url)


@router.get(
    "/plans",
    response_model=Page[PlanItem],
    responses=LIST_RESPONSES,
    summary="Plans",
    openapi_extra=asked_by(ListFilters),
)
def plans(request: Request, service: ServiceDep, filters: Annotated[ListFilters, Query()]) -> Response:
    """The plans and how much each holds."""
    return Listing(request, service, filters).answer(lambda _: selections.plans(), PlanItem)


@router.get(
    "/plans/{plan}",
    response_model=PlanSingle,
    responses=SINGLE_RESPONSES,
    summary="One plan",
    openapi_extra=asked_by(SingleOptions),
)
def plan(request: Request, service: ServiceDep, plan: str, options: Annotated[SingleOptions, Query()]) -> Response:
    """One plan and how much it holds."""
    service.catalogue.check_path("plan", plan)
    row = service.database.row("SELECT * FROM plan_counts WHERE plan = ?", (plan,)) or {}
    members = {name: value for name, value in row.items() if name in PlanSingle.model_fields}
    return answer_single(request, service, PlanSingle(**members, dataset=dataset_of(service)), options)


@router.get(
    "/plans/{plan}/outline",
    response_model=Outline,
    responses=SINGLE_RESPONSES,
    summary="Outline of a plan",
    openapi_extra=asked_by(SingleOptions),
)
def outline(request: Request, service: ServiceDep, plan: str, options: Annotated[SingleOptions, Query()]) -> Response:
    """The tree of chapters, sections and measures, with what each chapter holds."""
    service.catalogue.check_path("plan", plan)
    found = reader_of(request, service).outline(plan)
    return answer_single(request, service, found, options)


@router.get(
    "/measures",
    response_model=Page[MeasureItem],
    responses=LIST_RESPONSES,
    summary="Measures",
    openapi_extra=asked_by(MeasureFilters),
)
def measures(request: Request, service: ServiceDep, filters: Annotated[MeasureFilters, Query()]) -> Response:
    """Measures with the rights, groups, instruments and bodies that they speak of.

    `right`, `group` and `body` include whatever is narrower: `group=women` finds measures on rural
    women. With `action`, `instrument` asks for that action on that instrument; with `role`, `body`
    for that part of that body.
    """
    return Listing(request, service, filters).answer(selections.measures, MeasureItem)


@router.get(
    "/measures/{plan}/{code}",
    response_model=MeasureSingle,
    responses=SINGLE_RESPONSES,
    summary="One measure",
    openapi_extra=asked_by(MeasureOptions),
)
def measure(
    request: Request, service: ServiceDep, plan: str, code: str, options: Annotated[MeasureOptions, Query()]
) -> Response:
    """One measure, statement or paragraph with its sentences, its evidence and its neighbours."""
    service.catalogue.check_path("plan", plan)
    found = service.prepared.measures.get((plan, code))
    if found is None:
        raise unknown(NOT_FOUND, "measure", code, service.catalogue.values["measure"])
    return answer_prepared(request, service, found, MeasureSingle, options, kind="measures")


@router.get(
    "/commitments",
    response_model=Page[CommitmentItem],
    responses=LIST_RESPONSES,
    summary="Commitments",
    openapi_extra=asked_by(CommitmentFilters),
)
def commitments(request: Request, service: ServiceDep, filters: Annotated[CommitmentFilters, Query()]) -> Response:
    """The sentences that promise, prohibit or declare something, with who acts and how firmly.

    The filters ask of the sentence itself; `right` also finds the sentences of the sections that
    are about the right.
    """
    return Listing(request, service, filters).answer(selections.commitments, CommitmentItem)
