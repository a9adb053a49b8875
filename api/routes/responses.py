"""What the OpenAPI document says of answers, beside their model."""

from __future__ import annotations

from typing import Any

from api.problems import MEDIA_TYPE


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem documents that a path may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _MEANING[status], "content": content} for status in statuses}


_MEANING = {
    400: "A parameter or value that does not exist, or a query that is not SPARQL 1.1 or needs too much memory",
    404: "Nothing of that name",
    406: "No format that the request accepts",
    408: "The request did not arrive in time",
    410: "A cursor of another release",
    413: "Query or answer too large",
    414: "The URL is too long",
    415: "A body of another type",
    416: "A range that the file does not have",
    503: "Not ready, or too many queries are waiting",
    504: "The query ran into its deadline",
}

CSV: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
LINKED: dict[str, Any] = {"application/ld+json": {"schema": {"type": "object"}}}
LIST_RESPONSES: dict[int | str, dict[str, Any]] = {200: {"content": {**CSV, **LINKED}}, **problems(400, 406, 410)}
SINGLE_RESPONSES: dict[int | str, dict[str, Any]] = {200: {"content": LINKED}, **problems(400, 404, 406)}
