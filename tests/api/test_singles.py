from __future__ import annotations

import pytest


def single(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    return response.json()


def test_a_measure_comes_with_its_sentences_and_their_places(client):
    measure = single(client, "measures/small/1.1.1")
    assert [s["code"] for s in measure["sentences"]] == ["1.1.1.0", "1.1.1.1", "1.1.1.2", "1.1.1.n1"]
    assert [s["role"] for s in measure["sentences"]] == ["heading", "commitment", "commitment", "footnote"]
    assert measure["sentences"][1]["modality"] == "will"
    assert measure["sentences"][1]["agents"] == ["the-government"]
    assert measure["start"] == measure["sentences"][0]["start"] < measure["sentences"][0]["end"]


def test_a_measure_says_what_is_done_to_instruments_and_by_whom(client):
    measure = single(client, "measures/small/1.1.1")
    assert measure["instruments"] == [{"slug": "health-law", "label": "Health Law", "qualifiers": ["implement"]}]
    assert measure["groups"] == [{"slug": "women", "label": "women", "qualifiers": []}]
    assert measure["rights"] == [{"slug": "health", "label": "right to health", "via": ["section"]}]
    assert [t["indicator"] for t in measure["targets"]] == ["risk-rate"]
    assert "women" in [m["quote"] for m in measure["mentions"]]
    assert single(client, "measures/small/1.1.2")["bodies"][0]["qualifiers"] == ["responsible"]


def test_a_sentence_says_what_it_promises_to_do_and_to_what(client):
    (act,) = single(client, "measures/small/1.1.1")["sentences"][2]["acts"]
    assert act["iri"] == "https://w3id.org/hrap/id/plan/small/act/1.1.1.2/1"
    assert (act["action_type"], act["quote"]) == ("implement", "implement")
    assert act["objects"] == [
        {"type": "instrument", "slug": "health-law", "label": "Health Law"},
        {"type": "quantity", "slug": "risk-rate", "label": "risk rate"},
    ]


def test_neighbours_lead_through_the_plan(client):
    measure = single(client, "measures/small/1.1.1")
    assert (measure["previous"]["code"], measure["next"]["code"]) == ("0.2", "1.1.2")
    assert client.get(measure["next"]["url"]).json()["code"] == "1.1.2"
    assert single(client, "measures/small/0.p1")["previous"] is None
    assert single(client, "measures/small/2.1")["next"] is None


def test_statements_are_found_beside_measures(client):
    statement = single(client, "measures/small/0.2")
    assert (statement["kind"], statement["type"], statement["section"]) == ("statement", "objective", None)
    assert statement["rights"][0]["via"] == ["text"]


def test_an_entity_comes_with_its_hierarchy_measures_and_targets(client):
    group = single(client, "groups/women")
    assert [c["slug"] for c in group["broader"]] == ["people"]
    assert [c["slug"] for c in group["narrower"]] == ["rural-women"]
    assert group["alternative_labels"] == ["females"]
    assert [m["code"] for m in group["measures"]] == ["1.1.1"]
    assert [t["indicator"] for t in group["targets"]] == ["risk-rate"]
    assert (group["measure_count"], group["mention_count"]) == (1, 1)


def test_what_is_broader_counts_what_is_narrower_but_not_its_mentions(client):
    people = single(client, "groups/people")
    assert (people["measure_count"], people["target_count"], people["mention_count"]) == (1, 1, 0)


def test_an_indicator_has_its_unit_and_its_own_targets(client):
    indicator = single(client, "indicators/risk-rate")
    assert indicator["unit"] == "percent"
    assert len(indicator["targets"]) == 1


def test_a_plan_says_how_much_it_holds(client):
    plan = single(client, "plans/small")
    assert (plan["measure_count"], plan["statement_count"], plan["target_count"]) == (2, 3, 1)
    assert plan["title_zh"] == "小计划"


def test_the_outline_is_the_tree_of_the_plan(client):
    chapters = single(client, "plans/small/outline")["chapters"]
    assert [c["code"] for c in chapters] == ["0", "1", "2"]
    (section,) = chapters[1]["sections"]
    assert [p["code"] for p in section["provisions"]] == ["1.1.1", "1.1.2"]
    assert [p["code"] for p in chapters[2]["provisions"]] == ["2.1"]
    assert (chapters[1]["measure_count"], chapters[1]["target_count"], chapters[1]["instrument_count"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("plans/smal", "small"),
        ("plans/smal/outline", "small"),
        ("measures/small/1.1.3", "1.1.1"),
        ("measures/smell/1.1.1", "small"),
        ("groups/womens", "women"),
        ("rights/heath", "health"),
    ],
)
def test_what_does_not_exist_is_a_404_with_what_comes_nearest(client, path, nearest):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert nearest in response.json()["nearest"]
    assert nearest in response.json()["allowed"]


def test_single_items_are_given_as_linked_data_too(client):
    response = client.get("/api/v1/groups/women?format=jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    assert response.json()["iri"].endswith("/group/women")
