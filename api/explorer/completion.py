"""What the editor of queries completes: prefixes, the ontology's classes and properties, and the concepts by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from api.db import Database
from graph.release import TERMS, Release
from graph.sparql.prefixes import KNOWN

_OFFERED = ("rights", "groups", "instruments", "bodies", "indicators", "modalities", "roles", "action-types", "units")


def vocabulary(release: Release, database: Database) -> dict[str, Any]:
    """The prefixes by name, and each term with its prefixed name, label, kind and definition."""
    glossary = json.loads((release.documents / TERMS).read_text(encoding="utf-8"))
    return {"prefixes": dict(KNOWN), "terms": [*_terms(glossary), *_concepts(database)]}


def _terms(glossary: dict[str, Any]) -> Iterator[dict[str, str]]:
    for topic in glossary["topics"]:
        for sort, kind in (("classes", "class"), ("properties", "property")):
            for term in topic[sort]:
                yield {"name": f"hrap:{term['name']}", "label": term["label"], "kind": kind, "info": term["definition"]}


def _concepts(database: Database) -> Iterator[dict[str, str]]:
    """Concepts whose IRIs begin with a prefix that is known; the rest of the IRI has to be a local name."""
    places = ", ".join("?" * len(_OFFERED))
    sql = f"SELECT iri, label FROM concepts WHERE scheme IN ({places}) ORDER BY scheme, slug"  # noqa: S608
    for row in database.rows(sql, _OFFERED):
        namespace, _, local = row["iri"].rpartition("/")
        prefix = next((name for name, iri in KNOWN.items() if iri == f"{namespace}/"), None)
        if prefix and local:
            yield {"name": f"{prefix}:{local}", "label": row["label"], "kind": prefix, "info": ""}
