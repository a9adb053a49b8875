"""What the named graphs of a plan are written with: triples in the project's own terms."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from graph.iris import PlanIris
from graph.model import Document
from graph.names import Names
from graph.plan import Plan


class PlanWriter:
    """Fills one graph of a plan, and knows the IRIs of the plan's provisions and sentences by their codes."""

    def __init__(self, plan: Plan, document: Document, names: Names) -> None:
        self.graph = Graph()
        self.names, self.iris, self.language = names, PlanIris(names, plan.id), plan.language
        self.provisions = {provision.code: self.iris.provision(provision) for provision in document.provisions}
        self.sentences = {sentence.code: self.iris.sentence(sentence) for sentence in document.sentences}

    def type(self, node: URIRef, name: str) -> None:
        """Say of which class of the ontology a node is."""
        self.graph.add((node, RDF.type, self.names.own(name)))

    def add(self, node: URIRef, name: str, value: URIRef | Literal) -> None:
        """Say something of a node with a property of the ontology."""
        self.graph.add((node, self.names.own(name), value))

    def words(self, text: str) -> Literal:
        """Words of the plan, in its language."""
        return Literal(text, lang=self.language)
