"""The page of a search, and what is offered while one is typed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.catalogue import check_names
from api.explorer.finding import completions, find
from api.explorer.views import Language, view_of
from api.explorer.words import words_of
from api.models.search import HitType, SearchFilters, SearchLanguage
from api.pages import VARY, Labels, page
from api.search.language import MAX_LENGTH
from api.service import ServiceDep
from graph.errors import SearchError

router = APIRouter(prefix="/search", include_in_schema=False, default_response_class=HTMLResponse)

PAGE_LENGTH = 20
_BAD_REQUEST = 400


class Asked(BaseModel):
    """What is looked for, what narrows it, and which page of the hits. An empty search shows how to ask."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(max_length=MAX_LENGTH)] = ""
    type: list[HitType] = Field(default=[])
    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    language: list[SearchLanguage] = Field(default=[])
    page: Annotated[int, Field(ge=1, le=1000)] = 1
    lang: Language | None = None

    @property
    def narrowed(self) -> dict[str, list[str]]:
        """The filters that were given, by name."""
        return self.model_dump(exclude_defaults=True, exclude={"q", "page", "lang"})

    @property
    def filters(self) -> SearchFilters:
        return SearchFilters(
            q=self.q, limit=PAGE_LENGTH, offset=(self.page - 1) * PAGE_LENGTH, **self.model_dump(include=_FILTERS)
        )

    def turned(self, facet: str, value: str) -> dict[str, list[str]]:
        """The filters with one value added, or taken away where it is chosen."""
        chosen = self.narrowed.get(facet, [])
        others = [each for each in chosen if each != value]
        return {**self.narrowed, facet: others if value in chosen else [*chosen, value]}


_FILTERS = {"type", "plan", "chapter", "section", "right", "language"}


@router.get("", name="search_page")
def search(request: Request, service: ServiceDep, asked: Annotated[Asked, Query()]) -> Response:
    """Hits with their words in place, what narrows them, and another search where a word does not occur."""
    shown: dict[str, Any] = {"asked": asked, "length": PAGE_LENGTH}
    if not asked.q.strip():
        return page(service, request, "search.html", **shown, found=None, problem=None)
    check_names(asked.filters, service.catalogue)
    try:
        found = find(service.database, asked.filters, service.names)
    except SearchError as error:
        answer = page(service, request, "search.html", **shown, found=None, problem=error)
        answer.status_code = _BAD_REQUEST
        return answer
    return page(service, request, "search.html", **shown, found=found, problem=None)


@router.get("/completions", name="completions")
def offered(request: Request, service: ServiceDep, q: Annotated[str, Query(max_length=MAX_LENGTH)]) -> Response:
    """Names that what was typed may become, each with its page, as JSON for the script of the search box."""
    view = view_of(request)
    words = words_of(view.language)
    try:
        found = completions(service.database, q, service.names)
    except SearchError:
        found = []
    name = Labels(view.language)
    items = [
        {
            "label": name.plain(each.hit.model_dump()),
            "type": each.hit.type,
            "kind": str(words(f"search.type_{each.hit.type}")),
            "address": view.link(each.address),
        }
        for each in found
    ]
    return JSONResponse({"items": items}, headers={"Vary": VARY, "Cache-Control": "public, max-age=300"})
