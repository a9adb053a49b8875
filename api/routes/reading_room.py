"""The reading room: the contents of a plan, and its text a section at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from api.explorer.reading_room import KINDS, MAIN_KINDS, OTHER_KINDS, contents, is_part, part_of, read_part
from api.explorer.views import Language, view_of
from api.pages import kept_page, page
from api.problems import NOT_FOUND, unknown
from api.service import Service, ServiceDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Kind = Literal["right", "instrument", "body", "group", "quantity", "agent", "means", "action", "number", "none"]
_SEE_OTHER = 303


class Reading(BaseModel):
    """How a reader wants the text: which kinds are marked (``none`` says that a choice was made), and with reasons."""

    model_config = ConfigDict(extra="forbid")

    kind: list[Kind] = Field(default_factory=list)
    reasons: bool = False
    lang: Language | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds to mark, in their usual order."""
        return tuple(kind for kind in KINDS if kind in self.kind) if self.kind else MAIN_KINDS

    @property
    def usual(self) -> bool:
        """Whether nothing was chosen."""
        return not self.kind and not self.reasons

    @property
    def kept(self) -> dict[str, object]:
        """What links to other parts of the text have to say, so that it is shown in the same way."""
        chosen = ["none", *self.kinds] if self.kind else None
        return {"kind": chosen, "reasons": "true" if self.reasons else None}


ReadingDep = Annotated[Reading, Query()]


@router.get("/read", name="plans_to_read")
def plans_to_read(request: Request, service: ServiceDep) -> Response:
    """The contents of every plan."""
    return _contents(request, service, service.catalogue.values["plan"])


@router.get("/read/{plan}", name="contents")
def contents_of_plan(request: Request, service: ServiceDep, plan: str) -> Response:
    """The contents of a plan."""
    service.catalogue.check_path("plan", plan)
    return _contents(request, service, [plan])


@router.get("/read/{plan}/{code}", name="text")
def text(request: Request, service: ServiceDep, plan: str, code: str, reading: ReadingDep) -> Response:
    """A section or a chapter without any; from a measure or a sentence one is led to its place."""
    service.catalogue.check_path("plan", plan)
    home = part_of(service.database, plan, code)
    if home is None:
        raise unknown(NOT_FOUND, "part of the plan", code, service.catalogue.values["section"])
    link = view_of(request).link
    if home != code:
        return RedirectResponse(link(f"/read/{plan}/{home}#{code}", **reading.kept), _SEE_OTHER)
    if not is_part(service.database, plan, code):
        return RedirectResponse(link(f"/read/{plan}#{code}"), _SEE_OTHER)

    def values() -> dict[str, object]:
        part = read_part(service.database, plan, code, reading.kinds)
        return {"plan": _plan(service, plan), "part": part, "reading": reading, "kinds": (MAIN_KINDS, OTHER_KINDS)}

    if reading.usual:
        return kept_page(service, request, "read_part.html", values)
    return page(service, request, "read_part.html", images=(), **values())


def _contents(request: Request, service: Service, plans: list[str] | tuple[str, ...]) -> Response:
    shown = [{**_plan(service, plan), "chapters": contents(service.database, plan)} for plan in plans]
    return page(service, request, "read_contents.html", plans=shown)


def _plan(service: Service, plan: str) -> dict[str, object]:
    sql = (
        "SELECT p.*, b.label AS publisher_label, b.label_zh AS publisher_label_zh FROM plan_counts p"
        " LEFT JOIN concepts b ON b.scheme = 'bodies' AND b.slug = p.publisher WHERE p.plan = ?"
    )
    return service.database.rows(sql, (plan,))[0]
