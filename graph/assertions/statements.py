"""What the plan states, as triples: each fact on its sentence, with the mentions that evidence it."""

from __future__ import annotations

from rdflib import Graph, URIRef

from graph.assertions.literals import boolean, english, number, plain, year
from graph.assertions.writing import PlanWriter
from graph.model import Act, Document, Facts, Mention, QuantityFact, SentenceFacts
from graph.names import QUDT, Names
from graph.plan import Plan


def statements_graph(plan: Plan, document: Document, facts: Facts, names: Names) -> Graph:
    """The graph ``assertions/<plan>``."""
    writer = _StatementWriter(plan, document, names)
    for sentence in facts.sentences:
        writer.sentence(sentence)
    for mention in facts.mentions:
        writer.mention(mention)
    for fact, node in zip(facts.quantities, writer.iris.quantities(facts.quantities), strict=True):
        writer.quantity(fact, node)
    for act, node in zip(facts.acts, writer.iris.acts(facts.acts), strict=True):
        writer.act(act, node)
    return writer.graph


class _StatementWriter(PlanWriter):
    def sentence(self, facts: SentenceFacts) -> None:
        node = self.sentences[facts.sentence]
        for agent in facts.agents:
            self.add(node, "agent", self.names.concept("body", agent))
        if facts.modality:
            self.add(node, "modality", self.names.concept("modality", facts.modality))

    def mention(self, mention: Mention) -> None:
        """The assertion that a mention evidences; that of an agent stands with its sentence."""
        sentence = self.sentences[mention.sentence]
        if mention.type == "instrument" and mention.qualifier:
            node = self.iris.instrument_action(mention.sentence, mention.entity, mention.qualifier)
            self._fact(node, "InstrumentAction", mention, "hasInstrumentAction")
            self.add(node, "instrument", self.names.concept("instrument", mention.entity))
            self.add(node, "action", self.names.concept("action", mention.qualifier))
        elif mention.type == "body" and mention.qualifier:
            node = self.iris.body_role(mention.sentence, mention.entity, mention.qualifier)
            self._fact(node, "BodyRole", mention, "hasBodyRole")
            self.add(node, "body", self.names.concept("body", mention.entity))
            self.add(node, "role", self.names.concept("role", mention.qualifier))
        elif mention.type == "group":
            self.add(sentence, "concernsGroup", self.names.concept("group", mention.entity))
        elif mention.type == "right":
            self.add(sentence, "namesRight", self.names.concept("right", mention.entity))
        elif mention.type == "means":
            self.add(sentence, "namesMeans", self.names.concept("means", mention.entity))

    def act(self, act: Act, node: URIRef) -> None:
        """An act of its type and what it acts on; the sentence has the type as well."""
        kind = self.names.concept("action-type", act.mention.entity)
        self._fact(node, "Act", act.mention, "hasAct")
        self.add(node, "actionType", kind)
        self.add(self.sentences[act.mention.sentence], "actionType", kind)
        for of, entity in act.objects:
            self.add(node, "actsOn", self.names.concept("indicator" if of == "quantity" else of, entity))

    def quantity(self, fact: QuantityFact, node: URIRef) -> None:
        q = fact.quantity
        is_target = q.status == "target"
        name = "Target" if is_target else "Parameter"
        self._fact(node, name, fact.mention, f"has{name}")
        self.add(node, "indicator", self.names.concept("indicator", fact.mention.entity))
        if q.value is not None:
            self.add(node, "value", number(q.value))
        if q.comparator:
            self.add(node, "comparator", plain(q.comparator))
        if q.unit:
            self.graph.add((node, QUDT.hasUnit, self.names.concept("unit", q.unit)))
        if q.kind:
            self.add(node, "targetKind", self.names.concept("target-kind", q.kind))
        if q.direction:
            self.add(node, "direction", self.names.concept("direction", q.direction))
        for text, value in (("denominator", q.denominator), ("per", q.per)):
            if value:
                self.add(node, text, english(value))
        if is_target:
            self.add(node, "baselineStated", boolean(q.baseline_stated))
            if q.deadline:
                self.add(node, "deadline", year(q.deadline))
                self.add(node, "deadlineStated", boolean(q.deadline_stated))

    def _fact(self, node: URIRef, kind: str, mention: Mention, link: str) -> None:
        self.type(node, kind)
        self.add(node, "evidence", self.iris.mention(mention))
        self.add(node, "inProvision", self.provisions[mention.provision])
        self.add(node, "inPlan", self.iris.plan)
        self.add(self.sentences[mention.sentence], link, node)
