from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.api.answers import items

LISTS = ("plans", "measures", "commitments", "targets", "mentions", "rights", "instruments", "groups", "bodies")
MENTION_COLUMNS = (
    "plan",
    "measure",
    "commitment",
    "type",
    "entity",
    "label",
    "qualifier",
    "quote",
    "start",
    "end",
    "method",
)
TARGET_COLUMNS = (
    "plan",
    "measure",
    "commitment",
    "indicator",
    "indicator_label",
    "comparator",
    "kind",
    "direction",
    "value",
    "unit",
    "unit_label",
    "denominator",
    "per",
    "deadline",
    "deadline_stated",
    "status",
    "quote",
    "start",
    "end",
)


def found(client, path):
    return [item["code"] for item in items(client, path)]


@pytest.mark.parametrize("name", [*LISTS, "indicators"])
def test_every_list_has_the_same_envelope(client, name):
    page = client.get(f"/api/v1/{name}").json()
    assert set(page) == {"items", "total", "limit", "offset", "next", "dataset"}
    assert (page["limit"], page["offset"], page["next"]) == (50, 0, None)
    assert page["total"] == len(page["items"]) > 0
    assert page["dataset"]["version"] == "1.2.3"
    assert len(page["dataset"]["sha256"]) == 64


@pytest.mark.parametrize(("name", "columns"), [("targets", TARGET_COLUMNS), ("mentions", MENTION_COLUMNS)])
def test_the_columns_are_those_of_the_contract_in_json_and_csv(client, name, columns):
    assert list(items(client, name)[0]) == list(columns)
    for arguments in ({"params": {"format": "csv"}}, {"headers": {"accept": "text/csv"}}):
        response = client.get(f"/api/v1/{name}", **arguments)
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert list(rows[0]) == list(columns)
        assert rows[0]["quote"] == items(client, name)[0]["quote"]


def test_a_target_has_its_value_as_a_number(client):
    (target,) = items(client, "targets")
    assert (target["value"], target["unit"], target["comparator"]) == (3.5, "percent", "=")
    assert target["deadline_stated"] is True
    assert target["commitment"] == "1.1.1.1"


def test_pages_follow_one_another_and_keep_the_filters(client):
    url = "/api/v1/mentions?limit=2&type=group&type=body&type=instrument"
    seen = []
    while url:
        page = client.get(url).json()
        seen += [item["entity"] for item in page["items"]]
        url = page["next"]
    assert seen == ["women", "health-law", "nurses"]
    assert page["total"] == 3


def test_an_offset_past_the_end_gives_no_items_and_the_total(client):
    page = client.get("/api/v1/measures?offset=10").json()
    assert (page["items"], page["total"], page["next"]) == ([], 2, None)


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ("", ["1.1.1", "1.1.2"]),
        ("kind=statement&chapter=0", ["0.1", "0.2"]),
        ("kind=measure&kind=statement&chapter=1&chapter=2", ["1.1.1", "1.1.2", "2.1"]),
        ("group=women", ["1.1.1"]),
        ("group=people", ["1.1.1"]),
        ("group=rural-women", []),
        ("right=health", ["1.1.1", "1.1.2"]),
        ("right=health&kind=statement", ["0.2"]),
        ("instrument=health-law", ["1.1.1"]),
        ("instrument=health-law&action=implement", ["1.1.1"]),
        ("instrument=health-law&action=formulate", []),
        ("action=implement", ["1.1.1"]),
        ("body=nurses&role=responsible", ["1.1.2"]),
        ("body=the-government", ["1.1.1"]),
        ("body=nurses&body=the-government", ["1.1.1", "1.1.2"]),
        ("body=nurses&group=women", []),
        ("has_target=true", ["1.1.1"]),
        ("has_target=false", ["1.1.2"]),
        ("action_type=implement", ["1.1.1"]),
        ("action_type=protect", []),
        ("action_type=implement&action_type=protect", ["1.1.1"]),
        ("q=NURSES", ["1.1.2"]),
        ("q=100%25", []),
        ("section=1.1&plan=small", ["1.1.1", "1.1.2"]),
    ],
)
def test_measures_are_chosen_by_what_they_speak_of(client, filters, codes):
    assert found(client, f"measures?{filters}") == codes


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ("chapter=1", ["1.1.1.1", "1.1.1.2", "1.1.2.1"]),
        ("agent=the-government", ["1.1.1.1", "1.1.1.2"]),
        ("modality=bare-task", ["1.1.2.1"]),
        ("group=women", ["1.1.1.1"]),
        ("instrument=health-law&action=implement", ["1.1.1.2"]),
        ("right=health&kind=measure", ["1.1.1.1", "1.1.1.2", "1.1.2.1"]),
        ("right=health&kind=statement", ["0.2.1"]),
        ("has_target=true", ["1.1.1.1"]),
        ("has_target=false&modality=will", ["1.1.1.2"]),
        ("action_type=implement", ["1.1.1.2"]),
    ],
)
def test_commitments_are_asked_about_their_own_sentence(client, filters, codes):
    assert found(client, f"commitments?{filters}") == codes


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ("", 1),
        ("right=health&group=people", 1),
        ("group=rural-women", 0),
        ("unit=percent&kind=level&status=target", 1),
        ("status=parameter", 0),
        ("min=3.5&max=3.5", 1),
        ("min=3.6", 0),
        ("comparator=%3D", 1),
        ("comparator=%3E%3D", 0),
        ("measure=1.1.2", 0),
    ],
)
def test_targets_are_chosen_by_their_values_and_their_measure(client, filters, number):
    assert len(items(client, f"targets?{filters}")) == number


