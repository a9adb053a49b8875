"""The matrix as a page, and what is behind each of its cells."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.explorer.forms import CellForm, MatrixForm, asked
from api.explorer.matrices import opened, table
from api.pages import page
from api.problems import UNKNOWN_VALUE, unknown
from api.routes.matrix import check_plans
from api.service import Service, ServiceDep
from graph.dimensions import DIMENSIONS, DimensionName

router = APIRouter(prefix="/matrix", include_in_schema=False, default_response_class=HTMLResponse)

_PICTURES = ("data:", "blob:")


@router.get("", name="matrix_page")
def matrix_page(request: Request, service: ServiceDep, form: Annotated[MatrixForm, Query()]) -> Response:
    """How often two dimensions come together, each cell leading to the measures behind it."""
    check_plans(service, form)
    found = None if form.rows == form.cols else table(service.database, form)
    return page(service, request, "matrix.html", images=_PICTURES, table=found, **_asked(form))


@router.get("/cell", name="matrix_cell")
def matrix_cell(request: Request, service: ServiceDep, form: Annotated[CellForm, Query()]) -> Response:
    """The measures, or commitments, that a cell counts, with the words that put them there."""
    check_plans(service, form)
    for name, value in ((form.rows, form.row), (form.cols, form.col)):
        _check(service, name, value)
    found = opened(service.database, form, form.row, form.col)
    return page(service, request, "matrix_cell.html", cell=found, **_asked(form))


def _asked(form: MatrixForm) -> dict[str, Any]:
    """The form, and its values for links: those of the service beside it need every one."""
    return {"form": form, "dimensions": get_args(DimensionName), "chosen": asked(form, "format", "row", "col")}


def _check(service: Service, dimension: DimensionName, value: str) -> None:
    """Raise ApiError where a dimension has no such value."""
    existing = [row["value"] for row in service.database.rows(DIMENSIONS[dimension].labels)]
    if value not in existing:
        raise unknown(UNKNOWN_VALUE, dimension, value, existing)
