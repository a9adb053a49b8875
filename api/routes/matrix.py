"""How often two dimensions come together."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.formats import chosen_format, dataset_of
from api.matrix import matrix, matrix_csv
from api.models.described import asked_by
from api.models.matrix import MatrixAnswer, MatrixFilters
from api.pictures.heatmap import TOP, draw_heatmap
from api.problems import BAD_VALUE, ApiError
from api.routes.responses import content, problems
from api.service import Service, ServiceDep
from graph.dimensions import OF_ONE_PLAN

router = APIRouter(prefix="/api/v1", tags=["Links"])

_TYPES = {"application/json": "json", "text/csv": "csv", "image/svg+xml": "svg"}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": content("text/csv", "image/svg+xml")},
    **problems(400, 406),
}


@router.get(
    "/matrix",
    response_model=MatrixAnswer,
    responses=_RESPONSES,
    summary="Matrix of two dimensions",
    name="matrix",
    openapi_extra=asked_by(MatrixFilters),
)
def matrix_of(request: Request, service: ServiceDep, filters: Annotated[MatrixFilters, Query()]) -> Response:
    """In how many measures two things come together, such as each right with each group.

    A measure that speaks of a narrower right, group or body counts for the wider one as well; generic
    agents are left out. Each cell has the URL of the list that it counts; the cells in which nothing comes
    together are listed too. `format=csv` gives a table with a column for each value, `format=svg` a picture.
    """
    if filters.rows == filters.cols:
        raise ApiError(BAD_VALUE, "Rows and columns are the same.", remedy="Choose two dimensions.", parameter="cols")
    check_plans(service, filters)
    chosen = chosen_format(request, filters.format, _TYPES)
    if chosen == "svg" and filters.top is None:
        filters = filters.model_copy(update={"top": TOP})
    found = matrix(service.database, filters, f"{str(request.base_url).rstrip('/')}/api/v1")
    headers = {"Vary": "Accept"}
    if chosen == "csv":
        return Response(matrix_csv(found, filters), media_type="text/csv", headers=headers)
    if chosen == "svg":
        picture = draw_heatmap(service.pages, found, filters)
        return Response(picture, media_type="image/svg+xml", headers=headers)
    answer = MatrixAnswer(
        rows=found.rows,
        cols=found.cols,
        unit=filters.unit,
        cells=list(found.cells),
        empty=list(found.empty),
        dataset=dataset_of(service),
    )
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


def check_plans(service: Service, filters: MatrixFilters) -> None:
    """Raise ApiError for a plan that there is not, or where one has to be chosen."""
    service.catalogue.check("plan", filters.plan)
    plans = service.catalogue.values["plan"]
    if OF_ONE_PLAN & {filters.rows, filters.cols} and len(filters.plan or plans) != 1:
        detail = "Chapters and sections are those of one plan, and there are several."
        raise ApiError(BAD_VALUE, detail, remedy="Choose one.", parameter="plan", allowed=[*plans])
