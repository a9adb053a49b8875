"""Full-text search over the text of the plans and all labels."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.catalogue import check_names
from api.formats import FORMATS, chosen_format, dataset_of, json_response, validators
from api.lists import by_offset, metadata_link
from api.models.described import asked_by
from api.models.items import Page
from api.models.search import LinkedHit, SearchFilters, SearchHit, SearchPage, SearchReading
from api.routes.responses import LIST_RESPONSES
from api.rows import as_csv
from api.search.answering import hits, suggestion
from api.search.searching import Search
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Search"])
_CONCEPTS = ("right", "group", "instrument", "body", "indicator", "article")


@router.get(
    "/search",
    response_model=SearchPage,
    responses=LIST_RESPONSES,
    summary="Search",
    operation_id="search",
    openapi_extra=asked_by(SearchFilters),
)
def search(request: Request, service: ServiceDep, filters: Annotated[SearchFilters, Query()]) -> Response:
    """Words of the plans' texts and of all labels, English and Chinese, the best first.

    English words are found in their other forms too, and without accents; Chinese words of any length
    are found in labels. What the search names (a label, an abbreviation, a code) comes first. Each hit
    shows where the words stand, as a snippet with offsets and as HTML with `mark`.
    """
    check_names(filters, service.catalogue)
    chosen = chosen_format(request, filters.format, FORMATS)
    found, base = Search(service.database, filters), f"{request.base_url}api/v1/"
    total, items = len(found.ranked), hits(found, base)
    following = by_offset(request, filters, total)
    links = [metadata_link(request, SearchHit)] if chosen == "csv" else []
    links += [f'<{following}>; rel="next"'] if following else []
    headers = validators(request, service, chosen) | {"X-Total-Count": str(total)}
    headers |= {"Link": ", ".join(links)} if links else {}
    if chosen == "csv":
        return Response(as_csv(items, SearchHit), media_type="text/csv", headers=headers)
    shared: dict[str, Any] = {"total": total, "limit": filters.limit, "offset": filters.offset}
    shared["next"] = following
    dataset = dataset_of(service)
    if chosen == "jsonld":
        linked = Page(items=[_linked(item) for item in items], dataset=dataset, **shared)
        return json_response(request, service, linked, chosen, headers)
    reading = SearchReading(given=filters.q, read_as=found.reading.text, notes=list(found.reading.notes))
    page = SearchPage(
        items=items,
        dataset=dataset,
        query=reading,
        suggestion=suggestion(found, base),
        facets=found.facets(),
        **shared,
    )
    return json_response(request, service, page, chosen, headers)


def _linked(hit: SearchHit) -> LinkedHit:
    members = hit.model_dump(include={"iri", "type", "code", "snippet", "score", "url"})
    return LinkedHit(**members, label=hit.label if hit.type in _CONCEPTS else None)
