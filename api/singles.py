"""Answers that are one item: whole, or some of its fields, with what it is tied to beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel

from api.addresses import base_of
from api.formats import SINGLE_FORMATS, as_json_ld, chosen_format, validators
from api.included import included
from api.lists import check_fields, picked
from api.models.options import SingleOptions
from api.prepared import here
from api.problems import CONFLICT, ApiError
from api.service import Service


def answer_single(request: Request, service: Service, item: BaseModel, options: SingleOptions) -> Response:
    """An item that is read for the request."""
    service.database.take_time()
    return _answer(request, service, item.model_dump(mode="json"), type(item), options)


def answer_prepared(
    request: Request, service: Service, body: bytes, model: type[BaseModel], options: SingleOptions, *, kind: str
) -> Response:
    """An item that was made ready with the release; ``kind`` is the list or scheme that it belongs to."""
    names: Sequence[str] = getattr(options, "include", ())
    chosen = chosen_format(request, options.format, SINGLE_FORMATS)
    whole = here(body, base_of(request.scope))
    if chosen == "json" and not names and not options.fields:
        headers = validators(request, service, chosen)
        return Response(whole, media_type="application/json", headers=headers)
    service.database.take_time()
    item = json.loads(whole)
    if names and chosen != "json":
        detail = "`include` adds objects, which only JSON has room for."
        raise ApiError(CONFLICT, detail, remedy="Ask for JSON, or leave it out.", parameter="include")
    beside = included(service.database, service.prepared, kind, [item], names) if names else b""
    return _answer(request, service, item, model, options, beside)


def _answer(  # noqa: PLR0917 (each is another thing)
    request: Request,
    service: Service,
    item: dict[str, Any],
    model: type[BaseModel],
    options: SingleOptions,
    beside: bytes = b"",
) -> Response:
    check_fields(options.fields, model)
    chosen = chosen_format(request, options.format, SINGLE_FORMATS)
    headers = validators(request, service, chosen)
    if chosen == "jsonld":
        kept = [*options.fields, "iri"] if options.fields and "iri" in item else options.fields
        return as_json_ld(request, service, picked(item, kept), model.__name__, headers)
    shown = picked(item, options.fields) | ({"included": json.loads(beside)} if beside else {})
    body = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers=headers)
