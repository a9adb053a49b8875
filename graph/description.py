"""The release's description of itself: DCAT 3, VoID and PROV-O, without a clock.

What the graph derives from is named with its hash, so that two releases can be told apart and a
copy can be checked. The time of a build is left out: it would make equal builds differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, VOID

from graph import __version__
from graph.assertions.literals import english, integer, plain
from graph.dataset import Dataset
from graph.dump_sorts import Sort, graph_name
from graph.names import Names

DCAT = Namespace("http://www.w3.org/ns/dcat#")
CC_BY = URIRef("https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a build read: its path in the project, and the SHA-256 of its bytes."""

    path: str
    sha256: str


def describe(dataset: Dataset, inputs: tuple[Input, ...], names: Names, sorts: Mapping[str, Sort]) -> Graph:
    """The graph ``provenance``: the dataset, its named graphs with their sizes and files, its inputs."""
    graph, node = Graph(), names.thing("dataset")
    own = names.thing("graph", "provenance")
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, RDF.type, VOID.Dataset))
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, DCTERMS.title, english("Knowledge graph of national human rights action plans")))
    graph.add((node, DCTERMS.license, CC_BY))
    graph.add((node, DCAT.version, plain(__version__)))
    graph.add((node, VOID.uriSpace, plain(names.things)))
    graph.add((node, VOID.triples, integer(sum(len(part) for part in dataset.values()))))
    graph.add((node, VOID.dataDump, names.dump(sorts["nquads"].packed(""))))
    for name in sorted({*dataset, own}):
        graph.add((node, VOID.subset, name))
        graph.add((name, RDF.type, VOID.Dataset))
        graph.add((name, VOID.dataDump, names.dump(sorts["graph"].packed(graph_name(name, names)))))
        if name in dataset:  # this graph cannot count itself
            graph.add((name, VOID.triples, integer(len(dataset[name]))))
    for file in inputs:
        source = names.thing("input", *file.path.split("/"))
        graph.add((node, PROV.wasDerivedFrom, source))
        graph.add((source, RDF.type, PROV.Entity))
        graph.add((source, DCTERMS.identifier, plain(file.path)))
        graph.add((source, names.own("sha256"), plain(file.sha256)))
    return graph
