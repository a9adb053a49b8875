"""Mentions as triples: Web Annotations that join an entity to the words that speak of it.

Follows the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): the target is a
SpecificResource with a TextQuoteSelector and a TextPositionSelector on the source text.
"""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from graph.assertions.literals import decimal, integer, plain
from graph.assertions.writing import PlanWriter
from graph.model import SCHEME_OF, Document, Facts, Mention
from graph.names import OA, Names
from graph.plan import Plan
from graph.vocabulary import Vocabulary


def evidence_graph(plan: Plan, document: Document, facts: Facts, vocabulary: Vocabulary, names: Names) -> Graph:
    """The graph ``mentions/<plan>``."""
    writer = _EvidenceWriter(plan, document, names)
    for mention in facts.mentions:
        writer.mention(mention, URIRef(vocabulary.get(SCHEME_OF[mention.type], mention.entity).iri))
    for fact, node in zip(facts.quantities, writer.iris.quantities(facts.quantities), strict=True):
        writer.mention(fact.mention, node)
    return writer.graph


class _EvidenceWriter(PlanWriter):
    def mention(self, mention: Mention, entity: URIRef) -> None:
        node, selection = self.iris.mention(mention), self.iris.selection(mention.start, mention.end)
        for name, value in (
            ("mentionType", plain(mention.type)),
            ("quote", self.words(mention.quote)),
            ("start", integer(mention.start)),
            ("end", integer(mention.end)),
            ("method", self.names.concept("rule", mention.rule)),
            ("confidence", decimal(mention.confidence)),
            ("inSentence", self.sentences[mention.sentence]),
            ("inProvision", self.provisions[mention.provision]),
            ("inPlan", self.iris.plan),
        ):
            self.add(node, name, value)
        self.type(node, "Mention")
        self.graph.add((node, OA.motivatedBy, OA.identifying))
        self.graph.add((node, OA.hasBody, entity))
        self.graph.add((node, OA.hasTarget, selection))
        self._select(mention, selection)

    def _select(self, mention: Mention, selection: URIRef) -> None:
        exact = self.iris.quote_selector(mention.start, mention.end)
        position = self.iris.position_selector(mention.start, mention.end)
        self.graph.add((selection, RDF.type, OA.SpecificResource))
        self.graph.add((selection, OA.hasSource, self.iris.text))
        self.graph.add((selection, OA.hasSelector, exact))
        self.graph.add((selection, OA.hasSelector, position))
        self.graph.add((exact, RDF.type, OA.TextQuoteSelector))
        self.graph.add((exact, OA.exact, plain(mention.quote)))
        self.graph.add((position, RDF.type, OA.TextPositionSelector))
        self.graph.add((position, OA.start, integer(mention.start)))
        self.graph.add((position, OA.end, integer(mention.end)))
