"""A graph in each syntax that it is served in: the same bytes for the same files, whatever the machine.

Blank nodes are numbered in the order of the text, since a parser's own names for them differ from run to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from graph.sparql.languages import canonical_tag, restored

FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "jsonld": RdfFormat.JSON_LD,
        "ntriples": RdfFormat.N_TRIPLES,
        "rdfxml": RdfFormat.RDF_XML,
    }
)


def read_triples(turtle: str, name: str) -> list[Triple]:
    """The triples of a Turtle text in their order; ``name`` sets its blank nodes apart from those of other texts."""
    numbers: dict[str, BlankNode] = {}

    def named(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | BlankNode | Literal | Triple:
        if not isinstance(term, BlankNode):
            return term
        return numbers.setdefault(term.value, BlankNode(f"{name}{len(numbers) + 1:03d}"))

    quads = parse(turtle, format=RdfFormat.TURTLE)
    return [Triple(named(q.subject), q.predicate, named(q.object)) for q in quads]  # type: ignore[arg-type]


def write_triples(triples: Iterable[Triple], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Triples, each once and sorted by subject, predicate and object, in one of ``FORMATS``."""
    ordered = sorted(set(triples), key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
    if form == "turtle":
        return _turtle(ordered, prefixes)
    written = serialize(ordered, format=FORMATS[form], prefixes=dict(prefixes) if form != "ntriples" else None)
    return restored(written or b"", form)


def _turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """By rdflib, which writes lists and blank nodes where they stand, as a reader expects."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph.serialize(format="turtle").encode()


def _term(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is a triple, which RDF 1.1 has not as a term")
    if term.language:
        return rdflib.Literal(term.value, lang=canonical_tag(term.language))
    plain = term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))
