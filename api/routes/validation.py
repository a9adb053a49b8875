"""What the release was checked against, and what was found: the SHACL report."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.formats import chosen_format, validators
from api.models.described import asked_by
from api.models.validation import ValidationAnswer, ValidationOptions
from api.routes.responses import content, problems
from api.service import ServiceDep

router = APIRouter(prefix="/api/v1", tags=["Validation"])

_TYPES = {"application/json": "json", "text/turtle": "turtle"}
_RESPONSES: dict[int | str, dict[str, Any]] = {200: {"content": content("text/turtle")}, **problems(400, 406)}


@router.get(
    "/validation",
    response_model=ValidationAnswer,
    responses=_RESPONSES,
    summary="SHACL report",
    name="validation",
    openapi_extra=asked_by(ValidationOptions),
)
def validation(request: Request, service: ServiceDep, options: Annotated[ValidationOptions, Query()]) -> Response:
    """Whether the release meets the shapes, and each thing that breaks one; in Turtle as SHACL describes it.

    The shapes are at `/shapes`. A build with a violation makes no release. What the text does not state
    is no fault of the data, and stands at `/api/v1/audit`.
    """
    chosen = chosen_format(request, options.format, _TYPES)
    headers = validators(request, service, chosen)
    if chosen == "turtle":
        return Response(service.validation.turtle, media_type="text/turtle", headers=headers)
    body = service.validation.answer.model_dump_json()
    return Response(body, media_type="application/json", headers=headers)
