"""The ontology as files: one topic each, complete, and in step with what uses its terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from graph.config import DEFAULT_BASE, Config
from graph.validation import load_shapes, validate
from graph.vocabulary import load_vocabulary, read_turtle

CONFIG = Config()
FILES = sorted(CONFIG.ontology.glob("*.ttl"))
NAMESPACE = f"{DEFAULT_BASE}ontology#"
TERM_TYPES = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
OTHER_VOCABULARIES = (
    "http://purl.org/dc/terms/",
    "http://schema.org/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/prov#",
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_turtle(FILES, CONFIG)


def terms(graph: Graph) -> set[URIRef]:
    found = {subject for kind in TERM_TYPES for subject in graph.subjects(RDF.type, kind)}
    return {subject for subject in found if isinstance(subject, URIRef)}


def test_the_terms_meet_their_shapes(ontology: Graph) -> None:
    assert validate(ontology, load_shapes(CONFIG, "prefixes", "terms")).results == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_declares_one_ontology_of_its_own_name_and_defines_only_its_terms(path: Path) -> None:
    graph = read_turtle([path], CONFIG)
    header = URIRef(f"{DEFAULT_BASE}ontology/{path.stem}")
    assert set(graph.subjects(RDF.type, OWL.Ontology)) == {header}
    assert set(graph.objects(None, RDFS.isDefinedBy)) == {header}
    assert graph.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_all_files_have_the_same_version(ontology: Graph) -> None:
    assert set(ontology.objects(None, OWL.versionInfo)) == {Literal("0.1.0")}


def test_imports_lead_to_files_of_the_folder(ontology: Graph) -> None:
    names = {URIRef(f"{DEFAULT_BASE}ontology/{path.stem}") for path in FILES}
    assert set(ontology.objects(None, OWL.imports)) <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_imports_what_its_terms_refer_to(path: Path, ontology: Graph) -> None:
    graph = read_turtle([path], CONFIG)
    header = URIRef(f"{DEFAULT_BASE}ontology/{path.stem}")
    used = {ontology.value(term, RDFS.isDefinedBy) for term in graph.objects() if str(term).startswith(NAMESPACE)}
    assert used <= {header, *graph.objects(header, OWL.imports)}


def test_classes_are_upper_camel_and_properties_lower_camel(ontology: Graph) -> None:
    for term in terms(ontology):
        name = str(term).removeprefix(NAMESPACE)
        is_class = (term, RDF.type, OWL.Class) in ontology
        assert re.fullmatch(r"[A-Z][A-Za-z]*" if is_class else r"[a-z][A-Za-z0-9]*", name), name


def test_a_term_is_a_class_or_one_sort_of_property(ontology: Graph) -> None:
    for term in terms(ontology):
        assert len(set(ontology.objects(term, RDF.type))) == 1


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


def test_main_classes_have_an_example(ontology: Graph) -> None:
    for name in (
        "Plan",
        "Measure",
        "Commitment",
        "Right",
        "Instrument",
        "Body",
        "PopulationGroup",
        "Target",
        "Mention",
    ):
        assert ontology.value(URIRef(NAMESPACE + name), SKOS.example) is not None, name


def test_the_concept_files_use_only_declared_terms(ontology: Graph) -> None:
    vocabulary = load_vocabulary(CONFIG).graph
    used = {*vocabulary.predicates(), *vocabulary.objects(None, RDF.type)}
    assert {term for term in used if str(term).startswith(NAMESPACE)} <= terms(ontology)


def test_modalities_have_each_a_strength_of_their_own() -> None:
    modalities = load_vocabulary(CONFIG).concepts("modalities")
    strengths = [modality.value("strength") for modality in modalities]
    assert None not in strengths
    assert len(set(strengths)) == len(modalities)
