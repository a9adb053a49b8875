from __future__ import annotations

from dataclasses import replace

from graph.iris import PlanIris
from graph.names import Names
from tests.api.small_release import small_facts
from tests.small_plan import read_plan

IRIS = PlanIris(Names(), "small")
PLAN = "https://w3id.org/hrap/id/plan/small"


def test_the_tree_is_named_by_kind_and_code(tmp_path):
    _, _, document = read_plan(tmp_path)
    assert str(IRIS.plan) == PLAN
    assert str(IRIS.chapter("1")) == f"{PLAN}/chapter/1"
    assert str(IRIS.section("1.1")) == f"{PLAN}/section/1.1"
    assert [str(IRIS.provision(p)).removeprefix(PLAN) for p in document.provisions[:3]] == [
        "/paragraph/0.p1",
        "/paragraph/0.p2",
        "/statement/0.1",
    ]
    roles = {str(IRIS.sentence(s)).removeprefix(PLAN) for s in document.sentences}
    assert {"/heading/1.1.1.0", "/commitment/1.1.1.1", "/note/1.1.1.n1"} <= roles


def test_facts_are_named_by_their_place_and_entity():
    assert str(IRIS.instrument_action("1.1.4.4", "water-law", "amend")).endswith("/1.1.4.4/water-law/amend")
    assert str(IRIS.body_role("1.1.4.4", "schools", "partner")) == f"{PLAN}/body-role/1.1.4.4/schools/partner"
    assert str(IRIS.graph("text")) == "https://w3id.org/hrap/id/graph/text/small"
    assert str(IRIS.quote_selector(3, 9)) == f"{PLAN}/selection/3-9/quote"


def test_a_mention_has_one_iri_whatever_its_qualifiers(tmp_path):
    _, _, document = read_plan(tmp_path)
    mention = small_facts(document).mentions[2]
    assert IRIS.mention(mention) == IRIS.mention(replace(mention, qualifier="amend"))


def test_the_second_use_of_an_indicator_in_a_measure_is_numbered(tmp_path):
    _, _, document = read_plan(tmp_path)
    (fact,) = small_facts(document).quantities
    elsewhere = replace(fact, mention=replace(fact.mention, provision="1.1.2"))
    parameter = replace(fact, quantity=replace(fact.quantity, status="parameter"))
    names = [str(iri).removeprefix(PLAN) for iri in IRIS.quantities([fact, fact, elsewhere, parameter])]
    assert names == [
        "/target/1.1.1/risk-rate",
        "/target/1.1.1/risk-rate-2",
        "/target/1.1.2/risk-rate",
        "/parameter/1.1.1/risk-rate",
    ]
