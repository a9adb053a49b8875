"""Pages to browse: the hierarchies of rights, groups, instruments, bodies and indicators, and the 2030 Agenda."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from api.explorer.counterpart import AGENDA, counterpart_page, find_agenda
from api.explorer.trees import COLLECTIONS, collections, tree
from api.explorer.views import Language, view_of
from api.pages import page, page_response
from api.problems import NOT_FOUND, unknown
from api.service import ServiceDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Browsing(BaseModel):
    """What of a collection is shown: one kind, and only what a sentence names."""

    model_config = ConfigDict(extra="forbid")

    kind: str | None = None
    mentioned: bool = False
    lang: Language | None = None


BrowsingDep = Annotated[Browsing, Query()]


@router.get("/browse", name="browse")
def browse(request: Request, service: ServiceDep) -> Response:
    """The collections, how large each is, and where it begins."""
    return page(service, request, "browse.html", collections=collections(service.database))


@router.get("/sdg/{number}", name="agenda")
def agenda(request: Request, service: ServiceDep, number: str) -> Response:
    """A goal, target or indicator of the 2030 Agenda, by its number."""
    row = find_agenda(service.database, number)
    if row is None:
        sql = f"SELECT number FROM counterparts WHERE kind IN {AGENDA} ORDER BY number"  # noqa: S608 (our own names)
        raise unknown(NOT_FOUND, "target of the 2030 Agenda", number, service.database.values(sql))
    view = view_of(request)
    return page_response(request, view, counterpart_page(service, view, row, None))


def _collection(scheme: str) -> None:
    """Add the page of a collection."""

    @router.get(f"/{scheme}", name=f"browse_{scheme}")
    def collection(request: Request, service: ServiceDep, browsing: BrowsingDep) -> Response:
        kind = browsing.kind or None  # a form sends an empty one for any
        if kind is not None:
            service.catalogue.check(f"{COLLECTIONS[scheme]}_kind", [kind], parameter="kind")
        found = tree(service.database, scheme, kind, mentioned=browsing.mentioned)
        return page(service, request, "tree.html", tree=found, chosen=browsing)


for _scheme in COLLECTIONS:
    _collection(_scheme)
