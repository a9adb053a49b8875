from __future__ import annotations

import re
import tomllib

import pytest
from markupsafe import escape

from api.problems import TYPES, Problem
from graph.config import Config


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
        ("/api/v1/indicators?broader=risk-rate", 400, "unknown-parameter"),
        ("/api/v1/indicators?kind=law", 400, "unknown-parameter"),
        ("/api/v1/measures?limit=1&limit=2", 400, "conflicting-parameters"),
        ("/api/v1/measures?q=%00", 400, "bad-request"),
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


@pytest.mark.parametrize(
    ("path", "limits"),
    [
        ("/api/v1/paths?from=group/women&to=measure/1.1.1&k=999", "k is '999', and takes a whole number from 1 to 20."),
        ("/api/v1/measures?limit=many", "limit is 'many', and takes a whole number from 1 to 1000."),
        ("/api/v1/links?min_weight=-1", "min_weight is '-1', and takes a number of at least 0."),
        ("/api/v1/matrix?top=0", "top is '0', and takes a whole number from 1 to 500."),
        ("/api/v1/targets?deadline=1", "deadline is '1', and takes a whole number from 1900 to 2999."),
    ],
)
def test_a_number_outside_its_limits_is_answered_with_them(client, path, limits):
    problem = client.get(path).json()
    assert problem["detail"] == limits
    assert problem["remedy"] == "Give a number within these limits."


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


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nothing", "/read/nothing", "/id/group/wimmen", "/read/small/1.1?kind=x"])
def test_a_browser_is_told_of_a_problem_by_a_page_and_a_program_by_a_document(client, path):
    page, document = client.get(path, headers=BROWSER), client.get(path)
    assert page.status_code == document.status_code >= 400
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert document.headers["content-type"] == "application/problem+json"
    assert document.json()["detail"].split("'")[0] in page.text
    assert page.headers["cache-control"] == "no-store"


def test_the_paths_of_programs_answer_browsers_as_they_answer_programs(client):
    assert client.get("/api/v1/nothing", headers=BROWSER).headers["content-type"] == "application/problem+json"


def test_the_page_of_a_problem_shows_words_as_words(client):
    page = client.get("/id/%3Cscript%3Ealert(1)%3C/script%3E", headers=BROWSER).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", TYPES)
def test_a_type_leads_to_what_it_means_and_what_to_do(client, name):
    found = client.get(f"/problem/{name}").json()
    assert found["type"] == f"https://w3id.org/hrap/problem/{name}"
    assert found["status"] == TYPES[name].status
    assert found["meaning"]
    assert found["remedy"]
    page = client.get(f"/problem/{name}", headers={"Accept": "text/html"}).text
    assert f"<h1>{escape(TYPES[name].title)}</h1>" in page
    assert f"<code>{found['type']}</code>" in page


def test_every_type_that_has_a_meaning_exists():
    said = tomllib.loads((Config().ontology / "problems.toml").read_text())
    assert said.keys() == TYPES.keys()


def test_all_types_stand_on_one_page_each_with_an_anchor(client):
    assert client.get("/problem").json()["total"] == len(TYPES)
    page = client.get("/problem?format=html").text
    assert {f'id="{name}"' for name in TYPES} <= set(re.findall(r'id="[^"]+"', page))


def test_a_problem_links_to_what_it_means_on_this_service(client):
    link = client.get("/api/v1/measures?grop=women").headers["link"]
    assert link == '</problem/unknown-parameter>; rel="help"'


def test_an_unknown_type_is_answered_with_the_nearest(client):
    response = client.get("/problem/unknown-valu")
    assert response.status_code == 404
    assert response.json()["nearest"][0] == "unknown-value"
    assert client.get("/problem", headers={"Accept": "image/png"}).status_code == 406
