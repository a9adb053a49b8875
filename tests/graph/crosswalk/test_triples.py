"""The named graph: links, mappings, articles, and how far a state is bound."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from graph.names import SEMAPV, SSSOM, Names

NAMES = Names()
HRAP = Namespace(NAMES.ontology)
ARTICLE = Namespace(f"{NAMES.things}article/")
RIGHT = Namespace(f"{NAMES.things}right/")


@pytest.fixture(scope="module")
def graph(built) -> Graph:
    return built.dataset[NAMES.thing("graph", "crosswalk")]


def test_a_right_leads_straight_to_its_article_and_a_mapping_says_who_says_so(graph):
    article = ARTICLE["icescr-12"]
    assert (RIGHT.health, SKOS.closeMatch, article) in graph
    mapping = NAMES.thing("mapping", "right", "health", "article", "icescr-12")
    assert (mapping, RDF.subject, RIGHT.health) in graph
    assert (mapping, RDF.predicate, SKOS.closeMatch) in graph
    assert (mapping, RDF.object, article) in graph
    assert (mapping, SSSOM.mapping_justification, SEMAPV.ManualMappingCuration) in graph
    assert (mapping, DCTERMS.creator, NAMES.thing("agent", "maintainers")) in graph
    assert graph.value(mapping, DCTERMS.source) is not None


def test_nothing_is_ever_an_exact_match(built):
    for part in built.dataset.values():
        assert not list(part.subject_objects(SKOS.exactMatch))
        assert (None, RDF.predicate, SKOS.exactMatch) not in part


def test_an_article_is_labelled_numbered_and_part_of_its_instrument_and_of_what_is_above_it(graph):
    paragraph = ARTICLE["cedaw-14-2-h"]
    assert (paragraph, SKOS.prefLabel, Literal("CEDAW, article 14(2)(h)", lang="en")) in graph
    assert (paragraph, SKOS.prefLabel, Literal("《消除对妇女一切形式歧视公约》第14(2)(h)条", lang="zh-Hans")) in graph
    assert (paragraph, SKOS.notation, Literal("14(2)(h)")) in graph
    assert (paragraph, SKOS.broader, ARTICLE["cedaw-14"]) in graph
    assert graph.value(paragraph, RDFS.seeAlso) is not None


def test_the_standing_of_a_state_has_date_and_source(graph):
    covenant = graph.value(ARTICLE["iccpr-6"], HRAP.ofInstrument)
    (standing,) = graph.objects(covenant, HRAP.hasTreatyStatus)
    assert (standing, HRAP.ofState, Literal("CN")) in graph
    assert graph.value(standing, HRAP.partyStatus) == NAMES.concept("party-status", "signatory")
    assert str(graph.value(standing, HRAP.partyStatusDate)) == "1998-10-05"
    assert graph.value(standing, DCTERMS.source) is not None


def test_what_lies_outside_keeps_its_own_iri_and_is_no_concept_of_ours(graph):
    goal = URIRef("http://metadata.un.org/sdg/3.1")
    term = URIRef("http://metadata.un.org/thesaurus/1005562")
    assert (goal, RDF.type, HRAP.GoalTarget) in graph
    assert (term, RDF.type, HRAP.ThesaurusTerm) in graph
    assert (RIGHT.life, SKOS.closeMatch, term) in graph
    assert (term, RDFS.label, Literal("生命权", lang="zh-Hans")) in graph
    assert (None, SKOS.inScheme, goal) not in graph


def test_every_article_target_and_term_is_the_end_of_a_mapping(graph):
    ends = set(graph.objects(None, RDF.object))
    for kind in (HRAP.TreatyArticle, HRAP.GoalTarget, HRAP.ThesaurusTerm):
        assert set(graph.subjects(RDF.type, kind)) <= ends


def test_the_crosswalk_adds_nothing_to_what_the_plan_says(built, graph):
    """It is a judgement: no triple of it is about a plan, or stands in a plan's graph."""
    assert not [s for s in graph.subjects() if str(s).startswith(f"{NAMES.things}plan/")]
    assert not [o for o in graph.objects() if str(o).startswith(f"{NAMES.things}plan/")]
