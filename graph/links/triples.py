"""Links as the triples of a named graph of their own: each a node, with its reasons and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from graph.assertions.literals import decimal, english, integer
from graph.crosswalk.values import OUTSIDE
from graph.iris import PlanIris
from graph.links.model import Link, Quote, Reason
from graph.model import SCHEME_OF, Document
from graph.names import Names
from graph.plan import Plan
from graph.vocabulary import Vocabulary


def links_graph(plan: Plan, document: Document, links: Iterable[Link], vocabulary: Vocabulary, names: Names) -> Graph:
    """The graph ``links/<plan>``."""
    iris = PlanIris(names, plan.id)
    measures = {p.code: iris.provision(p) for p in document.provisions}
    sentences = {s.code: iris.sentence(s) for s in document.sentences}
    writer = _LinkWriter(Graph(), iris, names, plan.language, vocabulary, measures, sentences)
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


@dataclass(frozen=True, slots=True)
class _LinkWriter:
    graph: Graph
    iris: PlanIris
    names: Names
    language: str
    vocabulary: Vocabulary
    measures: Mapping[str, URIRef]
    sentences: Mapping[str, URIRef]

    def link(self, link: Link) -> None:
        node = self.iris.link(link.first, link.second)
        first, second = self.measures[link.first], self.measures[link.second]
        self.graph.add((node, RDF.type, self.names.own("MeasureLink")))
        for one, other in ((first, second), (second, first)):
            self._add(node, "linksMeasure", one)
            self._add(one, "linkedTo", other)
        self._add(node, "linkWeight", decimal(link.weight))
        self._add(node, "inPlan", self.iris.plan)
        for reason in link.reasons:
            self._add(node, "linkReason", self._reason(link, reason))

    def _reason(self, link: Link, reason: Reason) -> URIRef:
        node = self.iris.link_reason(link.first, link.second, reason.feature.kind, reason.feature.parts)
        self.graph.add((node, RDF.type, self.names.own("LinkReason")))
        self.graph.add((node, DCTERMS.description, english(reason.label)))
        self._add(node, "reasonKind", self.names.concept("link-kind", reason.feature.kind))
        self._add(node, "informationContent", decimal(reason.information))
        self._add(node, "linkWeight", decimal(reason.weight))
        self._add(node, "shareCount", integer(reason.count))
        if entity := entity_iri(reason, self.vocabulary):
            self._add(node, "shares", entity)
        if reason.action_type:
            self._add(node, "sharesActionType", self.names.concept("action-type", reason.action_type))
        if reason.similarity is not None:
            self._add(node, "wordingSimilarity", decimal(reason.similarity))
        for pair in reason.quotes:
            for quote in (pair.first, pair.second):
                self._add(node, "restsOn", self._words(quote))
        return node

    def _words(self, quote: Quote) -> URIRef:
        """The mention whose words these are, or else a use of words of their own."""
        if quote.mention is not None:
            return self.iris.mention(quote.mention)
        node = self.iris.word_use(quote.start, quote.end)
        self.graph.add((node, RDF.type, self.names.own("WordUse")))
        self._add(node, "quote", Literal(quote.text, lang=self.language))
        self._add(node, "start", integer(quote.start))
        self._add(node, "end", integer(quote.end))
        self._add(node, "inSentence", self.sentences[quote.sentence])
        self._add(node, "inProvision", self.measures[quote.sentence.rpartition(".")[0]])
        self._add(node, "inPlan", self.iris.plan)
        return node

    def _add(self, node: URIRef, name: str, value: URIRef | Literal) -> None:
        self.graph.add((node, self.names.own(name), value))
