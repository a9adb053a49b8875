"""The paths between two things as a page, with a form that offers what there is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.explorer.forms import PathsForm
from api.explorer.found_paths import Names, asked_nodes, names_of, shown_paths
from api.models.paths import PathFilters
from api.pages import page
from api.routes.paths import best_paths, plan_of
from api.service import Service, ServiceDep

router = APIRouter(prefix="/paths", include_in_schema=False, default_response_class=HTMLResponse)


@router.get("", name="paths_page")
def paths_page(request: Request, service: ServiceDep, form: Annotated[PathsForm, Query()]) -> Response:
    """The best paths between two things, each step with its words; without both, a form that asks for them."""
    plan = plan_of(service, form.plan)
    names = names_of(service.database, plan, service.paths[plan])
    found = _found(service, plan, form, names)
    (row,) = service.database.rows("SELECT plan, language FROM plans WHERE plan = ?", (plan,))
    return page(service, request, "paths.html", form=form, names=names, plan=row, **found)


def _found(service: Service, plan: str, form: PathsForm, names: Names) -> dict[str, Any]:
    ends = asked_nodes(names, form.start, form.end)
    if ends is None:
        return {"ends": None, "paths": ()}
    asked = PathFilters.model_validate({"from": ends[0], "to": ends[1], "plan": plan, "k": form.k})
    paths = best_paths(service, asked)
    return {"ends": ends, "paths": shown_paths(service.database, plan, names, paths)}
