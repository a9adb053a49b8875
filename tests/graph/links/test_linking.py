from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from graph.crosswalk.values import Correspondence, Counterpart, Crosswalk
from graph.document import parse_document
from graph.errors import DecisionError
from graph.links.features import load_hierarchy
from graph.links.kept_apart import FILE, KeptApart
from graph.links.linking import find_links
from graph.links.model import Feature
from graph.links.rules import Rules
from graph.model import Act, Facts
from graph.source import read_source
from tests.api.small_release import mention
from tests.concepts import concept, vocabulary
from tests.small_plan import TEXT, write_plan

KINDS = ("act", "body", "group", "indicator", "instrument", "right", "sdg-target", "wording")
VOCABULARY = vocabulary(
    concept("people"),
    concept("women", broader=("people",)),
    concept("rural-women", broader=("women",)),
    concept("elderly-women", broader=("women",)),
    concept("the-government", scheme="bodies", bodyKind="generic-agent"),
    concept("schools", scheme="bodies", bodyKind="class-of-bodies"),
    concept("health", scheme="rights"),
    concept("clinics", scheme="rights"),
    concept("wells", scheme="rights"),
    concept("protect", scheme="action-types", hidden=("protect",)),
)
EMPTY = Crosswalk((), (), (), (), Graph())
RULES = Rules(
    least_information=0.5,
    things_left_out=frozenset(),
    acts_left_out=frozenset(),
    least_information_of_words=0.5,
    longest_phrase=1,
    least_shared_words=3,
    words_quoted=3,
    words_left_out=frozenset({"are", "protect"}),
    least_weight=0.5,
    links_per_measure=10,
    factors=dict.fromkeys(KINDS, 1.0),
)
SENTENCES = (
    "Rural women protect schools.",
    "Elderly women are here.",
    "Rural women protect schools.",
    "The government acts.",
    "The government reports.",
    "Nothing else.",
    "More of that.",
    "Last one.",
)


def read(folder, sentences=SENTENCES):
    """A document with a measure for each sentence."""
    head, tail = (
        TEXT.split("– Bringing health to all.")[0],
        "II. Implementation" + TEXT.rpartition("II. Implementation")[2],
    )
    plan = write_plan(folder, head + "".join(f"– {sentence}\n\n" for sentence in sentences) + tail)
    plan = replace(plan, expected={})
    return parse_document(read_source(plan), plan)


def facts(document, *named, acts=()):
    """Mentions, each given by its type, entity, measure and quote, and perhaps its qualifier."""
    return Facts(
        tuple(mention(document, t, e, f"1.1.{n}.1", q, qualifier=r) for t, e, n, q, r in named), (), (), tuple(acts)
    )


def shared(links):
    return {(link.first, link.second, r.feature.kind, *r.feature.parts) for link in links for r in link.reasons}


@pytest.fixture
def document(tmp_path):
    return read(tmp_path)


def test_what_fewer_measures_share_weighs_more(document):
    said = facts(
        document,
        ("group", "rural-women", 1, "Rural women", None),
        ("group", "rural-women", 3, "Rural women", None),
        ("group", "elderly-women", 2, "Elderly women", None),
    )
    rules = replace(RULES, least_shared_words=9)
    links = {(link.first, link.second): link for link in find_links(document, said, VOCABULARY, EMPTY, rules)}
    (reason,) = links["1.1.1", "1.1.3"].reasons
    assert (reason.feature, reason.count) == (Feature("group", ("rural-women",)), 2)
    assert reason.information == reason.weight == Decimal("2.00")  # 2 of 8 measures
    (wider,) = links["1.1.1", "1.1.2"].reasons
    assert (wider.feature, wider.count) == (Feature("group", ("women",)), 3)
    assert 0 < wider.information < reason.information


def test_the_quotes_are_those_of_either_measure(document):
    said = facts(
        document,
        ("group", "rural-women", 1, "Rural women", None),
        ("group", "elderly-women", 2, "Elderly women", None),
    )
    links = find_links(document, said, VOCABULARY, EMPTY, replace(RULES, least_shared_words=9))
    ((pair,),) = [reason.quotes for link in links for reason in link.reasons]
    assert (pair.first.text, pair.second.text) == ("Rural women", "Elderly women")
    assert pair.first.start < pair.second.start


def test_generic_agents_and_bodies_without_a_part_link_nothing(document):
    said = facts(
        document,
        ("body", "the-government", 4, "The government", "responsible"),
        ("body", "the-government", 5, "The government", "responsible"),
        ("body", "schools", 1, "schools", "mention"),
        ("body", "schools", 3, "schools", "mention"),
    )
    assert not {kind for _, _, kind, *_ in shared(find_links(document, said, VOCABULARY, EMPTY, RULES))} & {"body"}


