"""What the plan states, as triples: each fact on its sentence, with the mentions that evidence it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from graph.assertions.literals import boolean, english, number, plain, year
from graph.iris import PlanIris
from graph.model import Act, Document, Facts, Mention, QuantityFact, SentenceFacts
from graph.names import QUDT, Names
from graph.plan import Plan


def statements_graph(plan: Plan, document: Document, facts: Facts, names: Names) -> Graph:
    """The graph ``assertions/<plan>``."""
    iris = PlanIris(names, plan.id)
    places = {s.code: (iris.sentence(s), iris.provision(p)) for p in document.provisions for s in p.sentences}
    writer = _StatementWriter(Graph(), iris, names, places)
    for sentence in facts.sentences:
        writer.sentence(sentence)
    for mention in facts.mentions:
        writer.mention(mention)
    for fact, node in zip(facts.quantities, iris.quantities(facts.quantities), strict=True):
        writer.quantity(fact, node)
    for act, node in zip(facts.acts, iris.acts(facts.acts), strict=True):
        writer.act(act, node)
    return writer.graph


@dataclass(frozen=True, slots=True)
class _StatementWriter:
    graph: Graph
    iris: PlanIris
    names: Names
    places: Mapping[str, tuple[URIRef, URIRef]]

    def sentence(self, facts: SentenceFacts) -> None:
        node = self.places[facts.sentence][0]
        for agent in facts.agents:
            self._add(node, "agent", self.names.concept("body", agent))
        if facts.modality:
            self._add(node, "modality", self.names.concept("modality", facts.modality))

    def mention(self, mention: Mention) -> None:
        """The assertion that a mention evidences; that of an agent stands with its sentence."""
        sentence = self.places[mention.sentence][0]
        if mention.type == "instrument" and mention.qualifier:
            node = self.iris.instrument_action(mention.sentence, mention.entity, mention.qualifier)
            self._fact(node, "InstrumentAction", mention, "hasInstrumentAction")
            self._add(node, "instrument", self.names.concept("instrument", mention.entity))
            self._add(node, "action", self.names.concept("action", mention.qualifier))
        elif mention.type == "body" and mention.qualifier:
            node = self.iris.body_role(mention.sentence, mention.entity, mention.qualifier)
            self._fact(node, "BodyRole", mention, "hasBodyRole")
            self._add(node, "body", self.names.concept("body", mention.entity))
            self._add(node, "role", self.names.concept("role", mention.qualifier))
        elif mention.type == "group":
            self._add(sentence, "concernsGroup", self.names.concept("group", mention.entity))
        elif mention.type == "right":
            self._add(sentence, "namesRight", self.names.concept("right", mention.entity))
        elif mention.type == "means":
            self._add(sentence, "namesMeans", self.names.concept("means", mention.entity))

    def act(self, act: Act, node: URIRef) -> None:
        """An act of its type and what it acts on; the sentence has the type as well."""
        kind = self.names.concept("action-type", act.mention.entity)
        self._fact(node, "Act", act.mention, "hasAct")
        self._add(node, "actionType", kind)
        self._add(self.places[act.mention.sentence][0], "actionType", kind)
        for of, entity in act.objects:
            self._add(node, "actsOn", self.names.concept("indicator" if of == "quantity" else of, entity))

    def quantity(self, fact: QuantityFact, node: URIRef) -> None:
        q = fact.quantity
        is_target = q.status == "target"
        name = "Target" if is_target else "Parameter"
        self._fact(node, name, fact.mention, f"has{name}")
        self._add(node, "indicator", self.names.concept("indicator", fact.mention.entity))
        if q.value is not None:
            self._add(node, "value", number(q.value))
        if q.comparator:
            self._add(node, "comparator", plain(q.comparator))
        if q.unit:
            self.graph.add((node, QUDT.hasUnit, self.names.concept("unit", q.unit)))
        if q.kind:
            self._add(node, "targetKind", self.names.concept("target-kind", q.kind))
        if q.direction:
            self._add(node, "direction", self.names.concept("direction", q.direction))
        for text, value in (("denominator", q.denominator), ("per", q.per)):
            if value:
                self._add(node, text, english(value))
        if is_target:
            self._add(node, "baselineStated", boolean(q.baseline_stated))
            if q.deadline:
                self._add(node, "deadline", year(q.deadline))
                self._add(node, "deadlineStated", boolean(q.deadline_stated))

    def _fact(self, node: URIRef, kind: str, mention: Mention, link: str) -> None:
        sentence, provision = self.places[mention.sentence]
        self.graph.add((node, RDF.type, self.names.own(kind)))
        self._add(node, "evidence", self.iris.mention(mention))
        self._add(node, "inProvision", provision)
        self._add(node, "inPlan", self.iris.plan)
        self._add(sentence, link, node)

    def _add(self, node: URIRef, name: str, value: URIRef | Literal) -> None:
        self.graph.add((node, self.names.own(name), value))
