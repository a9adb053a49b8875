"""The board of targets as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.explorer.facets import FACETS, concept_names
from api.explorer.forms import BoardForm, asked
from api.explorer.targets import board
from api.pages import page
from api.selections import check_names
from api.service import ServiceDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_ALL = 1000


@router.get("/targets", name="targets_board")
def targets_board(request: Request, service: ServiceDep, form: Annotated[BoardForm, Query()]) -> Response:
    """Every promise in numbers, by right or by unit, with its words and what it leaves unsaid."""
    check_names(form, service.catalogue)
    found = board(service.database, form, form.by)
    filters = asked(form, "by", "show", "limit", "offset", "format")
    return page(
        service,
        request,
        "targets.html",
        board=found,
        form=form,
        filters=filters,
        others={name: value for name, value in filters.items() if name not in FACETS},
        keep=asked(form, *filters),
        total=service.database.values("SELECT COUNT(*) FROM targets")[0],
        units=concept_names(service.database, "units"),
        kinds=concept_names(service.database, "target-kinds"),
        things=service.names.things,
        whole={**filters, "limit": _ALL},
    )
