"""The ontology is written in OWL 2 RL: only its constructs, its datatypes and declared terms.

https://www.w3.org/TR/owl2-profiles/#OWL_2_RL. A reasoner for the profile would silently skip what lies outside.
"""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, XSD, BNode, Graph, Literal, URIRef

from graph.config import Config
from graph.names import Names
from graph.vocabulary import read_turtle
from tests.ontology.reasoner import axioms

OWN = Names().ontology
CONSTRUCTS = {
    OWL.Class,
    OWL.DatatypeProperty,
    OWL.FunctionalProperty,
    OWL.ObjectProperty,
    OWL.Ontology,
    OWL.disjointWith,
    OWL.imports,
    OWL.inverseOf,
    OWL.versionIRI,
    OWL.versionInfo,
}
"""Those of the profile that the ontology uses; one more needs a look into the profile first."""
DATATYPES = {XSD.boolean, XSD.decimal, XSD.integer, XSD.string, RDF.langString}
"""Those of the profile, and rdf:langString, the name that RDF 1.1 gave to literals with a language.

xsd:date and xsd:gYear are none of OWL 2: rangeIncludes names them, and the shapes require them.
"""
VOCABULARIES = {str(DCTERMS): DCTERMS, str(PROV): PROV, "http://schema.org/": SDO, str(SKOS): SKOS, str(VANN): VANN}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    config = Config()
    return read_turtle(sorted(config.ontology.glob("*.ttl")), config)


def names(graph: Graph) -> set[URIRef]:
    return {term for triple in graph for term in triple if isinstance(term, URIRef)}


def test_only_constructs_of_the_profile_are_used(ontology: Graph) -> None:
    assert {name for name in names(ontology) if name.startswith(str(OWL))} <= CONSTRUCTS


def test_there_is_no_anonymous_class(ontology: Graph) -> None:
    assert not [term for triple in ontology for term in triple if isinstance(term, BNode)]


def test_ranges_of_datatype_properties_are_datatypes_of_the_profile(ontology: Graph) -> None:
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(ontology.objects(term, RDFS.range)) <= DATATYPES, term


def test_ranges_of_object_properties_are_classes() -> None:
    graph = axioms()
    for term in graph.subjects(RDF.type, OWL.ObjectProperty):
        for link in (RDFS.domain, RDFS.range):
            assert all((target, RDF.type, OWL.Class) in graph for target in graph.objects(term, link)), term


def test_no_reserved_name_is_used_as_a_class_or_property(ontology: Graph) -> None:
    """OWL 2 keeps the names of RDF, RDFS and OWL to itself, rdf:Statement among them."""
    for link in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain):
        for target in ontology.objects(None, link):
            assert not str(target).startswith((str(RDF), str(RDFS), str(OWL))), target


def test_links_between_properties_keep_to_one_sort() -> None:
    graph = axioms()
    sorts = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term, above in graph.subject_objects(RDFS.subPropertyOf):
        assert [sort for sort in sorts if (term, RDF.type, sort) in graph] == [
            sort for sort in sorts if (above, RDF.type, sort) in graph
        ], term


def test_every_term_of_another_vocabulary_is_declared_as_what_it_is_used_for(ontology: Graph) -> None:
    graph = axioms()
    logical = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDFS.seeAlso}
    logical |= {RDFS.isDefinedBy, *CONSTRUCTS}
    for predicate in set(ontology.predicates()) - logical:
        assert (predicate, RDF.type, OWL.AnnotationProperty) in graph, predicate
    for link in (RDFS.subClassOf, RDFS.subPropertyOf):
        for target in ontology.objects(None, link):
            assert (target, RDF.type, None) in graph, target


def test_what_is_declared_of_another_vocabulary_is_one_sort_of_term() -> None:
    external = Graph().parse(Config().ontology / "external" / "terms.ttl")
    assert not [term for term in external.subjects() if str(term).startswith(OWN)]
    for term in set(external.subjects()):
        assert len(set(external.objects(term, RDF.type))) == 1, term


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_term_taken_from_another_vocabulary_exists_there(vocabulary: str) -> None:
    """By the lists that rdflib keeps of the vocabularies' terms."""
    used = {str(name).removeprefix(vocabulary) for name in names(axioms()) if name.startswith(vocabulary)} - {""}
    assert used
    assert [name for name in sorted(used) if name not in VOCABULARIES[vocabulary]] == []


def test_ontologies_have_no_literal_for_an_iri(ontology: Graph) -> None:
    for header in ontology.subjects(RDF.type, OWL.Ontology):
        for link in (OWL.imports, OWL.versionIRI, DCTERMS.license, DCTERMS.creator):
            assert not [value for value in ontology.objects(header, link) if isinstance(value, Literal)]
