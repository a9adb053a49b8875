"""What follows from the ontology: nothing contradictory, no class that can have no member, nothing untrue of data."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.graph import ReadOnlyGraphAggregate

from graph.config import Config
from graph.names import Names
from graph.pipeline import Built
from graph.vocabulary import load_vocabulary, read_turtle
from tests.ontology.reasoner import axioms, closure, contradictions

OWN = Namespace(Names().ontology)
TEST = Namespace("https://w3id.org/hrap/test#")
BASE = Path(__file__).parent.parent / "shapes" / "base.ttl"
SAMPLE = ("1.5.2", "3.2.1", "4.2.5")
"""Measures with targets, with laws and with groups; the statements are taken whole."""


def members(graph: Graph) -> Graph:
    """A fresh member of each class, and a fresh pair for each object property."""
    found, number = Graph(), count()
    for term in sorted(set(graph.subjects(RDFS.isDefinedBy))):
        thing, other = TEST[f"thing-{next(number)}"], TEST[f"thing-{next(number)}"]
        if (term, RDF.type, OWL.Class) in graph:
            found.add((thing, RDF.type, term))
        elif (term, RDF.type, OWL.ObjectProperty) in graph:
            found.add((thing, URIRef(term), other))
        elif (term, RDF.type, OWL.DatatypeProperty) in graph:
            found.add((thing, URIRef(term), Literal("value")))
    return found


def neighbourhood(graph: Graph, things: set[URIRef]) -> Graph:
    """What is said of some things and by them, one step each way."""
    found = Graph()
    for thing in things:
        for triple in (*graph.triples((thing, None, None)), *graph.triples((None, None, thing))):
            found.add(triple)
    for node in {term for triple in found for term in (triple[0], triple[2]) if isinstance(term, URIRef)}:
        for triple in graph.triples((node, RDF.type, None)):
            found.add(triple)
    return found


@pytest.fixture(scope="module")
def sample(built: Built) -> Graph:
    """Some measures of the real plan with all that stands in them, every statement, and the vocabulary."""
    whole = ReadOnlyGraphAggregate([*built.dataset.values()])
    parts = {node for code in SAMPLE for node in whole.subjects(OWN.code, Literal(code))}
    parts |= set(whole.subjects(RDF.type, OWN.Statement)) | set(whole.subjects(RDF.type, OWN.Plan))
    parts |= {node for part in parts for node in whole.subjects(OWN.inProvision, part)}
    inputs = {node for node in whole.subjects(OWN.sha256) if isinstance(node, URIRef)}
    return neighbourhood(whole, {URIRef(str(part)) for part in parts} | inputs) + load_vocabulary(Config()).graph


@pytest.fixture(scope="module")
def inferred(sample: Graph) -> Graph:
    """The sample with all that follows from it."""
    return closure(axioms() + sample)


def test_no_class_and_no_property_is_unsatisfiable() -> None:
    """A term that nothing can bear without contradiction would show as soon as one thing does."""
    graph = axioms()
    assert contradictions(closure(graph + members(graph))) == []


def test_the_small_graph_is_consistent() -> None:
    assert contradictions(closure(axioms() + read_turtle([BASE], Config()))) == []


def test_a_sample_of_the_plan_and_the_whole_vocabulary_are_consistent(sample: Graph, inferred: Graph) -> None:
    assert len(sample) > 3000
    assert contradictions(inferred) == []


def test_domains_and_ranges_infer_no_class_that_the_plan_does_not_assert(sample: Graph, inferred: Graph) -> None:
    """In OWL a domain makes its subjects members: one that is too narrow would make things what they are not."""
    graph = axioms()
    above = closure(graph)
    own = {term for term in graph.subjects(RDF.type, OWL.Class) if str(term).startswith(str(OWN))}
    typed = set(sample.subjects(RDF.type, None))
    for thing in typed:
        asserted = set(sample.objects(thing, RDF.type))
        expected = asserted | {higher for kind in asserted for higher in above.objects(kind, RDFS.subClassOf)}
        assert set(inferred.objects(thing, RDF.type)) & own <= expected, thing


def test_functional_properties_make_no_two_things_the_same(inferred: Graph) -> None:
    assert [(s, o) for s, o in inferred.subject_objects(OWL.sameAs) if s != o] == []


BROKEN = {
    "a member of two disjoint classes": (
        "test:x a hrap:Target , hrap:Parameter .",
        "Disjoint classes",
    ),
    "a class under two disjoint ones": (
        "hrap:Impossible rdfs:subClassOf hrap:Measure , hrap:Statement . test:x a hrap:Impossible .",
        "Disjoint classes",
    ),
    "a domain that makes a statement a measure": (
        "hrap:statementType rdfs:domain hrap:Measure . test:x a hrap:Statement ; hrap:statementType test:y .",
        "Disjoint classes",
    ),
    "a class of nothing": (
        "hrap:Nothing rdfs:subClassOf owl:Nothing . test:x a hrap:Nothing .",
        "'Nothing'",
    ),
    "a fact that is an activity": (
        "test:x a prov:Activity ; hrap:evidence test:y .",
        "Disjoint classes",
    ),
}


@pytest.mark.parametrize(("turtle", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_the_reasoner_finds_what_is_broken(turtle: str, words: str) -> None:
    prefixes = (
        f"@prefix hrap: <{OWN}> . @prefix test: <{TEST}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."
        "@prefix prov: <http://www.w3.org/ns/prov#> ."
    )
    broken = axioms() + Graph().parse(data=f"{prefixes} {turtle}", format="turtle")
    assert any(words in found for found in contradictions(closure(broken)))


def test_an_unsatisfiable_class_is_found_by_its_fresh_member() -> None:
    graph = axioms()
    for parent in (OWN.Measure, OWN.Statement):
        graph.add((OWN.Impossible, RDFS.subClassOf, parent))
    graph.add((OWN.Impossible, RDF.type, OWL.Class))
    graph.add((OWN.Impossible, RDFS.isDefinedBy, TEST.file))
    assert contradictions(closure(graph + members(graph))) != []


def test_a_functional_property_with_two_values_makes_them_the_same() -> None:
    graph = axioms()
    for plan in (TEST.one, TEST.other):
        graph.add((TEST.part, OWN.inPlan, plan))
    assert (TEST.one, OWL.sameAs, TEST.other) in closure(graph)
