"""The ledger as triples: what accounts for each item, sentence, number and name of a plan's text."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, URIRef

from graph.assertions.literals import integer, plain
from graph.assertions.writing import PlanWriter
from graph.coverage import SCHEME, LedgerEntry
from graph.model import Document
from graph.names import Names
from graph.plan import Plan
from graph.vocabulary import Vocabulary


def coverage_graph(
    plan: Plan, document: Document, entries: Iterable[LedgerEntry], vocabulary: Vocabulary, names: Names
) -> Graph:
    """The graph ``coverage/<plan>``."""
    writer = _LedgerWriter(plan, document, vocabulary, names)
    for entry in entries:
        writer.entry(entry)
    return writer.graph


class _LedgerWriter(PlanWriter):
    def __init__(self, plan: Plan, document: Document, vocabulary: Vocabulary, names: Names) -> None:
        super().__init__(plan, document, names)
        self.vocabulary = vocabulary

    def entry(self, entry: LedgerEntry) -> None:
        node = self.iris.ledger_entry(entry.what, entry.start, entry.end)
        self.type(node, "LedgerEntry")
        self.add(node, "ledgerKind", plain(entry.what))
        self.add(node, "ledgerStatus", plain(entry.status))
        self.add(node, "inProvision", self.provisions[entry.provision])
        self.add(node, "inPlan", self.iris.plan)
        self.add(node, "start", integer(entry.start))
        self.add(node, "end", integer(entry.end))
        self._subject(node, entry)
        for mention in entry.mentions:
            self.add(node, "tiedBy", self.iris.mention(mention))
        for code in entry.sentences:
            self.add(node, "tiedBy", self.sentences[code])
        if entry.reason:
            self.add(node, "listedFor", URIRef(self.vocabulary.get(SCHEME, entry.reason).iri))

    def _subject(self, node: URIRef, entry: LedgerEntry) -> None:
        """What is accounted for: a provision or sentence by itself, words by their quote and sentence."""
        if entry.sentence is None:
            self.add(node, "accountsFor", self.provisions[entry.provision])
        elif entry.what == "sentence":
            self.add(node, "accountsFor", self.sentences[entry.sentence])
        else:
            self.add(node, "inSentence", self.sentences[entry.sentence])
            self.add(node, "quote", self.words(entry.quote))
