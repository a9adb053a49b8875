"""The query behind a page: SPARQL that finds what the page shows, from ``ontology/pages``."""

from __future__ import annotations

import re
from functools import cache

from graph.config import Config

_FILES = {"group": "concept", "instrument": "concept", "body": "concept", "parameter": "target"}
_VALUES = re.compile(r"(VALUES \?thing \{ )<[^>]*>( \})")
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def query_behind(kind: str, iri: str) -> str | None:
    """The query of the page of a kind about one thing; None where pages of the kind have none.

    Raises ValueError for what is no IRI (SPARQL 1.1, 19.8, IRIREF).
    """
    if _FORBIDDEN.search(iri):
        raise ValueError(f"{iri!r} is no IRI")
    text = _template(_FILES.get(kind, kind))
    return _VALUES.sub(lambda found: f"{found[1]}<{iri}>{found[2]}", text) if text else None


@cache
def _template(name: str) -> str | None:
    config = Config()
    path = config.ontology / "pages" / f"{name}.rq"
    return config.read(path) if path.exists() else None
