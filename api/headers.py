"""The headers of answers that clients may rely on, as the OpenAPI document describes them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

Schema = dict[str, Any]

ALWAYS = ("Dataset-SHA256", "Dataset-Version", "X-Request-ID")
"""What every answer bears, errors included."""

HEADERS: Mapping[str, Schema] = MappingProxyType(
    {
        "Content-Language": {
            "description": "Language of a page.",
            "schema": {"type": "string"},
            "example": "zh-Hans",
        },
        "Content-Location": {
            "description": "Path of this format of the answer.",
            "schema": {"type": "string"},
            "example": "/id/group/women.ttl",
        },
        "Content-Range": {
            "description": "Which bytes of the file these are, and how many it has.",
            "schema": {"type": "string"},
            "example": "bytes 0-99/5758",
        },
        "Dataset-SHA256": {
            "description": "SHA-256 of the release that answers.",
            "required": True,
            "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "example": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
        "Dataset-Version": {
            "description": "Version of the release that answers.",
            "required": True,
            "schema": {"type": "string"},
            "example": "0.1.0",
        },
        "ETag": {
            "description": "Names this very answer; send it as If-None-Match, and 304 says that it is still the same.",
            "schema": {"type": "string"},
            "example": '"9f86d081884c"',
        },
        "Link": {
            "description": "What else there is (RFC 8288): the next part of a list, other formats, what to cite.",
            "schema": {"type": "string"},
            "example": '</api/v1/measures?offset=50>; rel="next"',
        },
        "Location": {
            "description": "Where the description is.",
            "required": True,
            "schema": {"type": "string"},
            "example": "/shapes/targets#target-value",
        },
        "Retry-After": {
            "description": "Seconds after which to ask again.",
            "schema": {"type": "integer"},
            "example": 5,
        },
        "X-Request-ID": {
            "description": "Names this request; the log of the service has it too. A request may bring its own.",
            "required": True,
            "schema": {"type": "string"},
            "example": "9b21c2ae1f60d7a4",
        },
        "X-Total-Count": {
            "description": "How many items the whole list has.",
            "schema": {"type": "integer", "minimum": 0},
            "example": 203,
        },
    }
)


def headers(*names: str) -> Schema:
    """Headers of an answer, by their names, for the OpenAPI document."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
