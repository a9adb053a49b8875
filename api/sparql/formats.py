"""The formats in which SPARQL answers are given, and which of them a request wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from api.negotiation import preferred
from api.problems import NOT_ACCEPTABLE, ApiError, unknown
from graph.store import Formats

# In the order of our preference; several media types may name one format.
TABLE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
    }
)
GRAPH_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdfxml",
        "application/json": "jsonld",
    }
)
# What ?format= takes: the media types for tables and for graphs that it stands for.
NAMES: Mapping[str, tuple[str | None, str | None]] = MappingProxyType(
    {
        "json": ("application/sparql-results+json", "application/ld+json"),
        "xml": ("application/sparql-results+xml", "application/rdf+xml"),
        "csv": ("text/csv", None),
        "tsv": ("text/tab-separated-values", None),
        "turtle": (None, "text/turtle"),
        "ntriples": (None, "application/n-triples"),
        "jsonld": (None, "application/ld+json"),
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The media type that a request wants for a table and for a graph; None where it takes none."""

    table: str | None
    graph: str | None

    @property
    def formats(self) -> Formats:
        """The same, as names of formats."""
        return Formats(TABLE_TYPES[self.table] if self.table else None, GRAPH_TYPES[self.graph] if self.graph else None)


def wanted(name: str | None, accept: str | None) -> Wanted:
    """What ``?format=`` says, or else the Accept header. Raises ApiError where nothing would do."""
    if name is not None:
        if name not in NAMES and name not in {*TABLE_TYPES, *GRAPH_TYPES}:
            raise unknown(NOT_ACCEPTABLE, "format", name, NAMES, parameter="format")
        return Wanted(*NAMES[name]) if name in NAMES else Wanted(_known(name, TABLE_TYPES), _known(name, GRAPH_TYPES))
    found = Wanted(preferred(accept, [*TABLE_TYPES]), preferred(accept, [*GRAPH_TYPES]))
    if found.table is None and found.graph is None:
        raise not_acceptable("a query", [*TABLE_TYPES, *GRAPH_TYPES])
    return found


def not_acceptable(what: str, offers: list[str]) -> ApiError:
    """The error where a sort of answer has no format that the request accepts."""
    detail = f"The answer to {what} comes in none of the formats that you accept."
    allowed = list(dict.fromkeys(offers))
    return ApiError(NOT_ACCEPTABLE, detail, remedy="Accept one of these, or say ?format=.", allowed=allowed)


def _known(name: str, types: Mapping[str, str]) -> str | None:
    return name if name in types else None
