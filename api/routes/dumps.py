"""The files for download: a page, a list, DCAT, and the files themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from api.dumps import GZIP, LICENCE, dump_list
from api.explorer.dump_words import dump_words
from api.explorer.views import view_of
from api.formats import chosen_format, dataset_of
from api.headers import headers
from api.models.described import asked_by
from api.models.dumps import DumpFormat, DumpList, DumpsWanted
from api.pages import page
from api.problems import NOT_FOUND, unknown
from api.ranges import check_range
from api.representations import has
from api.routes.responses import SAME, content, problems
from api.service import Service, ServiceDep
from graph.codebook.tabular import METADATA, METADATA_TYPE

router = APIRouter(tags=["Linked data"], default_response_class=Response)

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
_LIST: dict[int | str, dict[str, Any]] = {
    200: {
        "content": content(*(name for name in _TYPES if _TYPES[name] != "json")),
        "headers": headers("Content-Language", "ETag"),
    },
    **SAME,
    **problems(406),
}
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_FILE_TYPES = (GZIP, "text/csv", METADATA_TYPE)
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": dict.fromkeys(_FILE_TYPES, _BYTES), "headers": headers("ETag", "Link")},
    206: {
        "description": "The range of bytes that the request names",
        "content": dict.fromkeys(_FILE_TYPES, _BYTES),
        "headers": headers("Content-Range", "ETag", "Link"),
    },
    **SAME,
    **problems(404),
    416: problems(416)[416] | {"headers": headers("Content-Range", "Link")},
}


@router.get(
    "/dumps",
    operation_id="list_dumps",
    response_class=JSONResponse,
    response_model=DumpList,
    responses=_LIST,
    summary="Files for download",
    openapi_extra=asked_by(DumpsWanted),
)
def dumps(request: Request, service: ServiceDep, wanted: Annotated[DumpsWanted, Query()]) -> Response:
    """Every file of the release with its size, its SHA-256 and its licence: a page, JSON, or DCAT 3 in RDF."""
    form = chosen_format(request, wanted.format, _TYPES)
    if form == "html":
        parts = {part: [dump for dump in service.dumps if dump.part == part] for part in _PARTS}
        answer = page(service, request, "dumps.html", parts=parts, said=partial(dump_words, view_of(request).language))
    else:
        answer = _list(request, service, form)
    answer.headers.add_vary_header("Accept")
    return answer


@router.get("/dumps/{file}", name="dump", responses=_FILE, summary="One file")
def dump(request: Request, service: ServiceDep, file: str) -> Response:
    """A file as it is, or one range of its bytes (Range); compressed ones are served as gzip files."""
    found = next((each for each in service.dumps if each.file == file), None)
    if found is None:
        raise unknown(NOT_FOUND, "file", file, [each.file for each in service.dumps])
    links = [f'<{LICENCE}>; rel="license"', '</dumps>; rel="collection"']
    if found.part == "table" and file != METADATA:
        links.append(f'</dumps/{METADATA}>; rel="describedby"; type="{METADATA_TYPE}"')
    headers = {"ETag": f'"{found.sha256}"', "Cache-Control": "public, no-cache, no-transform", "Link": ", ".join(links)}
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    check_range(request, found.size, headers["ETag"])
    media_type = GZIP if found.compressed else found.media_type
    return FileResponse(_path(service, file), media_type=media_type, headers=headers)


def _path(service: Service, file: str) -> Path:
    return service.release.dumps / file


def _list(request: Request, service: Service, form: DumpFormat) -> Response:
    folder = str(request.url_for("dumps"))
    if form == "json":
        listed = dump_list(service.dumps, dataset_of(service), lambda file: f"{folder}/{file}")
        return Response(listed.model_dump_json(), media_type="application/json")
    media_type = next(name for name, of in _TYPES.items() if of == form)
    return Response(service.files(folder, media_type), media_type=media_type)
