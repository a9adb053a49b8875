"""Where the IRIs of the graph lead: each thing with what is said of it, the words it rests on, and its links.

The answer is the description itself (200), and Content-Location says which of its formats it is. The service's
DESCRIBE makes it, in a worker, under the limits and turns of every other query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from api.explorer.thing_pages import page_of
from api.explorer.views import view_of
from api.headers import headers
from api.models.described import asked_by, described
from api.problems import NOT_FOUND, ApiError
from api.representations import MEDIA_TYPES, Format, alternates, has, media_type, negotiated
from api.routes.responses import SAME, content, problems
from api.routes.vocabulary import Wanted
from api.service import Service, ServiceDep
from api.sparql.deadlines import ClientGoneError
from api.sparql.jobs import Asked
from api.thing_page import label_query, thing_page, unnamed
from api.visits import CLIENT_GONE, visit_of
from graph import __version__
from graph.sparql.queries import Query as Sparql
from graph.store import Formats

router = APIRouter(tags=["Linked data"], default_response_class=Response)


class ThingWanted(Wanted):
    """The format, and which of its two pages."""

    model_config = described("parameters", "thing")

    view: Literal["statements"] | None = None


ThingWantedDep = Annotated[ThingWanted, Query()]

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ANSWER = {"content": content(*MEDIA_TYPES), "headers": headers("Content-Language", "Content-Location", "ETag", "Link")}
_LEADS_ON = {
    "description": "A shape, whose description is the document of its topic",
    "headers": headers("Location"),
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _ANSWER,
    303: _LEADS_ON,
    **SAME,
    **problems(400, 404, 406, 413, 503, 504),
}
_ENDINGS: Mapping[Format, str] = MappingProxyType(
    {"html": "html", "turtle": "ttl", "jsonld": "jsonld", "ntriples": "nt", "rdfxml": "rdf"}
)
_SUFFIXES: Mapping[str, Format] = MappingProxyType({suffix: form for form, suffix in _ENDINGS.items()})


@router.get(
    "/id/{path:path}",
    name="thing",
    responses=_RESPONSES,
    summary="Whatever an IRI of the graph names",
    openapi_extra=asked_by(ThingWanted),
)
async def thing(request: Request, service: ServiceDep, path: str, wanted: ThingWantedDep) -> Response:
    """A page or RDF, by the Accept header, `format`, or a suffix: `/id/group/women`, `/id/group/women.ttl`.

    Says what is stated of the thing, labels of what it is linked to, and the words that it rests on. The page of a
    right, group, instrument, body, indicator, measure, target or article is laid out for reading; `view=statements`
    gives what the graph states of it instead.
    """
    if leads_to := _shape(service, path, request):
        return RedirectResponse(leads_to, status_code=303)
    name, suffixed = _without_suffix(service, path)
    if name not in service.things.known:
        raise _no_such_thing(service, path)
    form = negotiated(request, wanted.format or suffixed)
    view = view_of(request)
    shown = f"html-{wanted.view}-{view.language}{'-chosen' * view.chosen}" if form == "html" else form
    tag = f'"{service.release.sha256[:24]}-{__version__}-{shown}"'
    headers = {
        "ETag": tag,
        "Vary": "Accept, Accept-Language" if form == "html" else "Accept",
        "Cache-Control": "public, no-cache",
        "Content-Location": f"/id/{name}.{_ENDINGS[form]}",
        "Link": _links(service, name, form),
    }
    if form == "html":
        headers["Content-Language"] = view.language
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    try:
        body = await _body(request, service, name, form, statements=wanted.view is not None)
    except ClientGoneError:
        return Response(status_code=CLIENT_GONE)
    return Response(body, media_type=media_type(form), headers=headers)


async def _body(request: Request, service: Service, name: str, form: Format, *, statements: bool) -> bytes:
    iri = f"{service.names.things}{name}"
    described = f"DESCRIBE <{iri}>"
    if form != "html":
        return await _graph(request, service, described, form)
    if not statements:
        text = await run_in_threadpool(page_of, service, view_of(request), name)
        if text is not None:
            return text.encode("utf-8", "replace")
    found = await _graph(request, service, described, "jsonld")
    labels = b"[]"
    if others := unnamed(found, iri):
        labels = await _graph(request, service, label_query(others, service.names.ontology), "jsonld")
    view = replace(view_of(request), path=f"/id/{name}", query=())
    return await run_in_threadpool(thing_page, service, view, name, found, labels)


async def _graph(request: Request, service: Service, text: str, form: str) -> bytes:
    asked = Asked(Sparql(text), Formats(graph=form), visit_of(request.scope).client)
    found, _ = await service.answers.answer(asked, request.receive)
    return found.answer.body


def _without_suffix(service: Service, path: str) -> tuple[str, Format | None]:
    """The name of a thing, and the format that its suffix asks for. A name that exists as it stands has no suffix."""
    name, dot, suffix = path.rpartition(".")
    if path in service.things.known or not dot or suffix not in _SUFFIXES:
        return path, None
    return name, _SUFFIXES[suffix]


def _shape(service: Service, path: str, request: Request) -> str | None:
    """The document that a shape stands in; the graph itself knows only those that state findings."""
    kind, _, name = path.partition("/")
    query = f"?{request.url.query}" if request.url.query else ""
    if path == "shapes":
        return f"/shapes{query}"
    topic = service.things.shapes.get(name) if kind == "shape" else None
    return f"/shapes/{topic}{query}#{name}" if topic else None


def _links(service: Service, name: str, form: Format) -> str:
    """What it is called, in which formats it comes, what describes the whole, its licence, its JSON (RFC 8288)."""
    links = [
        f'<{service.names.things}{name}>; rel="canonical"',
        alternates(f"/id/{name}", form),
        '</.well-known/void>; rel="describedby"',
        f'<{_LICENCE}>; rel="license"',
    ]
    if path := service.things.json_path(name):
        links.append(f'<{path}>; rel="alternate"; type="application/json"')
    return ", ".join(links)


def _no_such_thing(service: Service, path: str) -> ApiError:
    nearest = [f"/id/{name}" for name in service.things.nearest(path)]
    remedy = f"Did you mean {nearest[0]!r}?" if nearest else "See /sparql or /api/v1 for what there is."
    return ApiError(NOT_FOUND, f"There is no thing {path[:200]!r}.", remedy=remedy, nearest=nearest)
