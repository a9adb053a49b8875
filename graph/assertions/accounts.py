"""The ledger as triples: what accounts for each item, sentence, number and name of a plan's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from graph.assertions.literals import integer, plain
from graph.coverage import SCHEME, LedgerEntry
from graph.iris import PlanIris
from graph.model import Document
from graph.names import Names
from graph.plan import Plan
from graph.vocabulary import Vocabulary


def coverage_graph(
    plan: Plan, document: Document, entries: Iterable[LedgerEntry], vocabulary: Vocabulary, names: Names
) -> Graph:
    """The graph ``coverage/<plan>``."""
    iris = PlanIris(names, plan.id)
    provisions = {p.code: iris.provision(p) for p in document.provisions}
    sentences = {s.code: iris.sentence(s) for s in document.sentences}
    writer = _LedgerWriter(Graph(), iris, names, plan.language, vocabulary, provisions, sentences)
    for entry in entries:
        writer.entry(entry)
    return writer.graph


@dataclass(frozen=True, slots=True)
class _LedgerWriter:
    graph: Graph
    iris: PlanIris
    names: Names
    language: str
    vocabulary: Vocabulary
    provisions: Mapping[str, URIRef]
    sentences: Mapping[str, URIRef]

    def entry(self, entry: LedgerEntry) -> None:
        node = self.iris.ledger_entry(entry.what, entry.start, entry.end)
        self.graph.add((node, RDF.type, self.names.own("LedgerEntry")))
        self._add(node, "ledgerKind", plain(entry.what))
        self._add(node, "ledgerStatus", plain(entry.status))
        self._add(node, "inProvision", self.provisions[entry.provision])
        self._add(node, "inPlan", self.iris.plan)
        self._add(node, "start", integer(entry.start))
        self._add(node, "end", integer(entry.end))
        self._subject(node, entry)
        for mention in entry.mentions:
            self._add(node, "tiedBy", self.iris.mention(mention))
        for code in entry.sentences:
            self._add(node, "tiedBy", self.sentences[code])
        if entry.reason:
            self._add(node, "listedFor", URIRef(self.vocabulary.get(SCHEME, entry.reason).iri))

    def _subject(self, node: URIRef, entry: LedgerEntry) -> None:
        """What is accounted for: a provision or sentence by itself, words by their quote and sentence."""
        if entry.sentence is None:
            self._add(node, "accountsFor", self.provisions[entry.provision])
        elif entry.what == "sentence":
            self._add(node, "accountsFor", self.sentences[entry.sentence])
        else:
            self._add(node, "inSentence", self.sentences[entry.sentence])
            self._add(node, "quote", Literal(entry.quote, lang=self.language))

    def _add(self, node: URIRef, name: str, value: URIRef | Literal) -> None:
        self.graph.add((node, self.names.own(name), value))