def test_an_act_on_the_same_object_stands_in_the_place_of_the_object(document):
    named = [("body", "schools", n, "schools", "responsible") for n in (1, 3)]
    acts = [
        Act(mention(document, "action", "protect", f"1.1.{n}.1", "protect"), (("body", "schools"),)) for n in (1, 3)
    ]
    links = find_links(document, facts(document, *named, acts=acts), VOCABULARY, EMPTY, RULES)
    (reason,) = (r for link in links for r in link.reasons if r.feature.kind != "wording")
    assert reason.feature == Feature("act", ("protect", "body", "schools"))
    assert (reason.entity, reason.action_type) == (("body", "schools"), "protect")
    assert [pair.first.text for pair in reason.quotes] == ["schools", "protect"]


def test_an_sdg_target_links_measures_only_where_no_concept_below_it_does():
    goal = Counterpart("sdg", URIRef("http://metadata.un.org/sdg/3.8"), "3.8", "care", "", ("sdg", "3.8"))
    narrower = replace(goal, iri=URIRef("http://metadata.un.org/sdg/3.1"), number="3.1")
    mappings = [
        Correspondence("right", slug, URIRef("urn:x"), slug, relation, to, "high", "verified", "", "")
        for slug, relation, to in (
            ("health", "closeMatch", goal),
            ("clinics", "broadMatch", goal),
            ("health", "narrowMatch", narrower),
        )
    ]
    hierarchy = load_hierarchy(VOCABULARY, mappings)
    health, clinics, target = (
        Feature("right", ("health",)),
        Feature("right", ("clinics",)),
        Feature("sdg-target", ("3.8",)),
    )
    assert hierarchy.upwards([health]) == {health, target}
    assert hierarchy.most_specific([health, target]) == [health]
    assert hierarchy.upwards([clinics]) & hierarchy.upwards([health]) == {target}


def test_an_indicator_leads_to_the_target_of_the_sdg_indicator_that_it_matches():
    goal = Counterpart("sdg", URIRef("http://metadata.un.org/sdg/3.c"), "3.c", "staff", "", ("sdg", "3.c"))
    measured = replace(goal, kind="sdg-indicator", number="3.c.1", part_of="3.c")
    known = Correspondence("right", "health", URIRef("x:health"), "", "relatedMatch", goal, "high", "verified", "s", "")
    doctors = replace(known, kind="indicator", slug="doctors", relation="broadMatch", object=measured)
    hierarchy = load_hierarchy(VOCABULARY, [known, doctors, replace(doctors, slug="beds", relation="relatedMatch")])
    assert hierarchy.goals == {Feature("indicator", ("doctors",)): (Feature("sdg-target", ("3.c",)),)}


def test_similar_wording_is_a_reason_with_the_words_shared(document):
    (link,) = find_links(document, facts(document), VOCABULARY, EMPTY, RULES)
    (reason,) = link.reasons
    assert (link.first, link.second) == ("1.1.1", "1.1.3")
    assert reason.similarity == Decimal("1.00")
    assert reason.label == "rural, schools, women"
    assert reason.count == 1
    assert reason.information == reason.weight > 0


def test_words_that_another_reason_quotes_are_quoted_last(document):
    said = facts(document, *(("body", "schools", n, "schools", None) for n in (1, 3)))
    (link,) = find_links(document, said, VOCABULARY, EMPTY, replace(RULES, words_quoted=2))
    assert {r.feature.kind: r.label for r in link.reasons} == {"body": "schools", "wording": "rural, women"}


def test_a_second_reason_of_a_kind_counts_half(document):
    said = facts(document, *(("right", slug, n, "women", None) for slug in ("wells", "clinics") for n in (1, 3)))
    (link,) = find_links(document, said, VOCABULARY, EMPTY, replace(RULES, least_shared_words=9))
    assert [r.weight for r in link.reasons] == [Decimal("2.00"), Decimal("1.00")]
    assert link.weight == Decimal("3.00")


def test_only_the_weightiest_links_of_a_measure_are_kept(document):
    said = facts(
        document,
        *(("group", "women", n, "omen", None) for n in (1, 2, 3)),
        *(("right", "wells", n, "women", None) for n in (1, 3)),
    )
    strict = replace(RULES, links_per_measure=1, least_shared_words=9)
    links = find_links(document, said, VOCABULARY, EMPTY, strict)
    assert [(link.first, link.second, link.ranks) for link in links] == [
        ("1.1.1", "1.1.2", (2, 1)),
        ("1.1.1", "1.1.3", (1, 1)),
    ]
    assert find_links(document, said, VOCABULARY, EMPTY, replace(strict, least_weight=99)) == ()


def test_a_right_is_no_rarity_where_sections_are_about_it(tmp_path):
    """Section 1.1 is about health, so that all of its measures have that right; two measures name it."""
    document = read(tmp_path)
    said = facts(document, *(("right", right, n, "women", None) for n in (1, 3) for right in ("health", "clinics")))
    (link,) = find_links(document, said, VOCABULARY, EMPTY, replace(RULES, least_shared_words=9))
    assert [reason.feature.parts for reason in link.reasons] == [("clinics",)]


