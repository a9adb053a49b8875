from __future__ import annotations

import csv
import io

import pytest

from tests.api.answers import items


def test_a_link_is_given_from_the_measure_asked_for(client):
    for measure, other, quote in (("1.1.1", "1.1.2", "women"), ("1.1.2", "1.1.1", "nurses")):
        (link,) = items(client, f"links?measure={measure}")
        assert (link["measure"], link["other"], link["rank"], link["weight"]) == (measure, other, 1, 3.5)
        assert link["same_section"] is True
        assert [reason["kind"] for reason in link["reasons"]] == ["group", "wording"]
        assert link["reasons"][0]["quotes"][0]["quote"] == quote


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("", 1),
        ("measure=1.1.1&measure=1.1.2", 1),
        ("other=1.1.1", 1),
        ("measure=1.1.1&other=1.1.2", 1),
        ("measure=1.1.1&other=1.1.1", 0),
        ("kind=group", 1),
        ("kind=act", 0),
        ("kind=wording&entity=people", 0),
        ("entity=people", 1),
        ("min_weight=3.5", 1),
        ("min_weight=3.6", 0),
        ("same_section=false", 0),
        ("plan=small&same_section=true", 1),
    ],
)
def test_links_are_chosen_by_filters(client, filters, count):
    page = client.get(f"/api/v1/links?{filters}").json()
    assert page["total"] == len(page["items"]) == count


def test_reasons_are_rows_with_the_words_of_both(client):
    first, second, third = items(client, "links/reasons?measure=1.1.2")
    assert (first["kind"], first["entity"], first["information"], first["count"]) == ("group", "people", 3.0, 2)
    assert (first["quote"], first["other_quote"]) == ("nurses", "women")
    assert second["similarity"] == third["similarity"] == 0.25
    assert [row["kind"] for row in items(client, "links/reasons?kind=group")] == ["group"]


def test_json_and_csv_have_the_same_columns(client):
    for path in ("links", "links/reasons"):
        (row, *_) = csv.DictReader(io.StringIO(client.get(f"/api/v1/{path}?format=csv").text))
        assert list(row) == list(items(client, path)[0])


def test_a_link_as_linked_data_names_its_measures_and_reasons(client):
    (link,) = items(client, "links?format=jsonld")
    home = "https://w3id.org/hrap/id/plan/small"
    assert link["linked_measures"] == [f"{home}/measure/1.1.1", f"{home}/measure/1.1.2"]
    assert link["weight"] == {"@value": "3.5", "@type": "xsd:decimal"}
    assert link["reasons"][0]["iri"] == f"{home}/link/1.1.1/1.1.2/group/people"
    context = client.get("/api/v1/context.jsonld").json()["@context"]
    assert context["reasons"] == "hrap:linkReason"


@pytest.mark.parametrize("parameter", ["measure", "other"])
def test_a_measure_that_does_not_exist_is_told_with_the_nearest(client, parameter):
    response = client.get(f"/api/v1/links?{parameter}=1.1.11")
    assert response.status_code == 400
    assert response.json()["parameter"] == parameter
    assert "1.1.1" in response.json()["nearest"]
