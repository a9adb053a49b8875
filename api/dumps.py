"""The files for download, as a list and in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID

from api.models.dumps import DumpItem, DumpList
from api.models.items import Dataset
from api.sparql.description import serialised
from graph.dump_list import Dump
from graph.names import Names
from graph.sparql.prefixes import KNOWN, XML

DCAT = Namespace(KNOWN["dcat"])
SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
GZIP = "application/gzip"

UrlOf = Callable[[str], str]
"""The URL of a file on this service."""
Catalogue = Callable[[str, str], bytes]
"""The files in DCAT, by the URL of the folder that they are in on this service, and by media type."""
_KEPT = 24


def dump_list(dumps: Iterable[Dump], dataset: Dataset, url_of: UrlOf) -> DumpList:
    """The files for JSON."""
    return DumpList(dataset=dataset, items=[_item(dump, url_of) for dump in dumps])


def dump_catalogue(dumps: Iterable[Dump], description: Graph, names: Names, url_of: UrlOf) -> Graph:
    """The files as distributions of the dataset, or of the named graph that each holds.

    Nothing is a blank node, so that the same files are described in the same bytes.
    """
    graph, dataset = _empty(), names.thing("dataset")
    for part in (DCTERMS.title, DCTERMS.license, DCAT.version):
        for value in description.objects(dataset, part):
            graph.add((dataset, part, value))
    graph.add((dataset, RDF.type, DCAT.Dataset))
    for dump in dumps:
        _distribution(graph, dump, dataset, names, url_of)
    return graph


def catalogue_of(dumps: Iterable[Dump], description: Graph, names: Names) -> Catalogue:
    """The catalogue of a release, which keeps what it wrote: a service has few names, and a release does not change."""
    listed = tuple(dumps)

    @lru_cache(maxsize=_KEPT)
    def written(folder: str, media_type: str) -> bytes:
        return serialised(dump_catalogue(listed, description, names, lambda file: f"{folder}/{file}"), media_type)

    return written


def _distribution(graph: Graph, dump: Dump, dataset: URIRef, names: Names, url_of: UrlOf) -> None:
    node, checksum = names.dump(dump.file), names.dump(f"{dump.file}#sha256")
    of = URIRef(dump.graph) if dump.graph else dataset
    if dump.graph:
        graph.add((dataset, DCTERMS.hasPart, of))
        graph.add((of, RDF.type, DCAT.Dataset))
        graph.add((of, VOID.dataDump, URIRef(url_of(dump.file))))
    graph.add((of, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(dump.title, lang="en")))
    graph.add((node, DCTERMS.license, URIRef(LICENCE)))
    graph.add((node, DCAT.downloadURL, URIRef(url_of(dump.file))))
    graph.add((node, DCAT.byteSize, Literal(dump.size, datatype=XSD.nonNegativeInteger)))
    if dump.registered:
        graph.add((node, DCAT.mediaType, MEDIA_TYPES[dump.media_type]))
    if dump.compressed:
        graph.add((node, DCAT.compressFormat, MEDIA_TYPES[GZIP]))
    graph.add((node, SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, SPDX.checksumValue, Literal(dump.sha256, datatype=XSD.hexBinary)))


def _item(dump: Dump, url_of: UrlOf) -> DumpItem:
    members = {name: getattr(dump, name) for name in DumpItem.model_fields if name not in ("url", "licence")}
    return DumpItem(**members, url=url_of(dump.file), licence=LICENCE)


def _empty() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix in ("dcat", "dcterms", "rdf", "void", "xsd"):
        graph.bind(prefix, KNOWN[prefix])
    graph.bind("spdx", SPDX)
    graph.bind("xml", XML)
    return graph
