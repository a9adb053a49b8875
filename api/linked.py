"""The JSON answers as JSON-LD: the same members, with a served context that says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from graph.names import Names

# Members whose values are slugs, with the kind that their IRIs have.
_SLUGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "rights": ("hrap:underRight", "right"),
        "groups": ("hrap:concernsGroup", "group"),
        "instruments": ("hrap:usesInstrument", "instrument"),
        "bodies": ("hrap:involvesBody", "body"),
        "agents": ("hrap:agent", "body"),
        "action_types": ("hrap:actionType", "action-type"),
        "action_type": ("hrap:actionType", "action-type"),
        "modality": ("hrap:modality", "modality"),
        "indicator": ("hrap:indicator", "indicator"),
        "unit": ("qudt:hasUnit", "unit"),
        "publisher": ("dcterms:publisher", "body"),
        "method": ("hrap:method", "rule"),
        "reason": ("hrap:listedFor", "ledger-reason"),
        "indicator_type": ("hrap:indicatorType", "indicator-type"),
        "confidence_level": ("hrap:confidenceLevel", "confidence-level"),
        "verification": ("hrap:verificationStatus", "verification-status"),
        "fit": ("hrap:fit", "fit"),
        "author": ("dcterms:creator", "agent"),
        "criterion": ("sh:sourceShape", "shape"),
    }
)
_LITERALS: Mapping[str, str] = MappingProxyType(
    {
        "code": "hrap:code",
        "start": "hrap:start",
        "end": "hrap:end",
        "comparator": "hrap:comparator",
        "issued": "dcterms:issued",
        "jurisdiction": "hrap:jurisdiction",
        "language": "dcterms:language",
    }
)
_DECIMALS: Mapping[str, str] = MappingProxyType(
    {
        "value": "hrap:value",
        "weight": "hrap:linkWeight",
        "information": "hrap:informationContent",
        "similarity": "hrap:wordingSimilarity",
    }
)
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "text": "hrap:text",
        "heading": "hrap:heading",
        "quote": "hrap:quote",
        "title": "dcterms:title",
        "label": "skos:prefLabel",
        "definition": "skos:definition",
        "denominator": "hrap:denominator",
        "per": "hrap:per",
        "caveat": "hrap:caveat",
    }
)
# Where a member of one sort of answer means something else than in the others, or nothing that the graph states:
# the quote of a target, for one, is that of its mention. By the name of the model.
_APART: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "EntitySingle": {"unit": {"@id": "hrap:unit", "@type": "@id"}},
        "LinkedAuditFinding": dict.fromkeys(("code", "end", "heading", "quote", "rights", "start")),
        "LinkedAuditTally": {
            **dict.fromkeys(("code", "definition", "label", "label_zh")),
            "criterion": {"@id": "http://www.w3.org/ns/dqv#isMeasurementOf", "@type": "@id"},
        },
        "LinkedHit": {"code": None},
        "LinkedLedgerItem": {"quote": None},
        "LinkedLink": {
            **dict.fromkeys(("action_type", "heading")),
            "label": {"@id": "dcterms:description", "@language": "en"},
        },
        "LinkedMention": {"label": None},
        "LinkedTarget": dict.fromkeys(("end", "quote", "start")),
    }
)
_RELATIONS = ("closeMatch", "narrowMatch", "broadMatch", "relatedMatch")


def context(names: Names) -> dict[str, Any]:
    """The context document. Members that it does not name carry no meaning as linked data."""
    terms: dict[str, Any] = {
        "hrap": names.ontology,
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "iri": "@id",
        "items": "@graph",
    }
    terms |= {**_LITERALS, **_DECIMALS}
    terms["reasons"] = "hrap:linkReason"
    terms["linked_measures"] = {"@id": "hrap:linksMeasure", "@type": "@id"}
    terms |= {name: {"@id": term, "@language": "en"} for name, term in _ENGLISH.items()}
    terms["title_zh"] = {"@id": "dcterms:title", "@language": "zh-Hans"}
    terms["label_zh"] = {"@id": "skos:prefLabel", "@language": "zh-Hans"}
    terms["definition_zh"] = {"@id": "skos:definition", "@language": "zh-Hans"}
    terms["deadline"] = {"@id": "hrap:deadline", "@type": "xsd:gYear"}
    terms |= {name: {"@id": term, "@type": "@id"} for name, (term, _) in _SLUGS.items()}
    terms["object"] = {"@id": "rdf:object", "@type": "@id"}
    terms["subject_iri"] = {"@id": "rdf:subject", "@type": "@id"}
    terms["relation"] = {"@id": "rdf:predicate", "@type": "@vocab"}
    terms |= {name: f"skos:{name}" for name in _RELATIONS}
    terms["broader"] = {"@id": "skos:broader", "@type": "@id"}
    terms["narrower"] = {"@reverse": "skos:broader", "@type": "@id"}
    return {"@context": terms}


def as_linked_data(data: Mapping[str, Any], context_url: str, names: Names, model: str) -> dict[str, Any]:
    """An answer with its context; slugs become IRIs, and numbers with a point decimals.

    ``model`` names what the answer, or each item of a list, is. What has no IRI states nothing about anything, and so
    its members mean nothing as linked data.
    """
    states = all("iri" in item for item in data["items"]) if "items" in data else "iri" in data
    apart = _APART.get(model)
    context: Any = [context_url, apart] if apart else context_url
    return {"@context": context if states else [context_url, None], **_linked(data, names)}


def _linked(data: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """One object; JSON-LD would otherwise read slugs as plain words and values as floating-point numbers."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        if name == "value" and value is not None and float(value).is_integer():
            found[name] = int(value)  # as the graph has it, and JSON-LD reads it
        elif name in _DECIMALS and value is not None:
            found[name] = {"@value": _decimal(value), "@type": "xsd:decimal"}
        elif name in _SLUGS:
            found[name] = _each(value, f"{names.things}{_SLUGS[name][1]}/", names)
        else:
            found[name] = _each(value, f"{data['iri'].rpartition('/')[0]}/" if name == "broader" else "", names)
    return found


def _each(value: Any, prefix: str, names: Names) -> Any:
    """A value or a list of values: objects in their turn, words with the prefix that makes them IRIs."""
    if isinstance(value, list):
        return [_each(item, prefix, names) for item in value]
    if isinstance(value, dict):
        named = {"iri": f"{prefix}{value['slug']}"} if prefix and "slug" in value else {}
        return _linked({**named, **value}, names)
    return f"{prefix}{value}" if prefix and value is not None else value


def _decimal(value: float) -> str:
    """A number as the graph writes it: without zeros that say nothing."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
