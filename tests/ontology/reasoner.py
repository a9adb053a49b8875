"""The OWL 2 RL rules over the ontology, what it builds on, and data: what they find to be contradictory."""

from __future__ import annotations

import owlrl
from rdflib import RDF, Graph, Namespace

from graph.config import Config
from graph.vocabulary import read_turtle

_REPORT = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
"""The names under which owlrl writes what it finds contradictory."""


def axioms() -> Graph:
    """The ontology with what other vocabularies say of the terms that it builds on."""
    config = Config()
    return read_turtle([*sorted(config.ontology.glob("*.ttl")), config.ontology / "external" / "terms.ttl"], config)


def closure(graph: Graph) -> Graph:
    """A new graph of what is said and all that follows from it by the rules of OWL 2 RL.

    The rules are those of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules,
    without those about datatypes, which the shapes check.
    """
    closed = Graph() + graph
    rules = owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    )
    rules.expand(closed)
    return closed


def contradictions(closed: Graph) -> list[str]:
    """What the rules found contradictory in a closure, in words."""
    return sorted(str(closed.value(node, _REPORT.error)) for node in closed.subjects(RDF.type, _REPORT.ErrorMessage))
