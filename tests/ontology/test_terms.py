"""The ontology as files: one topic each, complete, and in step with what uses its terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from graph import __version__
from graph.config import DEFAULT_BASE, Config
from graph.validation.checking import load_shapes, validate
from graph.vocabulary import load_vocabulary, read_turtle

CONFIG = Config()
FILES = sorted(CONFIG.ontology.glob("*.ttl"))
TOPICS = [path for path in FILES if path.stem != "hrap"]
UMBRELLA = URIRef(f"{DEFAULT_BASE}ontology")
NAMESPACE = f"{DEFAULT_BASE}ontology#"
TERM_TYPES = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
OTHER_VOCABULARIES = (
    "http://qudt.org/schema/qudt/",
    "http://purl.org/dc/terms/",
    "http://schema.org/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/csvw#",
    "http://www.w3.org/ns/dqv#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/shacl#",
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_turtle(FILES, CONFIG)


def terms(graph: Graph) -> set[URIRef]:
    found = {subject for kind in TERM_TYPES for subject in graph.subjects(RDF.type, kind)}
    return {subject for subject in found if isinstance(subject, URIRef)}


def test_the_terms_meet_their_shapes(ontology: Graph) -> None:
    assert validate(ontology, load_shapes(CONFIG, "prefixes", "terms")).results == ()


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_a_file_declares_one_ontology_of_its_own_name_and_defines_only_its_terms(path: Path) -> None:
    graph = read_turtle([path], CONFIG)
    header = URIRef(f"{DEFAULT_BASE}ontology/{path.stem}")
    assert set(graph.subjects(RDF.type, OWL.Ontology)) == {header}
    assert set(graph.objects(None, RDFS.isDefinedBy)) == {header}
    assert graph.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_all_headers_have_the_version_of_the_project_and_an_iri_for_it(ontology: Graph) -> None:
    for header in ontology.subjects(RDF.type, OWL.Ontology):
        assert ontology.value(header, OWL.versionInfo) == Literal(__version__)
        assert ontology.value(header, OWL.versionIRI) == URIRef(f"{header}/{__version__}")


def test_one_ontology_imports_every_topic_and_defines_nothing() -> None:
    graph = read_turtle([CONFIG.ontology / "hrap.ttl"], CONFIG)
    assert set(graph.subjects()) == {UMBRELLA}
    assert set(graph.objects(UMBRELLA, OWL.imports)) == {
        URIRef(f"{DEFAULT_BASE}ontology/{path.stem}") for path in TOPICS
    }


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_a_file_imports_what_its_terms_refer_to_and_nothing_else(path: Path, ontology: Graph) -> None:
    graph = read_turtle([path], CONFIG)
    header = URIRef(f"{DEFAULT_BASE}ontology/{path.stem}")
    named = {term for term in graph.objects() if isinstance(term, URIRef) and term.startswith(NAMESPACE)}
    used = {ontology.value(term, RDFS.isDefinedBy) for term in named}
    assert used - {header} == set(graph.objects(header, OWL.imports))


def test_classes_are_upper_camel_and_properties_lower_camel(ontology: Graph) -> None:
    for term in terms(ontology):
        name = str(term).removeprefix(NAMESPACE)
        is_class = (term, RDF.type, OWL.Class) in ontology
        assert re.fullmatch(r"[A-Z][A-Za-z]*" if is_class else r"[a-z][A-Za-z0-9]*", name), name


def test_a_term_is_a_class_or_one_sort_of_property(ontology: Graph) -> None:
    for term in terms(ontology):
        assert len(set(ontology.objects(term, RDF.type)) - {OWL.FunctionalProperty}) == 1


def test_terms_refer_only_to_declared_terms_and_to_known_vocabularies(ontology: Graph) -> None:
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    for link in links:
        for target in set(ontology.objects(None, link)):
            assert target in terms(ontology) or str(target).startswith(OTHER_VOCABULARIES), target


def test_no_property_has_two_domains_or_ranges(ontology: Graph) -> None:
    """Two of them would mean both at once, not either."""
    for term in terms(ontology):
        assert len(list(ontology.objects(term, RDFS.domain))) <= 1
        assert len(list(ontology.objects(term, RDFS.range))) <= 1


def test_the_verb_of_the_plan_has_no_legal_meaning(ontology: Graph) -> None:
    """ELI's implements is said of law that gives effect to law; a plan's promise to implement is not that."""
    assert "http://data.europa.eu/eli/ontology#implements" not in {str(node) for node in ontology.all_nodes()}
    plan = URIRef(f"{NAMESPACE}Plan")
    assert set(ontology.objects(plan, RDFS.subClassOf)) == {URIRef("http://schema.org/CreativeWork")}


def test_no_kind_is_given_by_dublin_cores_type(ontology: Graph) -> None:
    """The range of dcterms:type is rdfs:Class: under it, a concept such as *named body* would become a class."""
    assert DCTERMS.type not in set(ontology.objects(None, RDFS.subPropertyOf))


def test_the_concept_files_use_only_declared_terms(ontology: Graph) -> None:
    vocabulary = load_vocabulary(CONFIG).graph
    used = {*vocabulary.predicates(), *vocabulary.objects(None, RDF.type)}
    assert {term for term in used if str(term).startswith(NAMESPACE)} <= terms(ontology)


def test_modalities_have_each_a_strength_of_their_own() -> None:
    modalities = load_vocabulary(CONFIG).concepts("modalities")
    strengths = [modality.value("strength") for modality in modalities]
    assert None not in strengths
    assert len(set(strengths)) == len(modalities)
