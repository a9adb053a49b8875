"""Where the IRIs of the ontology lead: its documents and those of the shapes, as a page or as RDF."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.explorer.views import Language
from api.headers import headers
from api.models.described import asked_by, described
from api.problems import NOT_FOUND, unknown
from api.representations import MEDIA_TYPES, Format, represent
from api.routes.responses import SAME, content, problems
from api.service import Service, ServiceDep

router = APIRouter(tags=["Linked data"], default_response_class=Response)

_ANSWER = {"content": content(*MEDIA_TYPES), "headers": headers("Content-Language", "ETag", "Link")}
_ONE: dict[int | str, dict[str, Any]] = {200: _ANSWER, **SAME, **problems(400, 406)}
_NAMED: dict[int | str, dict[str, Any]] = {**_ONE, **problems(404)}


class Wanted(BaseModel):
    """The format, where the Accept header is not to decide."""

    model_config = described("parameters", "document")

    format: Format | None = None
    lang: Language | None = None


WantedDep = Annotated[Wanted, Query()]
_ASKED = asked_by(Wanted)


@router.get("/ontology", responses=_ONE, summary="The whole ontology", openapi_extra=_ASKED)
def ontology(request: Request, service: ServiceDep, wanted: WantedDep) -> Response:
    """Every class and property: a page, or RDF in which each hash IRI is described."""
    return _answer(request, service, wanted, "ontology")


@router.get(
    "/ontology/{topic}",
    name="ontology_topic",
    responses=_NAMED,
    summary="One topic of the ontology",
    openapi_extra=_ASKED,
)
def topic(request: Request, service: ServiceDep, topic: str, wanted: WantedDep) -> Response:
    """The terms of one topic, such as `targets`; a version number gives that version of the whole."""
    return _answer(request, service, wanted, f"ontology/{topic}")


@router.get("/ontology/{topic}/{version}", responses=_NAMED, include_in_schema=False)
def version(request: Request, service: ServiceDep, topic: str, version: str, wanted: WantedDep) -> Response:
    """One version of a topic; a release holds its own version only."""
    return _answer(request, service, wanted, f"ontology/{topic}/{version}")


@router.get("/shapes", responses=_ONE, summary="All shapes", openapi_extra=_ASKED)
def shapes(request: Request, service: ServiceDep, wanted: WantedDep) -> Response:
    """Every SHACL shape that a release is checked against."""
    return _answer(request, service, wanted, "shapes")


@router.get("/shapes/{topic}", responses=_NAMED, summary="The shapes of one topic", openapi_extra=_ASKED)
def shapes_of_topic(request: Request, service: ServiceDep, topic: str, wanted: WantedDep) -> Response:
    """The shapes of one topic, such as `targets`, with the prefixes that their queries need."""
    return _answer(request, service, wanted, f"shapes/{topic}")


def _answer(request: Request, service: Service, wanted: Wanted, path: str) -> Response:
    found = service.vocabulary.get(path)
    if found is None:
        first = path.partition("/")[0]
        existing = [name for name in service.vocabulary if name.startswith(first)]
        raise unknown(NOT_FOUND, "document", path, existing)
    return represent(request, found, wanted.format)
