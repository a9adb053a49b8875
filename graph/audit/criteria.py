"""The criteria of the audit, read from shapes/audit.ttl.

A criterion is a SHACL node shape. Its target, a class or a SHACL-AF SPARQL target
(https://www.w3.org/TR/shacl-af/#SPARQLTarget), is what it is asked of, and so its denominator.
Its query is written so that it finds the same with ``$this`` bound to one node, as a SHACL engine
runs it, and unbound, which answers for all nodes at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from graph.config import Config
from graph.errors import ShapeError
from graph.names import Names
from graph.validation.checking import load_shapes

TOPIC = "audit"
Severity = OneOf["Warning", "Info"]
_SEVERITIES: dict[Node | None, Severity] = {SH.Warning: "Warning", SH.Info: "Info"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its words, its sources, and the queries for its denominator and its findings.

    ``message`` may hold ``{?name}`` for a variable of the query, as SHACL allows.
    """

    slug: str
    iri: URIRef
    label: str
    chinese: str
    severity: Severity
    message: str
    definition: str
    scope_note: str
    counts: str
    sources: tuple[str, ...]
    population: str
    query: str


def load_criteria(config: Config) -> tuple[Criterion, ...]:
    """All criteria, the warnings first, else in the order of their names.

    Raises ShapeError where a criterion is incomplete, or of severity Violation: a feature of a plan
    is no fault of the data.
    """
    shapes, names = load_shapes(config, "prefixes", TOPIC), Names(config.base)
    reader = _Reader(shapes, names, _prefixes(shapes))
    criteria = [reader.criterion(URIRef(str(node))) for node in _nodes(shapes, names)]
    return tuple(sorted(criteria, key=lambda criterion: (criterion.severity != "Warning", criterion.slug)))


def criteria_graph(config: Config) -> Graph:
    """The named graph ``audit``: the criteria with their queries, as they stand in the file."""
    return load_shapes(config, TOPIC)


def _nodes(shapes: Graph, names: Names) -> set[Node]:
    return set(shapes.subjects(RDF.type, names.own("AuditCriterion")))


@dataclass(frozen=True, slots=True)
class _Reader:
    shapes: Graph
    names: Names
    prefixes: str

    def criterion(self, node: URIRef) -> Criterion:
        severity = _SEVERITIES.get(self.shapes.value(node, SH.severity))
        if severity is None:
            raise ShapeError(f"{node}: an audit criterion is a Warning or an Info.", remedy="Correct its sh:severity.")
        return Criterion(
            slug=self.names.slug(node),
            iri=node,
            label=self._words(node, RDFS.label, "en"),
            chinese=self._words(node, RDFS.label, "zh-hans"),
            severity=severity,
            message=self._words(node, SH.message, "en"),
            definition=self._words(node, SKOS.definition, "en"),
            scope_note=self._words(node, SKOS.scopeNote, "en"),
            counts=self._words(node, self.names.own("countsWhat"), "en"),
            sources=tuple(sorted(str(source) for source in self.shapes.objects(node, DCTERMS.source))),
            population=self._population(node),
            query=self._select(node, SH.sparql),
        )

    def _words(self, node: URIRef, predicate: URIRef, language: str) -> str:
        values = self.shapes.objects(node, predicate)
        found = [str(value) for value in values if str(getattr(value, "language", "")).lower() == language]
        if len(found) != 1:
            name = self.names.slug(predicate)
            raise ShapeError(f"{node}: {len(found)} values of {name} in {language}.", remedy="Give exactly one.")
        return found[0]

    def _population(self, node: URIRef) -> str:
        target = self.shapes.value(node, SH.targetClass)
        return f"SELECT ?this WHERE {{ ?this a <{target}> }}" if target else self._select(node, SH.target)

    def _select(self, node: URIRef, link: URIRef) -> str:
        query = self.shapes.value(self.shapes.value(node, link), SH.select)
        if query is None:
            raise ShapeError(f"{node}: it has no {self.names.slug(link)} with a query.", remedy="Give it one.")
        return f"{self.prefixes}{query}"


def _prefixes(shapes: Graph) -> str:
    declared = {
        str(shapes.value(d, SH.prefix)): shapes.value(d, SH.namespace) for d in shapes.objects(None, SH.declare)
    }
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(declared.items()))
