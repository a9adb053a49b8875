"""Named graphs, and their canonical form: sorted N-Quads, the same bytes for the same triples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from rdflib import Graph, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.term import BNode

Dataset = Mapping[URIRef, Graph]


def union(dataset: Dataset) -> Graph:
    """One graph of all: what a query sees as its default graph, and what the shapes check."""
    merged = Graph()
    for graph in dataset.values():
        merged += graph
    return merged


def nquads(dataset: Dataset) -> bytes:
    """The canonical N-Quads of a dataset, in UTF-8.

    Sorted lines are the canonical form of a dataset without blank nodes (W3C RDF Dataset
    Canonicalization, https://www.w3.org/TR/rdf-canon/); a graph that has any gets labels for
    them that derive from what they stand for.
    """
    return "".join(sorted(line for name, graph in dataset.items() for line in _lines(name, graph))).encode()


def join(*parts: bytes) -> bytes:
    """Canonical N-Quads of several datasets as those of one: the lines of all, sorted."""
    return b"".join(sorted(line for part in parts for line in part.splitlines(keepends=True)))


def of_graphs(quads: bytes, names: Iterable[URIRef]) -> bytes:
    """The lines of canonical N-Quads that belong to some of the named graphs."""
    wanted = {str(name).encode() for name in names}
    return b"".join(line for line in quads.splitlines(keepends=True) if _graph_of(line) in wanted)


def _graph_of(line: bytes) -> bytes:
    return line[line.rindex(b" <") + 2 : line.rindex(b">")]


def digests(quads: bytes) -> dict[str, str]:
    """The SHA-256 of each named graph in its canonical form, by the graph's IRI, from canonical N-Quads of all."""
    found: dict[bytes, hashlib._Hash] = {}
    for line in quads.splitlines(keepends=True):
        found.setdefault(_graph_of(line), hashlib.sha256()).update(line)
    return {name.decode(): lines.hexdigest() for name, lines in sorted(found.items())}


def _lines(name: URIRef, graph: Graph) -> Iterator[str]:
    labelled = to_canonical_graph(graph) if _has_blank_nodes(graph) else graph
    for line in labelled.serialize(format="nt").split("\n"):
        if line:
            yield f"{line.removesuffix('.')}{name.n3()} .\n"


def _has_blank_nodes(graph: Graph) -> bool:
    return any(isinstance(term, BNode) for triple in graph for term in triple)
