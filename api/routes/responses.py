"""What the OpenAPI document says of answers, beside their model."""

from __future__ import annotations

from typing import Any

from api.headers import headers
from api.problems import MEDIA_TYPE


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem documents that a path may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": _MEANING[status], "content": content, "headers": headers("Link")} for status in statuses
    }


def content(*media_types: str) -> dict[str, Any]:
    """The same answer in each of these media types, none of which has a model here."""
    return {name: {"schema": _ANY_JSON if name.endswith("json") else {"type": "string"}} for name in media_types}


_ANY_JSON: dict[str, Any] = {"type": ["object", "array"], "items": {}}
_MEANING = {
    304: "The answer is the one that If-None-Match names",
    400: "A parameter, value or URL that cannot be read or does not exist, or a query that is not SPARQL 1.1",
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

SAME: dict[int | str, dict[str, Any]] = {
    304: {"description": _MEANING[304], "headers": headers("Content-Language", "Content-Location", "ETag", "Link")}
}
CSV = content("text/csv")
LINKED: dict[str, Any] = {"application/ld+json": {"schema": {"type": "object"}}}
LIST_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {**CSV, **LINKED}, "headers": headers("ETag", "Link", "X-Total-Count")},
    **SAME,
    **problems(400, 406, 410),
}
SINGLE_RESPONSES: dict[int | str, dict[str, Any]] = {200: {"content": LINKED}, **problems(400, 404, 406)}
