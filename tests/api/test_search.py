from __future__ import annotations

import csv
import io

import pytest

from tests.api.answers import items


def test_a_search_answers_with_hits_reading_and_facets(client):
    page = client.get("/api/v1/search", params={"q": '"rural women'}).json()
    assert page["items"][0]["iri"] == "https://w3id.org/hrap/id/group/rural-women"
    assert page["items"][0]["marked"] == "<mark>rural women</mark>"
    assert page["query"]["read_as"] == '"rural women"'
    assert "not closed" in page["query"]["notes"][0]
    assert {facet["facet"] for facet in page["facets"]} == {"type", "plan", "chapter", "section", "right", "language"}
    assert page["suggestion"] is None


def test_every_url_of_a_hit_gives_it(client):
    found = items(client, "search?q=health OR women OR plan OR UPD OR risk&limit=1000")
    assert {hit["type"] for hit in found} >= {"plan", "section", "right", "measure", "commitment", "target", "article"}
    for hit in found:
        answer = client.get(hit["url"])
        assert answer.status_code == 200, hit["url"]
        assert hit["iri"] in answer.text or hit["type"] in ("commitment", "footnote", "target")


def test_json_and_csv_have_the_same_columns(client):
    (row, *_) = csv.DictReader(io.StringIO(client.get("/api/v1/search?q=health&format=csv").text))
    assert list(row) == list(items(client, "search?q=health")[0])


def test_linked_data_gives_labels_to_concepts_only(client):
    page = client.get("/api/v1/search?q=health&format=jsonld").json()
    labels = {hit["type"]: hit["label"] for hit in page["items"]}
    assert labels["right"] == "right to health"
    assert labels["measure"] is None
    assert page["@context"][0].endswith("context.jsonld")


def test_hits_come_in_parts(client):
    whole = [hit["iri"] for hit in items(client, "search?q=health&limit=1000")]
    first = client.get("/api/v1/search?q=health&limit=2").json()
    assert first["total"] == len(whole) > 2
    rest = client.get(first["next"]).json()
    assert [hit["iri"] for hit in (*first["items"], *rest["items"])] == whole[:4]


@pytest.mark.parametrize(
    ("query", "kind", "nearest"),
    [
        ("q=NOT health", "search-unreadable", None),
        ("q=---", "search-unreadable", None),
        ("q=" + "x" * 8000, "bad-value", None),
        ("", "bad-value", None),
        ("q=health&type=measures", "unknown-value", "measure"),
        ("q=health&right=helth", "unknown-value", "health"),
        ("q=health&chapter=9", "unknown-value", None),
        ("q=health&language=zh", "unknown-value", "zh-Hans"),
        ("q=health&query=x", "unknown-parameter", None),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_what_to_do(client, query, kind, nearest):
    response = client.get(f"/api/v1/search?{query}")
    problem = response.json()
    assert (response.status_code, problem["type"].rsplit("/", 1)[-1]) == (400, kind)
    assert problem["remedy"]
    if nearest:
        assert nearest in problem["allowed"]


def test_what_the_crosswalk_maps_to_is_found_by_its_iri(client):
    (hit,) = items(client, "search?q=3.1&type=goal-target")
    mapped = client.get(hit["url"]).json()["items"]
    assert {mapping["object"] for mapping in mapped} == {hit["iri"]}
    assert client.get("/api/v1/crosswalk?object=http://example.org/").status_code == 400
