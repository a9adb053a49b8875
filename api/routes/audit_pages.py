"""The pages of the audit: what a plan names and leaves out, with denominators, and the list behind each count."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api.db import Row
from api.explorer.audits import By, criteria_of, criterion_of, findings_of, grid_of
from api.explorer.views import Language
from api.models.filters import AuditFindingFilters
from api.pages import page
from api.service import Service, ServiceDep

router = APIRouter(prefix="/audit", include_in_schema=False, default_response_class=HTMLResponse)

PAGE_LENGTH = 50


class _Asked(BaseModel):
    """Of which plan, and in which language; without a plan of the first one."""

    model_config = ConfigDict(extra="forbid")

    plan: str | None = None
    lang: Language | None = None


class Overview(_Asked):
    """All criteria, by chapter or by right."""

    by: By = "chapter"


class Choice(_Asked):
    """One criterion: in a chapter, under a right, and which page of its list. A form leaves open what is empty."""

    chapter: Annotated[str, Field(max_length=20)] = ""
    right: Annotated[str, Field(max_length=200)] = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


@router.get("", name="audit")
def overview(request: Request, service: ServiceDep, asked: Annotated[Overview, Query()]) -> Response:
    """Every criterion with how many meet it of how many, and the same by chapter or right."""
    plan = _plan(service, asked.plan)
    criteria = criteria_of(service.database, plan["plan"])
    grid = grid_of(service.database, plan["plan"], asked.by)
    found: dict[str, Any] = {"plan": plan, "plans": _plans(service), "criteria": criteria, "grid": grid}
    return page(service, request, "audit_overview.html", **found, by=asked.by, asked_plan=asked.plan)


@router.get("/{criterion}", name="audit_criterion")
def one(request: Request, service: ServiceDep, criterion: str, asked: Annotated[Choice, Query()]) -> Response:
    """A criterion: what it counts, why, by which source, and everything that meets it."""
    service.catalogue.check_path("criterion", criterion)
    plan = _plan(service, asked.plan)
    filters = _filters(service, asked, plan["plan"])
    database, first = service.database, (asked.page - 1) * PAGE_LENGTH
    return page(
        service,
        request,
        "audit_criterion.html",
        plan=plan,
        criterion=criterion_of(database, plan["plan"], criterion),
        chapters=grid_of(database, plan["plan"], "chapter", criterion),
        rights=grid_of(database, plan["plan"], "right", criterion),
        findings=findings_of(database, criterion, filters, limit=PAGE_LENGTH, offset=first),
        asked=asked,
        length=PAGE_LENGTH,
    )


def _filters(service: Service, asked: Choice, plan: str) -> AuditFindingFilters:
    """What narrows the list. Raises ApiError where a name does not exist."""
    chapters, rights = ([value] if value else [] for value in (asked.chapter, asked.right))
    service.catalogue.check("chapter", chapters)
    service.catalogue.check("right", rights)
    return AuditFindingFilters(plan=[plan], chapter=chapters, right=rights)


def _plan(service: Service, asked: str | None) -> Row:
    plan = asked or service.catalogue.values["plan"][0]
    service.catalogue.check("plan", [plan], parameter="plan")
    return service.database.rows("SELECT * FROM plan_counts WHERE plan = ?", (plan,))[0]


def _plans(service: Service) -> list[Row]:
    """The plans that one can change to."""
    return service.database.rows("SELECT plan, title, title_zh FROM plan_counts ORDER BY plan")
