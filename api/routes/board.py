"""The board of targets as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.catalogue import check_names
from api.explorer.facets import FACETS, concept_names
from api.explorer.forms import BoardForm, asked
from api.explorer.targets import board
from api.pages import page
from api.service import ServiceDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_ALL = 1000
# What a list can be asked for as well, and a page has no use for.
_SHAPING = ("limit", "offset", "format", "after", "sort", "fields", "facets", "include")


@router.get("/targets", name="targets_board")
def targets_board(request: Request, service: ServiceDep, form: Annotated[BoardForm, Query()]) -> Response:
    """Every promise in numbers, by right or by unit, with its words and what it leaves unsaid."""
    check_names(form, service.catalogue)
    found = board(service.database, form, form.by)
    filters = asked(form, "by", "show", *_SHAPING)
    return page(
        service,
        request,
        "targets.html",
        board=found,
        form=form,
        filters=filters,
        others={name: value for name, value in filters.items() if name not in FACETS},
        keep=asked(form, *filters, *_SHAPING),
        total=service.database.values("SELECT COUNT(*) FROM targets")[0],
        units=concept_names(service.database, "units"),
        kinds=concept_names(service.database, "target-kinds"),
        things=service.names.things,
        whole={**filters, "limit": _ALL},
    )
