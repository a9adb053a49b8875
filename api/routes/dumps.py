"""The files for download: a page, a list, DCAT, and the files themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.dumps import GZIP, LICENCE, dump_list
from api.explorer.views import Language
from api.files import WholeOrPart
from api.formats import dataset_of
from api.models.described import asked_by, described
from api.negotiation import preferred
from api.pages import page
from api.problems import NOT_ACCEPTABLE, NOT_FOUND, ApiError, unknown
from api.representations import has
from api.routes.responses import problems
from api.service import Service, ServiceDep
from graph.codebook.tabular import METADATA, METADATA_TYPE

router = APIRouter(tags=["Linked data"], default_response_class=Response)

DumpFormat = Literal["turtle", "html", "json", "jsonld", "ntriples", "rdfxml"]
_TYPES: Mapping[str, DumpFormat] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "text/html": "html",
        "application/json": "json",
        "application/ld+json": "jsonld",
        "application/n-triples": "ntriples",
        "application/rdf+xml": "rdfxml",
    }
)
_PARTS = ("dataset", "graph", "table", "network", "vocabulary")
_CONTENT: dict[str, Any] = {name: {"schema": {"type": "string"}} for name in _TYPES}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {GZIP: {"schema": {"type": "string", "format": "binary"}}}},
    206: {"description": "The range of bytes that the request names"},
    **problems(400, 404, 416),
}


class DumpsWanted(BaseModel):
    """The format, where the Accept header is not to decide."""

    model_config = described("parameters", "dumps")

    format: DumpFormat | None = None
    lang: Language | None = None


@router.get(
    "/dumps",
    responses={200: {"content": _CONTENT}, **problems(400, 406)},
    summary="Files for download",
    openapi_extra=asked_by(DumpsWanted),
)
def dumps(request: Request, service: ServiceDep, wanted: Annotated[DumpsWanted, Query()]) -> Response:
    """Every file of the release with its size, its SHA-256 and its licence: a page, JSON, or DCAT 3 in RDF."""
    accepted = preferred(request.headers.get("accept"), list(_TYPES))
    form = wanted.format or (_TYPES[accepted] if accepted else None)
    if form is None:
        detail = "The list comes in none of the formats that you accept."
        raise ApiError(NOT_ACCEPTABLE, detail, remedy="Accept one of these, or say ?format=.", allowed=list(_TYPES))
    if form == "html":
        parts = {part: [dump for dump in service.dumps if dump.part == part] for part in _PARTS}
        answer = page(service, request, "dumps.html", parts=parts)
    else:
        answer = _list(request, service, form)
    answer.headers.add_vary_header("Accept")
    return answer


@router.get("/dumps/{file}", name="dump", responses=_FILE, summary="One file")
def dump(request: Request, service: ServiceDep, file: str) -> Response:
    """A file as it is, also in part (Range); compressed ones are served as gzip files."""
    found = next((each for each in service.dumps if each.file == file), None)
    if found is None:
        raise unknown(NOT_FOUND, "file", file, [each.file for each in service.dumps])
    links = [f'<{LICENCE}>; rel="license"', '</dumps>; rel="collection"']
    if found.part == "table" and file != METADATA:
        links.append(f'</dumps/{METADATA}>; rel="describedby"; type="{METADATA_TYPE}"')
    headers = {"ETag": f'"{found.sha256}"', "Cache-Control": "public, no-cache, no-transform", "Link": ", ".join(links)}
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    media_type = GZIP if found.compressed else found.media_type
    return WholeOrPart(_path(service, file), media_type=media_type, headers=headers)


def _path(service: Service, file: str) -> Path:
    return service.release.dumps / file


def _list(request: Request, service: Service, form: DumpFormat) -> Response:
    folder = str(request.url_for("dumps"))
    if form == "json":
        listed = dump_list(service.dumps, dataset_of(service), lambda file: f"{folder}/{file}")
        return Response(listed.model_dump_json(), media_type="application/json")
    media_type = next(name for name, of in _TYPES.items() if of == form)
    return Response(service.files(folder, media_type), media_type=media_type)