def test_a_phrase_counts_as_one_more_word(tmp_path):
    said = ("Vocational education grows.", "Other matters stand here.", "They value vocational education.", "No more.")
    document = read(tmp_path, said)
    assert find_links(document, facts(document), VOCABULARY, EMPTY, RULES) == ()
    (link,) = find_links(document, facts(document), VOCABULARY, EMPTY, replace(RULES, longest_phrase=2))
    assert (link.first, link.second) == ("1.1.1", "1.1.3")
    assert link.reasons[0].label == "vocational education"


def test_too_few_shared_words_make_no_reason(document):
    assert find_links(document, facts(document), VOCABULARY, EMPTY, replace(RULES, least_shared_words=4)) == ()


def test_words_of_which_none_says_enough_make_no_reason(document):
    """Two of the eight measures share their words, so that each carries 2 bits; together they weigh more."""
    rules = replace(RULES, least_information=2.0)
    ((reason,),) = [link.reasons for link in find_links(document, facts(document), VOCABULARY, EMPTY, rules)]
    assert reason.information > Decimal("2.1")
    assert find_links(document, facts(document), VOCABULARY, EMPTY, replace(rules, least_information=2.1)) == ()


def test_among_links_of_one_weight_those_more_alike_in_wording_come_first(tmp_path):
    said = ("Women use river water.", "Women stand here.", "Women drink river water.", "No more.", "Nor this.", "End.")
    document = read(tmp_path, said)
    named = facts(document, *(("group", "women", n, "Women", None) for n in (1, 2, 3)))
    links = find_links(document, named, VOCABULARY, EMPTY, replace(RULES, least_shared_words=9))
    assert len({link.weight for link in links}) == 1
    assert {(link.first, link.second): link.ranks[0] for link in links if link.first == "1.1.1"} == {
        ("1.1.1", "1.1.2"): 2,
        ("1.1.1", "1.1.3"): 1,
    }


def test_what_is_left_out_makes_no_reason_and_what_lies_above_it_does(document):
    said = facts(document, *(("group", "rural-women", n, "Rural women", None) for n in (1, 3)))
    rules = replace(RULES, least_shared_words=9, things_left_out=frozenset({"group/rural-women"}))
    assert shared(find_links(document, said, VOCABULARY, EMPTY, rules)) == {("1.1.1", "1.1.3", "group", "women")}


def test_of_an_act_left_out_the_object_is_the_reason(document):
    named = [("body", "schools", n, "schools", "responsible") for n in (1, 3)]
    acts = [
        Act(mention(document, "action", "protect", f"1.1.{n}.1", "protect"), (("body", "schools"),)) for n in (1, 3)
    ]
    rules = replace(RULES, least_shared_words=9, acts_left_out=frozenset({"protect"}))
    links = find_links(document, facts(document, *named, acts=acts), VOCABULARY, EMPTY, rules)
    assert shared(links) == {("1.1.1", "1.1.3", "body", "schools")}


def test_an_act_is_left_out_on_one_type_of_object_alone(document):
    named = [("body", "schools", n, "schools", "responsible") for n in (1, 3)]
    acts = [
        Act(mention(document, "action", "protect", f"1.1.{n}.1", "protect"), (("body", "schools"),)) for n in (1, 3)
    ]

    def kinds(left_out):
        rules = replace(RULES, least_shared_words=9, acts_left_out=frozenset({left_out}))
        links = find_links(document, facts(document, *named, acts=acts), VOCABULARY, EMPTY, rules)
        return {kind for _, _, kind, *_ in shared(links)}

    assert kinds("protect/body") == {"body"}
    assert kinds("protect/group") == {"act"}


def test_nothing_shared_is_no_link(tmp_path):
    document = read(tmp_path, ("One thing.", "Another matter."))
    assert find_links(document, facts(document), VOCABULARY, EMPTY, RULES) == ()


def test_a_pair_that_is_kept_apart_is_no_link_and_takes_no_rank(document):
    said = facts(
        document,
        *(("group", "women", n, "omen", None) for n in (1, 2, 3)),
        *(("right", "wells", n, "women", None) for n in (1, 3)),
    )
    strict = replace(RULES, links_per_measure=1, least_shared_words=9)
    apart = KeptApart(frozenset({("1.1.1", "1.1.3")}), Path(FILE))
    links = find_links(document, said, VOCABULARY, EMPTY, strict, apart)
    assert [(link.first, link.second, link.ranks) for link in links] == [
        ("1.1.1", "1.1.2", (1, 1)),
        ("1.1.2", "1.1.3", (2, 1)),
    ]


def test_a_pair_kept_apart_that_would_be_no_link_stops_the_build(document):
    apart = KeptApart(frozenset({("1.1.3", "1.1.1")}), Path(FILE))
    with pytest.raises(DecisionError, match="would be no link"):
        find_links(document, facts(document), VOCABULARY, EMPTY, RULES, apart)
