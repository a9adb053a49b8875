"""Dossiers: all that the plans say of one thing, as a page, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from api.dossiers.markdown import dossier_markdown
from api.dossiers.names import read_criteria
from api.dossiers.page import dossier_page
from api.dossiers.reading import Origin, read_dossier
from api.dossiers.subjects import KINDS, PLACES, Subject, find_subject, nearest_subjects, only_plan
from api.explorer.entity import chinese_names
from api.explorer.views import View, view_of
from api.formats import chosen_format
from api.headers import headers as announced
from api.models.described import asked_by
from api.models.dossiers import Dossier, DossierFormat, DossierKind, DossierOptions
from api.pins import require_release
from api.problems import BAD_VALUE, NOT_FOUND, ApiError, unknown
from api.representations import has
from api.routes.responses import problems
from api.service import Service, ServiceDep
from graph import __version__
from graph.citation.records import load_work
from graph.config import Config

router = APIRouter(tags=["Dossiers"])

_TYPES: Mapping[str, DossierFormat] = MappingProxyType(
    {"application/json": "json", "text/html": "html", "text/markdown": "markdown"}
)
"""In the order of our preference, which decides where a request accepts anything."""
_TEXT = {"schema": {"type": "string"}}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/html": _TEXT, "text/markdown": _TEXT},
        "headers": announced("Content-Language", "ETag", "Link"),
    },
    **problems(400, 404, 406),
}


@router.get(
    "/dossier/{kind}/{slug}",
    response_model=Dossier,
    responses=_RESPONSES,
    summary="Dossier of one thing",
    openapi_extra=asked_by(DossierOptions),
)
def dossier(
    request: Request, service: ServiceDep, kind: str, slug: str, options: Annotated[DossierOptions, Query()]
) -> Response:
    """All that the plans say of a right, group, instrument, body or indicator, or in a chapter or measure.

    Every sentence about it with its place in the source, its targets, what is done to which law, which bodies
    have which part, the links between its measures with their reasons, what the text does not state with
    denominators, and what it corresponds to outside the plan. As a page that prints, as Markdown, or as JSON.
    """
    require_release(service, options.release)
    subject = _subject(service, kind, slug, options.plan)
    form, view = chosen_format(request, options.format, _TYPES), view_of(request)
    headers = _headers(service, subject, options.release, form, view)
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    origin = Origin(service.release.version, service.release.sha256, load_work(Config()), str(request.base_url))
    found = read_dossier(service.database, subject, origin)
    media_type = next(name for name, of in _TYPES.items() if of == form)
    return Response(_written(service, found, form, view), media_type=media_type, headers=headers)


def _written(service: Service, found: Dossier, form: DossierFormat, view: View) -> str:
    if form == "json":
        return found.model_dump_json()
    if form == "markdown":
        return dossier_markdown(found)
    chinese = {**read_criteria(service.database), **chinese_names(service, view, found.links, found.mappings)}
    written = service.written.setdefault((view.language, view.chosen), {})
    return dossier_page(service.pages, view, service.release, found, chinese, written=written)


def _subject(service: Service, kind: str, slug: str, plan: str | None) -> Subject:
    """What the path names. Raises ApiError with the nearest names where there is no such thing."""
    known = next((name for name in KINDS if name == kind), None)
    if known is None:
        raise unknown(NOT_FOUND, "kind of dossier", kind, KINDS)
    if plan is not None:
        service.catalogue.check("plan", [plan])
    elif known in PLACES and only_plan(service.database) is None:
        plans = list(service.catalogue.values["plan"])
        raise ApiError(BAD_VALUE, "There are several plans.", remedy="Choose one.", parameter="plan", allowed=plans)
    found = find_subject(service.database, known, slug, plan)
    if found is None:
        raise _unknown(service, known, slug)
    return found


def _unknown(service: Service, kind: DossierKind, slug: str) -> ApiError:
    nearest = [f"/dossier/{kind}/{name}" for name in nearest_subjects(service.database, kind, slug)]
    remedy = f"Did you mean {nearest[0]!r}?" if nearest else "Choose one that exists."
    names = list(service.catalogue.values[kind])
    return ApiError(NOT_FOUND, f"There is no {kind} {slug[:200]!r}.", remedy=remedy, nearest=nearest, allowed=names)


def _headers(
    service: Service, subject: Subject, release: str | None, form: DossierFormat, view: View
) -> dict[str, str]:
    """What a cache and a program need: the version, the other formats, and the thing that the dossier is of."""
    kept = {name: value for name, value in (("plan", subject.plan), ("release", release)) if value}
    path = f"/dossier/{subject.kind}/{subject.slug}"
    links = [
        f'<{path}?{urlencode({"format": of, **kept})}>; rel="alternate"; type="{name}"'
        for name, of in _TYPES.items()
        if of != form
    ]
    language = view.language if form == "html" else "en"
    return {
        "ETag": f'"{service.release.sha256[:24]}-{__version__}-{form}-{language}"',
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "public, no-cache",
        "Content-Language": language,
        "Link": ", ".join([*links, f'<{subject.row["iri"]}>; rel="describes"']),
    }
