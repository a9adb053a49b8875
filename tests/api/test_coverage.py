from __future__ import annotations

import csv
import io

import pytest

from tests.api.answers import items

COLUMNS = [
    "plan",
    "measure",
    "commitment",
    "what",
    "status",
    "by",
    "reason",
    "reason_label",
    "quote",
    "start",
    "end",
]


@pytest.mark.parametrize("path", ["coverage", "coverage/counts"])
def test_the_ledger_has_the_envelope_of_every_list(client, path):
    page = client.get(f"/api/v1/{path}").json()
    assert set(page) == {"items", "total", "limit", "offset", "next", "dataset"}
    assert page["total"] == len(page["items"]) > 0


def test_json_and_csv_have_the_same_columns(client):
    assert list(items(client, "coverage")[0]) == COLUMNS
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/coverage?format=csv&what=item").text)))
    assert list(rows[0]) == COLUMNS
    assert "sentence:1.1.1.1;sentence:1.1.1.2" in {row["by"] for row in rows}


def test_a_listed_name_has_its_reason_and_no_ties(client):
    (entry,) = items(client, "coverage?reason=place")
    assert (entry["what"], entry["status"], entry["by"]) == ("name", "listed", [])
    assert (entry["quote"], entry["commitment"], entry["reason_label"]) == ("China", "2.1.1", "name of a place")


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        ("what=name&status=tied", ["Health Law"]),
        ("what=number&status=unexplained", ["two", "¹", "2030"]),
        ("what=item&measure=1.1.2", ["Training nurses in rural areas."]),
        ("commitment=1.1.1.2&what=sentence&what=name", ["It will implement the Health Law.", "It", "Health Law"]),
        ("plan=small&reason=note", ["A note on the model."]),
    ],
)
def test_entries_are_chosen_by_filters(client, filters, quotes):
    assert [entry["quote"] for entry in items(client, f"coverage?{filters}")] == quotes


def test_the_counts_are_those_of_the_entries(client):
    for row in items(client, "coverage/counts"):
        reason = f"&reason={row['reason']}" if row["reason"] else ""
        chosen = f"coverage?plan={row['plan']}&what={row['what']}&status={row['status']}{reason}&limit=1"
        assert client.get(f"/api/v1/{chosen}").json()["total"] == row["count"], row
    assert sum(row["count"] for row in items(client, "coverage/counts?what=item")) == 4


def test_entries_as_linked_data_have_iris(client):
    (entry,) = items(client, "coverage?reason=place&format=jsonld")
    assert entry["iri"].startswith("https://w3id.org/hrap/id/plan/small/ledger/")
    assert entry["reason"] == "https://w3id.org/hrap/id/ledger-reason/place"


def test_a_reason_that_does_not_exist_is_told(client):
    response = client.get("/api/v1/coverage?reason=plaice")
    assert response.status_code == 400
    assert "place" in response.text
