"""Rights, instruments, groups, bodies and indicators."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import crosswalk, selections
from api.lists import Listing
from api.models.crosswalk import IndicatorItem
from api.models.described import asked_by
from api.models.filters import EntityFilters, IndicatorFilters
from api.models.items import EntityItem, Page
from api.models.options import EntityOptions
from api.models.singles import EntitySingle
from api.problems import NOT_FOUND, unknown
from api.routes.responses import LIST_RESPONSES, SINGLE_RESPONSES
from api.service import ServiceDep
from api.singles import answer_prepared

_COLLECTIONS = (
    ("rights", "right", "The plan's own right headings and the rights named in its text, in one hierarchy."),
    ("instruments", "instrument", "Laws, regulations, treaties, plans and other instruments that the text names."),
    ("groups", "group", "The people whom the text speaks of, in one hierarchy."),
    ("bodies", "body", "Institutions and kinds of institution, and the generic agents such as the government."),
    ("indicators", "indicator", "What targets and parameters measure, with types judged by stated rules."),
)


def entity_router() -> APIRouter:
    """A list and a single item for each collection."""
    router = APIRouter(prefix="/api/v1", tags=["Entities"])
    for scheme, name, description in _COLLECTIONS:
        typed = scheme == "indicators"
        router.add_api_route(
            f"/{scheme}",
            _indicators if typed else _list_endpoint(scheme, name),
            name=scheme,
            summary=scheme.capitalize(),
            description=description,
            response_model=Page[IndicatorItem] if typed else Page[EntityItem],
            openapi_extra=asked_by(IndicatorFilters if typed else EntityFilters),
            responses=LIST_RESPONSES,
        )
        router.add_api_route(
            f"/{scheme}/{{slug}}",
            _single_endpoint(scheme, name),
            name=name,
            summary=f"One {name}",
            description="Its names, its place in the hierarchy, and the measures and targets that speak of it.",
            response_model=EntitySingle,
            openapi_extra=asked_by(EntityOptions),
            responses=SINGLE_RESPONSES,
        )
    return router


def _list_endpoint(scheme: str, name: str) -> Callable[..., Response]:
    def entities(request: Request, service: ServiceDep, filters: Annotated[EntityFilters, Query()]) -> Response:
        service.catalogue.check(name, filters.broader, parameter="broader")
        service.catalogue.check(f"{name}_kind", filters.kind, parameter="kind")
        return Listing(request, service, filters).answer(partial(selections.entities, scheme), EntityItem)

    return entities


def _single_endpoint(scheme: str, name: str) -> Callable[..., Response]:
    def entity(
        request: Request, service: ServiceDep, slug: str, options: Annotated[EntityOptions, Query()]
    ) -> Response:
        found = service.prepared.entities.get((scheme, slug))
        if found is None:
            raise unknown(NOT_FOUND, name, slug, service.catalogue.values[name])
        return answer_prepared(request, service, found, EntitySingle, options, kind=scheme)

    return entity


def _indicators(request: Request, service: ServiceDep, filters: Annotated[IndicatorFilters, Query()]) -> Response:
    return Listing(request, service, filters).answer(crosswalk.indicators, IndicatorItem)
