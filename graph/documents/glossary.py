"""What a page says of each term and each shape: labels, definition, relations, and where it is used.

Plain values, so that a release carries them as JSON and the service needs no RDF library to show them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from graph.config import Config
from graph.dataset import Dataset
from graph.names import Names
from graph.validation.checking import load_shapes
from graph.vocabulary import read_turtle

_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
}
_SCHEMA = Namespace("http://schema.org/")
_RELATIONS = {
    "above": (RDFS.subClassOf, RDFS.subPropertyOf),
    "domain": (RDFS.domain,),
    "domain_includes": (_SCHEMA.domainIncludes,),
    "range": (RDFS.range,),
    "range_includes": (_SCHEMA.rangeIncludes,),
    "inverse": (OWL.inverseOf,),
    "disjoint": (OWL.disjointWith,),
    "see_also": (RDFS.seeAlso,),
}
_BACKWARDS = {
    "below": (RDFS.subClassOf, RDFS.subPropertyOf),
    "subject_of": (RDFS.domain, _SCHEMA.domainIncludes),
    "value_of": (RDFS.range, _SCHEMA.rangeIncludes),
}
_SYMMETRIC = (OWL.disjointWith, OWL.inverseOf)
_NAME_IN_QUERY = re.compile(r"\bhrap:(\w+)")


def glossary(dataset: Dataset, config: Config) -> dict[str, Any]:
    """The topics with their terms, and the topics of shapes with their shapes, all in the order of their names."""
    files = {path.stem: read_turtle([path], config) for path in sorted(config.ontology.glob("*.ttl"))}
    names, ontology = Names(config.base), Graph()
    for graph in files.values():
        ontology += graph
        for prefix, namespace in graph.namespaces():
            ontology.bind(prefix, namespace)
    shapes = [_shape_topic(path.stem, config) for path in sorted(config.shapes.glob("*.ttl"))]
    used = _Uses(_counts(dataset, ontology, names), _shapes_of_terms(shapes))
    entries = _Entries(ontology, names, used)
    (umbrella,) = set(ontology.subjects(RDF.type, OWL.Ontology)) - set(ontology.objects(None, OWL.imports))
    return {
        "namespace": names.ontology,
        "ontology": entries.header(umbrella),
        "topics": [entries.topic(header) for header in sorted(ontology.objects(umbrella, OWL.imports), key=str)],
        "shapes": [topic for topic in shapes if topic["shapes"]],
    }


@dataclass(frozen=True, slots=True)
class _Uses:
    """How often each term is used in the data, and by which shapes, by its local name."""

    counts: Mapping[str, int]
    shapes: Mapping[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class _Entries:
    ontology: Graph
    names: Names
    uses: _Uses

    def header(self, node: Node) -> dict[str, Any]:
        return {
            "iri": str(node),
            "name": str(node).rpartition("/")[2],
            "title": self._text(node, DCTERMS.title, "en"),
            "title_zh": self._text(node, DCTERMS.title, "zh-Hans"),
            "label": self._text(node, RDFS.label, "en"),
            "label_zh": self._text(node, RDFS.label, "zh-Hans"),
            "definition": self._text(node, SKOS.definition, "en"),
            "version": str(self.ontology.value(node, OWL.versionInfo)),
            "citation": str(self.ontology.value(node, DCTERMS.bibliographicCitation)),
            "license": str(self.ontology.value(node, DCTERMS.license)),
            "imports": sorted(str(other).rpartition("/")[2] for other in self.ontology.objects(node, OWL.imports)),
        }

    def topic(self, header: Node) -> dict[str, Any]:
        terms = [self.term(term) for term in sorted(self.ontology.subjects(RDFS.isDefinedBy, header), key=str)]
        return {
            **self.header(header),
            "classes": [term for term in terms if term["kind"] == "class"],
            "properties": [term for term in terms if term["kind"] != "class"],
        }

    def term(self, node: Node) -> dict[str, Any]:
        name = str(node).removeprefix(self.names.ontology)
        return {
            "iri": str(node),
            "name": name,
            "kind": next(kind for type_, kind in _KINDS.items() if (node, RDF.type, type_) in self.ontology),
            "functional": (node, RDF.type, OWL.FunctionalProperty) in self.ontology,
            "label": self._text(node, RDFS.label, "en"),
            "label_zh": self._text(node, RDFS.label, "zh-Hans"),
            "definition": self._text(node, SKOS.definition, "en"),
            "notes": sorted(str(note) for note in self.ontology.objects(node, SKOS.scopeNote)),
            "examples": sorted(str(example) for example in self.ontology.objects(node, SKOS.example)),
            **{relation: self._related(node, links) for relation, links in _RELATIONS.items()},
            **{relation: self._pointing(node, links) for relation, links in _BACKWARDS.items()},
            "shapes": self.uses.shapes.get(name, []),
            "used": self.uses.counts.get(name, 0),
        }

    def _related(self, node: Node, links: tuple[URIRef, ...]) -> list[dict[str, str]]:
        found = {other for link in links for other in self.ontology.objects(node, link)}
        found |= {other for link in links if link in _SYMMETRIC for other in self.ontology.subjects(link, node)}
        return self._references(found)

    def _pointing(self, node: Node, links: tuple[URIRef, ...]) -> list[dict[str, str]]:
        return self._references({other for link in links for other in self.ontology.subjects(link, node)})

    def _references(self, nodes: set[Node]) -> list[dict[str, str]]:
        """Terms as a page names them; ``own`` is empty for those of other vocabularies."""
        found = []
        for node in sorted(nodes, key=str):
            iri = str(node)
            own = self.names.term(iri) or ""
            short = f"hrap:{own}" if own else self.ontology.namespace_manager.curie(iri, generate=False)
            found.append({"iri": iri, "name": short, "own": own})
        return found

    def _text(self, node: Node, predicate: URIRef, language: str) -> str:
        values = (value for value in self.ontology.objects(node, predicate) if isinstance(value, Literal))
        return next((str(value) for value in values if (value.language or "").lower() == language.lower()), "")


def _counts(dataset: Dataset, ontology: Graph, names: Names) -> dict[str, int]:
    """Members of each class, those of its subclasses among them, and statements with each property."""
    statements: Counter[str] = Counter()
    members: dict[Node, set[Node]] = defaultdict(set)
    for graph in dataset.values():
        for subject, predicate, value in graph:
            if predicate == RDF.type:
                members[value].add(subject)
            elif own := names.term(str(predicate)):
                statements[own] += 1
    counts = dict(statements)
    for term in ontology.subjects(RDF.type, OWL.Class):
        below = ontology.transitive_subjects(RDFS.subClassOf, term)
        counts[str(names.term(str(term)))] = len({member for kind in below if kind for member in members[kind]})
    return counts


def _shape_topic(topic: str, config: Config) -> dict[str, Any]:
    graph, names = load_shapes(config, topic), Names(config.base)
    shapes = sorted(graph.subjects(RDF.type, SH.NodeShape), key=str)
    return {"name": topic, "shapes": [_shape(graph, shape, names) for shape in shapes]}


def _shape(graph: Graph, shape: Node, names: Names) -> dict[str, Any]:
    targets = {str(names.term(str(target)) or target) for target in graph.objects(shape, SH.targetClass)}
    return {
        **_rule(graph, shape, names),
        "targets": sorted(targets),
        "properties": [_rule(graph, part, names) for part in sorted(graph.objects(shape, SH.property), key=str)],
        "terms": sorted(_terms(graph, shape, names)),
    }


def _rule(graph: Graph, shape: Node, names: Names) -> dict[str, str]:
    return {
        "iri": str(shape),
        "name": names.slug(str(shape)),
        "severity": names.slug(str(graph.value(shape, SH.severity))),
        "message": str(graph.value(shape, SH.message)),
    }


def _terms(graph: Graph, shape: Node, names: Names) -> set[str]:
    """The own terms that a shape names, in its property shapes and queries as well."""
    found: set[str] = set()
    for predicate, value in graph.predicate_objects(shape):
        if isinstance(value, BNode) or predicate == SH.property:
            found |= _terms(graph, value, names)
        elif isinstance(value, Literal):
            found |= set(_NAME_IN_QUERY.findall(str(value)))
        elif own := names.term(str(value)):
            found.add(own)
    return found


def _shapes_of_terms(topics: list[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for topic in topics:
        for shape in topic["shapes"]:
            for term in shape["terms"]:
                found[term].append({"name": shape["name"], "topic": topic["name"]})
    return found
