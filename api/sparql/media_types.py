"""The media types in which SPARQL answers are given, and what the store calls their formats.

Worker processes import it, so it imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.sparql.queries import AnswerKind
from graph.store import Formats

# In the order of our preference; several media types may name one format.
_BOOLEAN_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
    }
)
TABLE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
    }
)
GRAPH_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdfxml",
        "application/n-quads": "nquads",
        "application/trig": "trig",
        "application/json": "jsonld",
        "application/xml": "rdfxml",
        "application/x-turtle": "turtle",
        "text/n3": "turtle",
    }
)
# The media types on offer for each sort of answer. The standard has CSV and TSV for tables only, so
# ASK has none.
OFFERS: Mapping[AnswerKind, Mapping[str, str]] = MappingProxyType(
    {"solutions": TABLE_TYPES, "boolean": _BOOLEAN_TYPES, "graph": GRAPH_TYPES}
)


def entity_tag(digest: str, media_type: str) -> str:
    """The entity tag of an answer that has this hash, in a media type."""
    return f'"{digest}:{media_type}"'


def content_type(media_type: str) -> bytes:
    """A media type as a header gives it, with the charset where the type is of text."""
    return (f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type).encode()


def formats(kind: AnswerKind, media_type: str) -> Formats:
    """A media type as the store's name of its format, for the sort of answer that it is for."""
    return _FORMATS_OF[kind][media_type]


_FORMATS_OF: Mapping[AnswerKind, Mapping[str, Formats]] = MappingProxyType(
    {
        kind: {
            media_type: Formats(table=None, graph=name) if kind == "graph" else Formats(table=name, graph=None)
            for media_type, name in offered.items()
        }
        for kind, offered in OFFERS.items()
    }
)
