"""Lists and single items in the order and shape that was asked for."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import RdfFormat, parse

from api.models.crosswalk import IndicatorItem
from api.models.items import CommitmentItem, EntityItem, MeasureItem, MentionItem, Page, TargetItem
from api.models.singles import EntitySingle, MeasureSingle
from tests.api.answers import items

MODELS = {
    "measures": MeasureItem,
    "commitments": CommitmentItem,
    "targets": TargetItem,
    "mentions": MentionItem,
    "rights": EntityItem,
    "bodies": EntityItem,
    "indicators": IndicatorItem,
}
SINGLES = {"measures/small/1.1.1": MeasureSingle, "groups/women": EntitySingle, "indicators/risk-rate": EntitySingle}
OTHERS = ("plans", "coverage", "links", "crosswalk", "codebook", "audit", "networks")


@pytest.mark.parametrize("name", MODELS)
def test_rows_made_ready_are_those_that_the_model_gives(client, name):
    page = Page[MODELS[name]].model_validate(client.get(f"/api/v1/{name}?limit=1000").json())
    every = ",".join(MODELS[name].model_fields)
    read = client.get(f"/api/v1/{name}?limit=1000&fields={every}").json()["items"]
    assert [item.model_dump(mode="json") for item in page.items] == read


@pytest.mark.parametrize("path", SINGLES)
def test_a_single_item_fits_its_model_and_names_this_service(client, path):
    answer = client.get(f"/api/v1/{path}")
    SINGLES[path].model_validate(answer.json())
    assert "\\u0000" not in answer.text
    for place in [answer.json().get("next"), *answer.json().get("measures", [])]:
        assert place is None or client.get(place["url"]).json()["code"] == place["code"]


@pytest.mark.parametrize("name", [*MODELS, *OTHERS])
def test_items_have_the_fields_that_were_asked_for_in_their_own_order(client, name):
    whole = items(client, name)
    wanted = [*whole[0]][::-2]
    for part in (",".join(wanted), "&fields=".join(wanted)):
        shaped = items(client, f"{name}?fields={part}")
        assert shaped == [{key: item[key] for key in item if key in wanted} for item in whole]
    text = client.get(f"/api/v1/{name}?format=csv&fields={','.join(wanted)}").text
    assert next(csv.reader(io.StringIO(text))) == [key for key in whole[0] if key in wanted]


def test_a_single_item_has_the_fields_that_were_asked_for_and_its_dataset(client):
    assert set(client.get("/api/v1/measures/small/1.1.1?fields=code,rights").json()) == {"code", "rights", "dataset"}
    assert set(client.get("/api/v1/plans/small?fields=title").json()) == {"title", "dataset"}


@pytest.mark.parametrize("path", ["measures?fields=cod", "measures/small/1.1.1?fields=cod", "mentions?fields=cod"])
def test_an_unknown_field_is_refused_with_those_that_exist(client, path):
    problem = client.get(f"/api/v1/{path}").json()
    assert (problem["status"], problem["parameter"]) == (400, "fields")
    assert {"plan", "iri"} & {*problem["allowed"]}


@pytest.mark.parametrize("path", ["targets", "groups", "measures", "measures/small/1.1.1"])
def test_linked_data_with_some_fields_states_a_part_of_what_it_states_with_all(client, path):
    def triples(query):
        document = client.get(f"/api/v1/{path}?format=jsonld{query}").json()
        first, *more = document["@context"] if isinstance(document["@context"], list) else [document["@context"]]
        document["@context"] = [client.get(first).json()["@context"], *more]
        return {
            (str(t.subject), str(t.predicate), str(t.object)) for t in parse(json.dumps(document), RdfFormat.JSON_LD)
        }

    fields = {"targets": "value,unit", "groups": "label,broader"}.get(path, "code,text")
    some, all_of_it = triples(f"&fields={fields}"), triples("")
    assert some
    assert some < all_of_it


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("measures?sort=-code", "code"),
        ("measures?sort=-target_count", "target_count"),
        ("mentions?type=group&type=body&type=instrument&sort=-entity", "entity"),
        ("groups?sort=-label", "label"),
        ("audit?scope=plan&sort=-criterion", "criterion"),
    ],
)
def test_a_list_comes_in_the_order_asked_for(client, path, member):
    found = [item[member] for item in items(client, path)]
    assert len(found) > 1 or path.startswith("audit")
    assert found == sorted(found, reverse=True)
    rising = [item[member] for item in items(client, path.replace("sort=-", "sort="))]
    assert rising == sorted(rising)


def test_equals_come_in_the_order_of_the_text(client):
    assert [item["code"] for item in items(client, "commitments?chapter=1&sort=modality")] == [
        "1.1.2.1",
        "1.1.1.1",
        "1.1.1.2",
    ]


@pytest.mark.parametrize("path", ["measures", "crosswalk", "audit", "codebook", "links", "links/reasons", "plans"])
def test_an_unknown_order_is_refused_with_those_that_exist(client, path):
    problem = client.get(f"/api/v1/{path}?sort=-colour").json()
    assert (problem["status"], problem["parameter"]) == (400, "sort")
    for key in problem["allowed"]:
        assert client.get(f"/api/v1/{path}?sort={key}").status_code == 200, key
        assert client.get(f"/api/v1/{path}?sort=-{key}").status_code == 200, key


def test_what_items_are_tied_to_is_given_beside_them_once(client):
    page = client.get("/api/v1/measures?include=commitments,targets,mentions,links,labels").json()
    included = page["included"]
    assert [item["code"] for item in included["commitments"]] == ["1.1.1.1", "1.1.1.2", "1.1.2.1"]
    assert included["targets"] == items(client, "targets")
    assert included["mentions"] == [item for item in items(client, "mentions") if item["measure"] != "0.2"]
    assert {(label["type"], label["slug"]) for label in included["labels"]} >= {("right", "health"), ("group", "women")}
    assert {(link["measure"], link["other"]) for link in included["links"]} == {("1.1.1", "1.1.2"), ("1.1.2", "1.1.1")}
    Page[MeasureItem].model_validate(page)


def test_mentions_come_with_their_measure_and_sentence_once(client):
    included = client.get("/api/v1/mentions?measure=1.1.1&include=measures,commitments,labels").json()["included"]
    assert [item["code"] for item in included["measures"]] == ["1.1.1"]
    assert [item["code"] for item in included["commitments"]] == ["1.1.1.1", "1.1.1.2"]
    assert {"women", "risk-rate", "health-law", "label"} & {label["slug"] for label in included["labels"]} >= {"women"}


@pytest.mark.parametrize("scheme", ["rights", "groups", "bodies", "instruments", "indicators"])
def test_entities_come_with_as_much_as_they_count(client, scheme):
    for entity in items(client, scheme):
        path = f"/api/v1/{scheme}/{entity['slug']}"
        included = client.get(f"{path}?include=commitments,mentions").json()["included"]
        listed = client.get(
            f"/api/v1/{scheme}?q={entity['label']}&include=measures,commitments,targets,mentions"
        ).json()
        assert len(included["commitments"]) == entity["commitment_count"]
        assert len(included["mentions"]) == entity["mention_count"]
        if listed["total"] == 1:
            assert len(listed["included"]["measures"]) == entity["measure_count"]
            targets = [item for item in listed["included"]["targets"] if item["status"] == "target"]
            assert len(targets) == entity["target_count"]


@pytest.mark.parametrize("path", ["measures?include=targets&format=csv", "groups/women?include=mentions&format=jsonld"])
def test_what_is_included_is_for_json(client, path):
    problem = client.get(f"/api/v1/{path}").json()
    assert (problem["status"], problem["parameter"]) == (400, "include")


def test_fields_and_include_go_together(client):
    page = client.get("/api/v1/measures?fields=heading&include=targets&limit=1").json()
    assert set(page["items"][0]) == {"heading"}
    assert page["included"]["targets"] == items(client, "targets")


@pytest.mark.parametrize("path", ["measures?limit=1&limit=2", "measures/small/1.1.1?format=json&format=jsonld"])
def test_one_value_given_twice_is_refused(client, path):
    problem = client.get(f"/api/v1/{path}").json()
    assert problem["type"].endswith("/conflicting-parameters")
    assert problem["parameter"] in ("limit", "format")


def test_a_right_leads_to_its_sections_and_back(client):
    (section,) = client.get("/api/v1/rights/health").json()["sections"]
    assert section["code"] == "1.1"
    assert client.get("/api/v1/groups/women").json()["sections"] == []
    outline = client.get("/api/v1/plans/small/outline").json()
    (chapter,) = (chapter for chapter in outline["chapters"] if chapter["code"] == "1")
    assert [each["right"] for each in chapter["sections"] if each["code"] == "1.1"] == ["health"]


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("commitments?measure=1.1.1", 2),
        ("targets?commitment=1.1.1.1", 1),
        ("targets?direction=decrease", 1),
        ("targets?direction=increase", 0),
        ("indicators?unit=percent", 2),
        ("audit/measure-without-money?measure=1.1.2", 1),
    ],
)
def test_links_are_followed_from_their_other_end(client, path, number):
    assert len(items(client, path)) == number
