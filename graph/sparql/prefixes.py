"""The prefixes that the project writes with, and those that queries commonly use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph.config import BASE

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "hrap": f"{BASE}ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "qudt": "http://qudt.org/schema/qudt/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
XML = "http://www.w3.org/XML/1998/namespace"
"""What rdflib has to know as ``xml`` before it writes RDF/XML with languages."""

_KINDS = ("action-type", "body", "group", "indicator", "instrument", "modality", "plan", "right", "role", "unit")
KNOWN: Mapping[str, str] = MappingProxyType(
    {
        **PREFIXES,
        "dcat": "http://www.w3.org/ns/dcat#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "sh": "http://www.w3.org/ns/shacl#",
        "sssom": "https://w3id.org/sssom/",
        "void": "http://rdfs.org/ns/void#",
        **{kind: f"{BASE}id/{kind}/" for kind in _KINDS},
    }
)


def with_prefixes(text: str) -> str:
    """Declare, in front of a query, the prefixes of the project that it uses and does not declare."""
    missing = [
        f"PREFIX {name}: <{iri}> "
        for name, iri in KNOWN.items()
        if re.search(rf"(?<![\w:-]){name}:", text) and not re.search(rf"PREFIX\s+{name}:", text, re.IGNORECASE)
    ]
    return "".join(missing) + text
