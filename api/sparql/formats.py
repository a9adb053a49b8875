"""Which of the formats of SPARQL answers a request wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from api.negotiation import preferred
from api.problems import NOT_ACCEPTABLE, ApiError, unknown
from api.sparql.media_types import GRAPH_TYPES, OFFERS, TABLE_TYPES
from graph.sparql.queries import AnswerKind

# What ?format= takes beside media types: the media type that a name stands for, for a table or a
# truth value, and for a graph. The later names are those that SPARQLWrapper and others send.
NAMES: Mapping[str, tuple[str | None, str | None]] = MappingProxyType(
    {
        "json": ("application/sparql-results+json", "application/ld+json"),
        "xml": ("application/sparql-results+xml", "application/rdf+xml"),
        "csv": ("text/csv", None),
        "tsv": ("text/tab-separated-values", None),
        "turtle": (None, "text/turtle"),
        "ntriples": (None, "application/n-triples"),
        "nquads": (None, "application/n-quads"),
        "trig": (None, "application/trig"),
        "jsonld": (None, "application/ld+json"),
        "rdfxml": (None, "application/rdf+xml"),
        "ttl": (None, "text/turtle"),
        "n3": (None, "text/turtle"),
        "nt": (None, "application/n-triples"),
        "nq": (None, "application/n-quads"),
        "json-ld": (None, "application/ld+json"),
        "rdf": (None, "application/rdf+xml"),
        "rdf+xml": (None, "application/rdf+xml"),
    }
)
# The same choice under the names by which clients send it, several at once; the first that is given counts.
PARAMETERS = ("format", "output", "results")
_LONG = 1000  # what a browser sends has some 100 characters


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request says of formats: a parameter, or else its Accept header."""

    name: str | None
    accept: str | None

    def media_type(self, kind: AnswerKind) -> str:
        """The media type for a sort of answer. Raises ApiError, a 406, where nothing on offer would do."""
        chosen = (_chosen if len(self.accept or "") < _LONG else _chosen.__wrapped__)(self, kind)
        if chosen is None:
            raise not_acceptable(kind)
        return chosen

    def among(self, offers: Sequence[str], *, graph: bool) -> str | None:
        """The one of these media types that is wanted; ``graph`` says whether they are of graphs.

        Raises ApiError, a 406, for the name of no format at all.
        """
        if self.name is None:
            return preferred(self.accept, offers)
        name = self.name.strip().lower().replace(" ", "+")  # a + that was not percent-encoded
        if name not in NAMES and name not in {*TABLE_TYPES, *GRAPH_TYPES, *offers}:
            raise unknown(NOT_ACCEPTABLE, "format", name, NAMES, parameter="format")
        chosen = NAMES[name][graph] if name in NAMES else name
        return chosen if chosen in offers else None


@lru_cache(maxsize=1000)  # programs that ask often say the same each time
def _chosen(wanted: Wanted, kind: AnswerKind) -> str | None:
    return wanted.among([*OFFERS[kind]], graph=kind == "graph")


def not_acceptable(kind: AnswerKind) -> ApiError:
    """The error where a sort of answer has no format that the request accepts."""
    detail = f"The answer to {_FORMS[kind]} comes in none of the formats that you accept."
    return ApiError(NOT_ACCEPTABLE, detail, remedy=_CHOOSE, allowed=[*OFFERS[kind]], headers={"Vary": "Accept"})


_CHOOSE = "Accept one of these, or say ?format=."
_FORMS: Mapping[AnswerKind, str] = MappingProxyType(
    {"solutions": "SELECT", "boolean": "ASK", "graph": "CONSTRUCT or DESCRIBE"}
)
