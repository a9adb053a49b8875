from __future__ import annotations

import pytest

from api.problems import Problem


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/nothing", 404, "not-found"),
        ("/static/nothing.css", 404, "not-found"),
        ("/api/v1/measures?grop=women", 400, "unknown-parameter"),
        ("/api/v1/measures?group=", 400, "unknown-value"),
        ("/api/v1/measures?group=wimen", 400, "unknown-value"),
        ("/api/v1/measures?kind=measures", 400, "unknown-value"),
        ("/api/v1/measures?has_target=perhaps", 400, "bad-value"),
        ("/api/v1/measures?limit=0", 400, "bad-value"),
        ("/api/v1/measures?limit=1001", 400, "bad-value"),
        ("/api/v1/measures?limit=many", 400, "bad-value"),
        ("/api/v1/measures?offset=-1", 400, "bad-value"),
        ("/api/v1/measures?offset=99999999999999999999", 400, "bad-value"),
        ("/api/v1/targets?min=nan", 400, "bad-value"),
        ("/api/v1/mentions?start=99999999999999999999", 400, "bad-value"),
        ("/api/v1/mentions?type=groups", 400, "unknown-value"),
        ("/api/v1/measures?format=xml", 400, "unknown-value"),
        ("/api/v1/groups?broader=nobody", 400, "unknown-value"),
        ("/api/v1/groups/women?limit=1", 400, "unknown-parameter"),
        ("/api/v1/groups/women?format=csv", 400, "unknown-value"),
        ("/sparql?q=1", 400, "bad-request"),
    ],
)
def test_every_error_is_a_problem_document_of_one_shape(client, path, status, kind):
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate(response.json())
    assert problem.status == status
    assert problem.type == f"https://w3id.org/hrap/problem/{kind}"
    assert problem.instance == path
    assert problem.remedy


def test_an_unknown_parameter_is_answered_with_those_that_exist(client):
    problem = client.get("/api/v1/measures?grop=women").json()
    assert problem["nearest"][0] == "group"
    assert {"group", "right", "limit", "has_target"} <= set(problem["allowed"])


def test_an_unknown_value_is_answered_with_those_that_exist(client):
    problem = client.get("/api/v1/measures?group=women&group=wimen").json()
    assert problem["parameter"] == "group"
    assert problem["nearest"][0] == "women"
    assert problem["allowed"] == ["people", "rural-women", "women"]


def test_a_format_that_nobody_offers_is_refused(client):
    response = client.get("/api/v1/measures", headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "text/csv" in response.json()["allowed"]


def test_a_wrong_method_is_answered_with_the_right_one(client):
    response = client.delete("/api/v1/measures")
    assert response.status_code == 405
    assert response.json()["remedy"] == "Use GET."


def test_hostile_values_are_quoted_back_as_data_only(client):
    response = client.get("/api/v1/measures", params={"group": "<script>alert(1)</script>' OR 1=1 --"})
    assert response.status_code == 400
    assert response.headers["x-content-type-options"] == "nosniff"
