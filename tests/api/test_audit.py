from __future__ import annotations

import csv
import io

import pytest

from tests.api.answers import items

CRITERION = "measure-without-money"


@pytest.mark.parametrize("path", ["audit", f"audit/{CRITERION}"])
def test_the_audit_has_the_envelope_of_every_list(client, path):
    page = client.get(f"/api/v1/{path}").json()
    assert set(page) == {"items", "total", "limit", "offset", "next", "dataset"}
    assert page["total"] == len(page["items"]) > 0


def test_a_criterion_comes_with_its_count_its_denominator_and_its_source(client):
    (tally,) = items(client, "audit")
    assert (tally["criterion"], tally["scope"], tally["code"]) == (CRITERION, "plan", "small")
    assert (tally["count"], tally["population"], tally["share"], tally["unverified"]) == (2, 2, 1.0, 1)
    assert tally["sources"] == ["A source"]


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ("scope=chapter", ["1"]),
        ("scope=right&code=health", ["health"]),
        ("scope=plan&scope=chapter", ["small", "1"]),
        ("severity=Warning", []),
        (f"criterion={CRITERION}", ["small"]),
    ],
)
def test_counts_are_of_the_plan_of_chapters_or_of_rights(client, filters, codes):
    assert [tally["code"] for tally in items(client, f"audit?{filters}")] == codes


@pytest.mark.parametrize(
    ("filters", "measures"),
    [
        ("", ["1.1.1", "1.1.2"]),
        ("right=health", ["1.1.1"]),
        ("unverified=true", ["1.1.2"]),
        ("chapter=1&severity=Info&section=1.1&plan=small", ["1.1.1", "1.1.2"]),
        ("severity=Warning", []),
        ("limit=1&offset=1", ["1.1.2"]),
    ],
)
def test_findings_are_chosen_by_filters(client, filters, measures):
    assert [found["measure"] for found in items(client, f"audit/{CRITERION}?{filters}")] == measures


def test_json_and_csv_have_the_same_columns(client):
    for path in ("audit", f"audit/{CRITERION}"):
        rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{path}?format=csv").text)))
        assert list(rows[0]) == list(items(client, path)[0])


def test_findings_as_linked_data_name_their_criterion_by_its_iri(client):
    first, _ = items(client, f"audit/{CRITERION}?format=jsonld")
    assert first["iri"] == f"https://w3id.org/hrap/id/plan/small/finding/{CRITERION}/measure/1.1.1"
    assert first["criterion"] == f"https://w3id.org/hrap/id/shape/{CRITERION}"


@pytest.mark.parametrize(
    ("path", "status"),
    [("audit/measure-without-mony", 404), ("audit?criterion=x", 400), (f"audit/{CRITERION}?right=helth", 400)],
)
def test_a_name_that_does_not_exist_is_told(client, path, status):
    assert client.get(f"/api/v1/{path}").status_code == status
