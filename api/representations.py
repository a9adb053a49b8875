"""One thing in several formats: which of them a request gets, and the headers that say what else there is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from fastapi import Request, Response

from api.explorer.views import View, view_of
from api.negotiation import preferred
from api.problems import NOT_ACCEPTABLE, ApiError

Format = Literal["turtle", "html", "jsonld", "ntriples", "rdfxml"]

# In the order of our preference, which decides where a request accepts anything.
MEDIA_TYPES: Mapping[str, Format] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "text/html": "html",
        "application/ld+json": "jsonld",
        "application/n-triples": "ntriples",
        "application/rdf+xml": "rdfxml",
        "application/xhtml+xml": "html",
        "application/json": "jsonld",
    }
)
_OFFERED = tuple(MEDIA_TYPES)[:5]


Page = Callable[[View], bytes]
"""Makes the page of a thing."""


class Body:
    """The bytes of an answer, and the quoted tag that tells them from others."""

    def __init__(self, data: bytes) -> None:
        self.data, self.tag = data, f'"{hashlib.sha256(data).hexdigest()[:24]}"'


@dataclass(frozen=True, slots=True)
class Resource:
    """The path of a thing, its graph in each format of RDF, and what makes its page."""

    path: str
    graphs: Mapping[Format, Body]
    page: Callable[[View], Body]


def resource(path: str, graphs: Mapping[Format, bytes], page: Page) -> Resource:
    """A resource. Its page is made once for each language, with and without the language in its links."""
    bodies = {form: Body(body) for form, body in graphs.items()}
    return Resource(path, MappingProxyType(bodies), lru_cache(maxsize=4)(lambda view: Body(page(view))))


def represent(request: Request, found: Resource, chosen: Format | None) -> Response:
    """The format that ``chosen`` names, or else the one that the Accept header prefers.

    Raises ApiError (406) where none is acceptable. A request that has these bytes gets 304 (RFC 9110, 13.1.2).
    """
    form = negotiated(request, chosen)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Link": alternates(found.path, form)}
    if form == "html":
        view = replace(view_of(request), path=found.path, query=())
        body = found.page(view)
        headers |= {"Vary": "Accept, Accept-Language", "Content-Language": view.language}
    else:
        body = found.graphs[form]
    headers["ETag"] = body.tag
    if has(request, body.tag):
        return Response(status_code=304, headers=headers)
    return Response(body.data, media_type=media_type(form), headers=headers)


def negotiated(request: Request, chosen: Format | None) -> Format:
    """The format that ``chosen`` names, or else the one that the Accept header prefers. Raises ApiError (406)."""
    accepted = preferred(request.headers.get("accept"), list(MEDIA_TYPES))
    form = chosen or (MEDIA_TYPES[accepted] if accepted else None)
    if form is None:
        raise ApiError(
            NOT_ACCEPTABLE,
            "None of the formats that the Accept header names is offered here.",
            remedy="Accept one of those allowed, or name a format with ?format=.",
            allowed=list(_OFFERED),
            headers={"Vary": "Accept"},
        )
    return form


def media_type(form: Format) -> str:
    """The media type that a format is served as."""
    return next(name for name, of in MEDIA_TYPES.items() if of == form)


def alternates(path: str, form: Format) -> str:
    """The other formats, as links (RFC 8288)."""
    others = {MEDIA_TYPES[name]: name for name in _OFFERED if MEDIA_TYPES[name] != form}
    return ", ".join(f'<{path}?format={other}>; rel="alternate"; type="{name}"' for other, name in others.items())


def has(request: Request, tag: str) -> bool:
    """Whether the request names this version as the one that it has (If-None-Match)."""
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or tag in known