@pytest.mark.parametrize(
    ("filters", "entities"),
    [
        ("", ["health", "women", "risk-rate", "health-law", "nurses"]),
        ("type=agent", ["the-government"]),
        ("type=action", ["implement"]),
        ("entity=people", []),
        ("entity=women&measure=1.1.1&commitment=1.1.1.1&plan=small&method=label&label=women", ["women"]),
        ("qualifier=responsible", ["nurses"]),
        ("quote=Health+Law", ["health-law"]),
        ("type=quantity", ["risk-rate"]),
    ],
)
def test_mentions_are_chosen_exactly(client, filters, entities):
    assert [item["entity"] for item in items(client, f"mentions?{filters}")] == entities


def test_an_action_type_that_does_not_exist_is_told_so(client):
    response = client.get("/api/v1/commitments?action_type=implements")
    assert response.status_code == 400
    assert "implement" in response.text


def test_rows_say_which_types_of_act_they_promise(client):
    assert items(client, "measures?action_type=implement")[0]["action_types"] == ["implement"]
    assert [item["action_types"] for item in items(client, "commitments?chapter=1")] == [[], ["implement"], []]


def test_a_mention_can_be_asked_for_by_its_place(client):
    (first, *_) = items(client, "mentions?type=group")
    assert items(client, f"mentions?start={first['start']}&end={first['end']}") == [first]


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("groups", ["people", "rural-women", "women"]),
        ("groups?q=FEMALE", ["women"]),
        ("groups?q=标签", ["people", "rural-women", "women"]),
        ("groups?broader=people", ["rural-women", "women"]),
        ("groups?mentioned=true", ["women"]),
        ("bodies?kind=class-of-bodies", ["nurses"]),
        ("instruments?kind=law", ["health-law"]),
    ],
)
def test_entities_are_chosen_by_name_kind_and_hierarchy(client, path, slugs):
    assert [item["slug"] for item in items(client, path)] == slugs


def test_entities_count_what_the_filters_of_the_same_name_find(client):
    for collection, name in (
        ("groups", "group"),
        ("rights", "right"),
        ("bodies", "body"),
        ("instruments", "instrument"),
    ):
        for entity in items(client, collection):
            measures = client.get(f"/api/v1/measures?{name}={entity['slug']}").json()["total"]
            commitments = client.get(f"/api/v1/commitments?{name}={entity['slug']}").json()["total"]
            assert (entity["measure_count"], entity["commitment_count"]) == (measures, commitments), entity["slug"]


def test_lists_within_a_cell_of_csv_stand_apart(client):
    text = client.get("/api/v1/measures?format=csv&group=women").text
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["rights"], row["groups"], row["agents"]) == ("health", "women", "the-government")


def test_linked_data_has_a_served_context_and_the_iris(client):
    response = client.get("/api/v1/targets", headers={"accept": "application/ld+json"})
    document = response.json()
    assert response.headers["content-type"] == "application/ld+json"
    assert document["items"][0]["iri"] == "https://w3id.org/hrap/id/plan/small/target/1.1.1/risk-rate"
    assert document["items"][0]["value"] == {"@value": "3.5", "@type": "xsd:decimal"}
    served, apart = document["@context"]
    assert apart["quote"] is None  # it is that of the mention, not of the target
    context = client.get(served)
    assert context.headers["content-type"] == "application/ld+json"
    assert "@context" in context.json()


def test_linked_data_means_what_the_graph_says(client):
    document = client.get("/api/v1/measures?group=women&format=jsonld").json()
    document["@context"] = client.get(document["@context"]).json()["@context"]
    measure = NamedNode("https://w3id.org/hrap/id/plan/small/measure/1.1.1")
    triples = [(t.subject, t.predicate.value, t.object.value) for t in parse(json.dumps(document), RdfFormat.JSON_LD)]
    ontology = "https://w3id.org/hrap/ontology#"
    assert (measure, f"{ontology}code", "1.1.1") in triples
    assert (measure, f"{ontology}concernsGroup", "https://w3id.org/hrap/id/group/women") in triples


def test_linked_data_of_entities_keeps_their_hierarchy(client):
    women = client.get("/api/v1/groups?format=jsonld").json()["items"][2]
    assert women["broader"] == [women["iri"].replace("women", "people")]
