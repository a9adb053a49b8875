"""Links as the triples of a named graph of their own: each a node, with its reasons and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS

from graph.assertions.literals import decimal, english, integer
from graph.assertions.writing import PlanWriter
from graph.crosswalk.values import OUTSIDE
from graph.links.model import Link, Quote, Reason
from graph.model import SCHEME_OF, Document
from graph.names import Names
from graph.plan import Plan
from graph.vocabulary import Vocabulary


def links_graph(plan: Plan, document: Document, links: Iterable[Link], vocabulary: Vocabulary, names: Names) -> Graph:
    """The graph ``links/<plan>``."""
    writer = _LinkWriter(plan, document, vocabulary, names)
    for link in links:
        writer.link(link)
    return writer.graph


def entity_iri(reason: Reason, vocabulary: Vocabulary) -> URIRef | None:
    """The IRI of what two measures share; similar wording has none."""
    if reason.feature.kind == "sdg-target":
        return URIRef(OUTSIDE["sdg"] + reason.feature.parts[0])
    if reason.entity is None:
        return None
    kind, slug = reason.entity
    return URIRef(vocabulary.get(SCHEME_OF[kind], slug).iri)


class _LinkWriter(PlanWriter):
    def __init__(self, plan: Plan, document: Document, vocabulary: Vocabulary, names: Names) -> None:
        super().__init__(plan, document, names)
        self.vocabulary = vocabulary

    def link(self, link: Link) -> None:
        node = self.iris.link(link.first, link.second)
        first, second = self.provisions[link.first], self.provisions[link.second]
        self.type(node, "MeasureLink")
        for one, other in ((first, second), (second, first)):
            self.add(node, "linksMeasure", one)
            self.add(one, "linkedTo", other)
        self.add(node, "linkWeight", decimal(link.weight))
        self.add(node, "inPlan", self.iris.plan)
        for reason in link.reasons:
            self.add(node, "linkReason", self._reason(link, reason))

    def _reason(self, link: Link, reason: Reason) -> URIRef:
        node = self.iris.link_reason(link.first, link.second, reason.feature.kind, reason.feature.parts)
        self.type(node, "LinkReason")
        self.graph.add((node, DCTERMS.description, english(reason.label)))
        self.add(node, "reasonKind", self.names.concept("link-kind", reason.feature.kind))
        self.add(node, "informationContent", decimal(reason.information))
        self.add(node, "linkWeight", decimal(reason.weight))
        self.add(node, "shareCount", integer(reason.count))
        if entity := entity_iri(reason, self.vocabulary):
            self.add(node, "shares", entity)
        if reason.action_type:
            self.add(node, "sharesActionType", self.names.concept("action-type", reason.action_type))
        if reason.similarity is not None:
            self.add(node, "wordingSimilarity", decimal(reason.similarity))
        for pair in reason.quotes:
            for quote in (pair.first, pair.second):
                self.add(node, "restsOn", self._words(quote))
        return node

    def _words(self, quote: Quote) -> URIRef:
        """The mention whose words these are, or else a use of words of their own."""
        if quote.mention is not None:
            return self.iris.mention(quote.mention)
        node = self.iris.word_use(quote.start, quote.end)
        self.type(node, "WordUse")
        self.add(node, "quote", self.words(quote.text))
        self.add(node, "start", integer(quote.start))
        self.add(node, "end", integer(quote.end))
        self.add(node, "inSentence", self.sentences[quote.sentence])
        self.add(node, "inProvision", self.provisions[quote.sentence.rpartition(".")[0]])
        self.add(node, "inPlan", self.iris.plan)
        return node
