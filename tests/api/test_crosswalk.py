"""The crosswalk over HTTP: mappings and the types of indicators, and how they are chosen."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.api.answers import items


def subjects(client, filters):
    return [item["subject"] for item in items(client, f"crosswalk?{filters}")]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("", ["rural-women", "women", "risk-rate", "health", "reporting"]),
        ("subject=women&subject=health", ["women", "health"]),
        ("subject_scheme=themes", ["reporting"]),
        ("group=women", ["rural-women", "women"]),
        ("group=rural-women", ["rural-women"]),
        ("right=health", ["health"]),
        ("theme=reporting", ["reporting"]),
        ("indicator=risk-rate", ["risk-rate"]),
        ("indicator=risk-age", []),
        ("right=health&group=women", []),
        ("instrument=union-pact", ["women", "health", "reporting"]),
        ("instrument=union-pact&right=health", ["health"]),
        ("object_kind=goal-target&object_kind=sdg-indicator", ["rural-women", "risk-rate"]),
        ("object_kind=thesaurus-term", []),
        ("relation=closeMatch", ["risk-rate", "health"]),
        ("verification=unverified", ["rural-women", "reporting"]),
        ("party_status=signatory", ["women", "health", "reporting"]),
        ("party_status=party", []),
        ("min_confidence=0.9", ["women", "risk-rate", "health"]),
        ("min_confidence=0.91", []),
        ("fit=close", ["risk-rate"]),
    ],
)
def test_mappings_are_chosen_by_both_ends_and_by_who_vouches_for_them(client, filters, found):
    assert subjects(client, filters) == found


def test_a_link_to_an_article_says_how_far_the_state_is_bound(client):
    (mapping,) = items(client, "crosswalk?right=health")
    assert (mapping["instrument"], mapping["instrument_label"], mapping["object_number"]) == ("union-pact", "UPD", "1")
    assert (mapping["state"], mapping["party_status"], mapping["party_status_date"]) == (
        "CN",
        "signatory",
        "1999-01-02",
    )
    assert (mapping["party_status_source"], mapping["party_status_verification"]) == ("a page", "verified")
    assert (mapping["fit"], mapping["caveat"]) == (None, None)


def test_a_link_of_an_indicator_has_fit_and_caveat_and_no_party_status(client):
    (mapping,) = items(client, "crosswalk?indicator=risk-rate")
    assert (mapping["object"], mapping["object_number"]) == ("http://metadata.un.org/sdg/C1", "3.1.1")
    assert (mapping["fit"], mapping["caveat"], mapping["party_status"]) == ("close", "per 10,000", None)
    assert (mapping["confidence"], mapping["confidence_level"], mapping["author"]) == (0.9, "high", "maintainers")


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        ("subject=helth", "health"),
        ("instrument=union-pakt", "union-pact"),
        ("theme=report", "reporting"),
        ("relation=exactMatch", "closeMatch"),
        ("object_kind=articles", "sdg-series"),
        ("party_status=member", "not-a-treaty"),
        ("verification=maybe", "unverified"),
        ("fit=exact", "inverse"),
        ("min_confidence=2", "1"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(client, filters, allowed):
    response = client.get(f"/api/v1/crosswalk?{filters}")
    assert response.status_code == 400
    assert response.json()["parameter"] == filters.partition("=")[0]
    assert allowed in response.text


def test_mappings_come_as_csv_with_the_same_columns(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/crosswalk?format=csv").text)))
    first = items(client, "crosswalk")[0]
    assert list(rows[0]) == list(first)
    assert [row["subject"] for row in rows] == subjects(client, "")


def test_mappings_as_linked_data_are_the_statements_of_the_graph(client):
    document = client.get("/api/v1/crosswalk?right=health&format=jsonld").json()
    document["@context"] = client.get(document["@context"]).json()["@context"]
    triples = {
        (t.predicate.value.rpartition("#")[2], t.object.value)
        for t in parse(json.dumps(document), RdfFormat.JSON_LD)
        if t.subject == NamedNode("https://w3id.org/hrap/id/mapping/right/health/article/upd-1")
    }
    assert {
        ("subject", "https://w3id.org/hrap/id/right/health"),
        ("predicate", "http://www.w3.org/2004/02/skos/core#closeMatch"),
        ("object", "https://w3id.org/hrap/id/article/upd-1"),
        ("confidenceLevel", "https://w3id.org/hrap/id/confidence-level/high"),
    } <= triples


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("", ["risk-age", "risk-rate"]),
        ("type=outcome", ["risk-rate"]),
        ("type=outcome&type=structural", ["risk-age", "risk-rate"]),
        ("type=process", []),
        ("type_rule=terms", ["risk-age"]),
        ("contested=true", ["risk-age"]),
        ("contested=false", ["risk-rate"]),
        ("q=rate", ["risk-rate"]),
    ],
)
def test_indicators_are_chosen_by_their_type(client, filters, found):
    assert [item["slug"] for item in items(client, f"indicators?{filters}")] == found


def test_an_indicator_shows_its_type_and_its_links(client):
    age, rate = items(client, "indicators")
    assert (age["indicator_type"], age["indicator_type_alternative"]) == ("structural", "outcome")
    assert (rate["indicator_type_rule"], rate["sdg_indicators"], rate["sdg_series"]) == ("results", ["3.1.1"], [])
    single = client.get("/api/v1/indicators/risk-rate").json()
    assert single["indicator_type"] == single["indicator_typing"]["type"] == "outcome"
    assert single["indicator_typing"]["reason"] == "a result"
    assert [mapping["caveat"] for mapping in single["mappings"]] == ["per 10,000"]


def test_other_entities_show_their_mappings_and_no_type(client):
    right = client.get("/api/v1/rights/health").json()
    assert [mapping["object_label"] for mapping in right["mappings"]] == ["UPD, article 1"]
    assert (right["indicator_type"], right["indicator_typing"]) == (None, None)
    assert client.get("/api/v1/bodies/nurses").json()["mappings"] == []


@pytest.mark.parametrize(("kind", "number"), [("outcome", 1), ("structural", 0)])
def test_targets_are_chosen_by_the_type_of_their_indicator(client, kind, number):
    assert len(items(client, f"targets?indicator_type={kind}")) == number


@pytest.mark.parametrize("path", ["indicators?type=impact", "targets?indicator_type=impact", "indicators?type_rule=x"])
def test_a_type_that_does_not_exist_is_told_so(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 400
    assert response.json()["allowed"]
