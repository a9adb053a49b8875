"""Answers in the formats of the JSON interface: which one a request gets, and what tells two versions apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

from api.addresses import asked, base_of
from api.linked import as_linked_data
from api.models.items import Dataset
from api.negotiation import preferred
from api.problems import NOT_ACCEPTABLE, ApiError
from api.service import Service

FORMATS = {"application/json": "json", "text/csv": "csv", "application/ld+json": "jsonld"}
SINGLE_FORMATS = {media_type: name for media_type, name in FORMATS.items() if name != "csv"}
_CODE = ("api", "graph")

Name = TypeVar("Name", bound=str)


def chosen_format(request: Request, name: Name | None, offers: Mapping[str, Name]) -> Name:
    """What ``?format=`` says, or else the name of the media type that the Accept header prefers.

    Raises ApiError, a 406, where none on offer would do.
    """
    if name:
        return name
    found = preferred(request.headers.get("accept"), tuple(offers))
    if found is None:
        detail = "The answer comes in none of the formats that you accept."
        raise ApiError(NOT_ACCEPTABLE, detail, remedy="Accept one of these, or say ?format=.", allowed=[*offers])
    return offers[found]


def validators(request: Request, service: Service, chosen: str) -> dict[str, str]:
    """What tells a cache whether an answer still holds, and that it has to ask: a new release may come any time.

    The tag is strong: release, code and request decide every byte of an answer. It is told whatever the order of the
    parameters, and is that of the bytes before compression, to which ``api.kept`` adds its own.
    """
    place = (base_of(request.scope), request.scope["path"], asked(request, "format"), chosen)
    parts = repr((_code(), service.release.sha256, *place))
    tag = blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return {"ETag": f'"{tag}"', "Cache-Control": "public, no-cache", "Vary": "Accept"}


def as_json_ld(
    request: Request, service: Service, data: Mapping[str, Any], model: str, headers: Mapping[str, str]
) -> Response:
    """An answer as JSON-LD with the context that this service serves; ``model`` names what it, or each item, is."""
    linked = as_linked_data(data, str(request.url_for("context")), service.names, model)
    return Response(json.dumps(linked, ensure_ascii=False), media_type="application/ld+json", headers=headers)


def json_response(
    request: Request, service: Service, model: BaseModel, chosen: str, headers: Mapping[str, str]
) -> Response:
    """A model as JSON, or as JSON-LD."""
    if chosen == "jsonld":
        items = getattr(model, "items", None)
        name = type(items[0] if items else model).__name__
        data = model.model_dump(mode="json", exclude={"facets", "included", "explanation"})
        return as_json_ld(request, service, data, name, headers)
    return Response(model.model_dump_json(), media_type="application/json", headers=headers)


def dataset_of(service: Service) -> Dataset:
    """What every answer says of the release it comes from."""
    return Dataset(version=service.release.version, sha256=service.release.sha256)


@cache
def _code() -> str:
    """A hash of the code that makes the answers, so that a service of another version has other tags."""
    root, found = Path(__file__).parent.parent, blake2b(digest_size=12)
    for path in sorted(path for package in _CODE for path in (root / package).rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
