"""Ready questions over HTTP: the list, answers, what is refused, citations."""

from __future__ import annotations

import json

import pytest

from graph.citation.records import from_json
from graph.config import Config
from graph.questions import load_questions

ROOT = "/api/v1/questions"


def test_the_list_says_what_each_question_takes(client):
    answer = client.get(ROOT).json()
    assert [item["name"] for item in answer["items"]] == [question.name for question in load_questions(Config())]
    assert answer["total"] == len(answer["items"])
    (item,) = (item for item in answer["items"] if item["name"] == "targets-of-right")
    (parameter,) = item["parameters"]
    assert (parameter["name"], parameter["values"], parameter["default"]) == ("right", "rights", "health")
    assert "health" in parameter["allowed"]


def test_the_list_has_topics(client):
    answer = client.get(ROOT, params={"topic": "Targets"}).json()
    assert {item["topic"] for item in answer["items"]} == {"Targets"}
    wrong = client.get(ROOT, params={"topic": "Target"})
    assert wrong.status_code == 400
    assert wrong.json()["nearest"] == ["Targets"]


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("csv", "text/csv"), ("json", "application/sparql-results+json"), ("tsv", "text/tab-separated-values")],
)
def test_a_question_is_answered_in_the_formats_of_sparql(client, form, media_type):
    answer = client.get(f"{ROOT}/targets-of-right", params={"right": "health", "format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert "indicatorLabel" in answer.text


def test_an_answer_says_how_to_cite_it_and_the_link_leads_back(client):
    answer = client.get(f"{ROOT}/targets-of-right", params={"right": "health"})
    link = answer.links["cite-as"]["url"]
    assert client.get(link).content == answer.content
    cited = client.get(answer.links["describedby"]["url"])
    assert cited.headers["content-type"] == "application/json"
    citation = from_json(cited.text, "answer")
    assert citation.parameters == {"right": "health"}
    assert citation.permalink.partition("#")[0] == link


def test_an_answer_that_the_client_has_is_not_sent_again(client):
    tag = client.get(f"{ROOT}/audit").headers["etag"]
    assert client.get(f"{ROOT}/audit", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "kind", "word"),
    [
        ("targets-of-rights", 404, "not-found", "targets-of-right"),
        ("targets-of-right?rigth=health", 400, "unknown-parameter", "right"),
        ("targets-of-right?right=helth", 400, "unknown-value", "health"),
        ("targets-of-right?right=health&right=health", 400, "conflicting-parameters", "more than once"),
        ("targets-of-right?format=csv&format=tsv", 400, "conflicting-parameters", "more than once"),
        ("targets-of-right?right=health%20%7D%20%23", 400, "unknown-value", "health"),
        ("targets-of-right?format=turtle", 406, "not-acceptable", "csv"),
        ("targets-of-right?timeout=never", 400, "bad-value", "timeout"),
        ("targets-of-right?release=0123456789abcdef", 404, "not-found", "This service has the release"),
        ("targets-of-right?release=", 404, "not-found", "This service has the release"),
        ("targets-of-right/citation?right=helth", 400, "unknown-value", "health"),
        ("targets-of-right/citation?format=word", 400, "unknown-value", "bibtex"),
        ("nothing/citation", 404, "not-found", "There is no question"),
    ],
)
def test_what_cannot_be_asked_gets_a_problem_document(client, path, status, kind, word):
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == status
    problem = answer.json()
    assert problem["type"].endswith(kind)
    assert word in json.dumps(problem)


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("bibtex", "application/x-bibtex", "@misc{hrap-audit-"),
        ("ris", "application/x-research-info-systems", "TY  - DATA"),
        ("csl", "application/vnd.citationstyles.csl+json", "[\n"),
    ],
)
def test_a_citation_comes_for_reference_managers(client, form, media_type, start):
    answer = client.get(f"{ROOT}/audit/citation", params={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.text.startswith(start)


def test_the_page_of_the_endpoint_links_every_question(client):
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    for question in load_questions(Config()):
        assert f'href="/api/v1/questions/{question.name}?format=csv"' in page
