"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID of the dataset."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import VOID

from graph.contents import Contents
from graph.sparql.prefixes import KNOWN, XML

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

# By the names of https://www.w3.org/ns/formats/.
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "N-Quads",
    "TriG",
    "JSON-LD",
    "RDF_XML",
)
# In the order of our preference, with the names that rdflib has for them.
DESCRIPTION_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/rdf+xml": "pretty-xml",
        "application/ld+json": "json-ld",
        "application/n-triples": "nt",
    }
)


def service_description(contents: Contents, endpoint: str) -> Graph:
    """The endpoint at this URL: its language, features, formats, and its dataset with every named graph.

    Nothing is a blank node, so that the same service says the same in the same bytes.
    """
    graph = _empty()
    service, dataset, default = (URIRef(f"{endpoint}#{name}") for name in ("service", "dataset", "default-graph"))
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(endpoint)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in _RESULT_FORMATS:
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    for kind in (SD.Graph, VOID.Dataset):
        graph.add((default, RDF.type, kind))
    graph.add((default, VOID.triples, Literal(sum(contents.sizes.values()))))
    for number, (name, size) in enumerate(contents.sizes.items(), 1):
        named = URIRef(f"{endpoint}#named-graph-{number}")
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(name)))
        graph.add((named, SD.graph, URIRef(name)))
        for kind in (SD.Graph, VOID.Dataset):
            graph.add((URIRef(name), RDF.type, kind))
        graph.add((URIRef(name), VOID.triples, Literal(size)))
    return graph


def dataset_description(contents: Contents, endpoint: str, url_of: Callable[[str], str]) -> Graph:
    """What the release says of its datasets, with the size of each named graph and where to query and load them.

    ``url_of`` is the URL that a file for download has on this service.
    """
    graph = _empty() + contents.description
    for dataset, file in list(graph.subject_objects(VOID.dataDump)):
        graph.remove((dataset, VOID.dataDump, file))
        graph.add((dataset, VOID.dataDump, URIRef(url_of(str(file).rpartition("/")[2]))))
    for name, size in contents.sizes.items():
        graph.add((URIRef(name), RDF.type, VOID.Dataset))
        graph.add((URIRef(name), VOID.triples, Literal(size)))
    subsets = set(graph.objects(None, VOID.subset))
    for dataset in list(graph.subjects(RDF.type, VOID.Dataset)):
        if dataset not in subsets:
            graph.add((dataset, VOID.sparqlEndpoint, URIRef(endpoint)))
    return graph


def serialised(graph: Graph, media_type: str) -> bytes:
    """A description in one of the media types of ``DESCRIPTION_TYPES``, always in the same order."""
    text = graph.serialize(format=DESCRIPTION_TYPES[media_type])
    if media_type == "application/n-triples":
        text = "".join(sorted(text.splitlines(keepends=True)))
    if media_type == "application/ld+json":
        text = json.dumps(_sorted(json.loads(text)), ensure_ascii=False, indent=1)
    return text.encode("utf-8")


def _sorted(value: Any) -> Any:
    """JSON-LD without lists of RDF, whose arrays are sets: in the order of what they hold."""
    if isinstance(value, dict):
        return {name: _sorted(member) for name, member in sorted(value.items())}
    return sorted((_sorted(item) for item in value), key=json.dumps) if isinstance(value, list) else value


def _empty() -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.bind("sd", SD)
    graph.bind("format", FORMATS)
    graph.bind("xml", XML)
    for prefix in ("dcat", "dcterms", "prov", "rdf", "void", "xsd"):
        graph.bind(prefix, KNOWN[prefix])
    return graph
