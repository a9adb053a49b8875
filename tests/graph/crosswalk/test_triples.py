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


def test_a_goal_has_its_titles_and_where_they_were_seen_and_holds_its_targets(graph):
    goal = URIRef("http://metadata.un.org/sdg/5")
    assert (goal, RDF.type, HRAP.Goal) in graph
    assert (
        goal,
        RDFS.label,
        Literal("SDG 5: Achieve gender equality and empower all women and girls", lang="en"),
    ) in graph
    title = "可持续发展目标 5：实现性别平等，增强所有妇女和女童的权能"
    assert (goal, RDFS.label, Literal(title, lang="zh-Hans")) in graph
    assert "global_goals" in str(graph.value(goal, DCTERMS.source))
    assert (URIRef("http://metadata.un.org/sdg/5.1"), DCTERMS.isPartOf, goal) in graph


def test_whatever_a_target_is_part_of_has_a_label(graph):
    wholes = {
        whole for part in graph.subjects(RDF.type, HRAP.GoalTarget) for whole in graph.objects(part, DCTERMS.isPartOf)
    }
    assert len(wholes) == 17
    assert all(len(set(graph.objects(whole, RDFS.label))) == 2 for whole in wholes)


def test_an_indicator_leads_straight_to_its_type_and_a_typing_says_by_which_rule(graph):
    indicator = NAMES.concept("indicator", "deputies-of-ethnic-groups-with-very-small-populations")
    (given,) = graph.objects(indicator, HRAP.indicatorType)
    assert given == NAMES.concept("indicator-type", "outcome")
    typing = NAMES.thing("indicator-typing", "deputies-of-ethnic-groups-with-very-small-populations")
    assert (typing, RDF.subject, indicator) in graph
    assert (typing, RDF.object, given) in graph
    assert (typing, HRAP.indicatorTypeRule, NAMES.concept("indicator-type-rule", "life-of-right-holders")) in graph
    assert (typing, HRAP.alternativeType, NAMES.concept("indicator-type", "structural")) in graph
    assert (typing, DCTERMS.creator, NAMES.thing("agent", "maintainers")) in graph
    assert graph.value(typing, SKOS.scopeNote) is not None


def test_an_sdg_series_keeps_its_iri_and_belongs_to_its_indicator_and_that_to_its_target(graph):
    series, indicator = (URIRef(f"http://metadata.un.org/sdg/{code}") for code in ("SH_MED_HEAWOR", "C030c01"))
    assert (series, RDF.type, HRAP.GoalSeries) in graph
    assert (series, DCTERMS.isPartOf, indicator) in graph
    assert (indicator, DCTERMS.isPartOf, URIRef("http://metadata.un.org/sdg/3.c")) in graph
    doctors = NAMES.concept("indicator", "practicing-doctors-per-1000-people")
    mapping = NAMES.thing("mapping", "indicator", "practicing-doctors-per-1000-people", "sdg", "SH_MED_HEAWOR")
    assert (doctors, SKOS.broadMatch, series) in graph
    assert (mapping, HRAP.fit, NAMES.concept("fit", "close")) in graph
    assert "per 10,000" in str(graph.value(mapping, HRAP.caveat))


def test_chapters_about_no_right_have_a_theme_that_corresponds_to_something(built, graph):
    text = built.dataset[NAMES.thing("graph", "text", "cn-2026-2030")]
    found = {str(part).rpartition("/")[2]: theme for part, theme in text.subject_objects(HRAP.aboutTheme)}
    assert set(found) == {"6", "7", "7.4", "8"}
    assert set(found.values()) <= set(graph.objects(None, RDF.subject))
    assert not set(text.subjects(HRAP.aboutTheme)) & set(text.subjects(HRAP.aboutRight))


def test_every_article_target_and_term_is_the_end_of_a_mapping_or_reserved(graph):
    mapped = set(graph.objects(None, RDF.object))
    around = {whole for part in mapped for whole in graph.transitive_objects(part, SKOS.broader)}
    reserved = set(graph.subjects(HRAP.reserved, None))
    assert not reserved & (mapped | around)
    ends = mapped | around | reserved
    for kind in (HRAP.TreatyArticle, HRAP.GoalTarget, HRAP.GoalIndicator, HRAP.GoalSeries, HRAP.ThesaurusTerm):
        assert set(graph.subjects(RDF.type, kind)) <= ends


def test_the_crosswalk_adds_nothing_to_what_the_plan_says(built, graph):
    """It is a judgement: no triple of it is about a plan, or stands in a plan's graph."""
    assert not [s for s in graph.subjects() if str(s).startswith(f"{NAMES.things}plan/")]
    assert not [o for o in graph.objects() if str(o).startswith(f"{NAMES.things}plan/")]
