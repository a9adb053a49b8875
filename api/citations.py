"""How the service gives a citation: its formats, and what its requests and answers have in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from api.headers import headers
from api.models.questions import CitationFormat
from api.routes.responses import SAME, content, problems
from graph.citation.formats import WRITERS
from graph.citation.records import Citation, as_json

_TYPES = {
    "json": "application/json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
}
CITED: dict[int | str, dict[str, Any]] = {
    200: {"content": content(*_TYPES.values()), "headers": headers("ETag")},
    **SAME,
    **problems(400, 404, 413, 503, 504),
}
FORMAT = {
    "name": "format",
    "in": "query",
    "description": "JSON with the rows of the answer, BibTeX, RIS or CSL-JSON.",
    "example": "bibtex",
    "schema": {"type": "string", "enum": [*_TYPES], "default": "json"},
}


def written(citation: Citation, form: CitationFormat) -> Response:
    """A citation in a format."""
    text = as_json(citation) if form == "json" else WRITERS[form](citation)
    return Response(text, media_type=_TYPES[form])
