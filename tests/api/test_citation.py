"""Citations of queries of one's own over HTTP, and the link by which a citation is followed."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from graph.citation.records import from_json

PATH = "/api/v1/citation"
QUERY = "SELECT DISTINCT ?p { ?s ?p ?o }"


def cite(client, query, **more):
    return client.get(PATH, params={"query": query, **more})


def test_the_rows_cited_are_those_of_the_endpoint(client):
    citation = from_json(cite(client, QUERY).text, "answer")
    header, *rows = client.get("/sparql", params={"query": QUERY, "format": "tsv"}).text.removesuffix("\n").split("\n")
    assert rows
    assert (citation.columns, citation.rows) == (header, tuple(sorted(rows)))
    assert citation.query == QUERY


def test_the_permalink_leads_to_the_query_and_to_no_other_release(client):
    link = urlsplit(json.loads(cite(client, QUERY).text)["permalink"])
    page = client.get(f"{link.path}?{link.query}")
    assert page.status_code == 200
    assert QUERY in unescape(page.text)
    other = client.get("/query", params={"query": QUERY, "release": "0" * 64})
    assert other.status_code == 404
    assert "This service has the release" in other.text


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "DESCRIBE <group/women>"]
)
def test_every_form_of_query_is_cited(client, query):
    assert from_json(cite(client, query).text, "answer").columns == query.split()[0]


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("bibtex", "application/x-bibtex", "@misc{hrap-query-"),
        ("ris", "application/x-research-info-systems", "TY  - DATA"),
        ("csl", "application/vnd.citationstyles.csl+json", "[\n"),
    ],
)
def test_a_citation_comes_for_reference_managers(client, form, media_type, start):
    answer = cite(client, QUERY, format=form)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.text.startswith(start)


@pytest.mark.parametrize(
    ("parameters", "status", "kind", "word"),
    [
        ({}, 400, "bad-value", "query"),
        ({"query": ""}, 400, "query-syntax", "empty"),
        ({"query": "SELEC"}, 400, "query-syntax", "column"),
        ({"query": "INSERT DATA {}"}, 400, "query-refused", "read-only"),
        ({"query": "SELECT (NOW() AS ?x) {}"}, 400, "query-refused", "NOW"),
        ({"query": "SELECT ?x { ?x ?y ?z } LIMIT 1"}, 400, "query-refused", "ORDER BY"),
        ({"query": "CONSTRUCT { [] ?p ?o } { ?s ?p ?o }"}, 400, "query-refused", "blank nodes"),
        ({"query": "ASK {}", "format": "word"}, 400, "unknown-value", "bibtex"),
        ({"query": "ASK {}", "timeout": "1"}, 400, "unknown-parameter", "release"),
        ({"query": ["ASK {}", "ASK {}"]}, 400, "conflicting-parameters", "more than once"),
        ({"query": "ASK {}", "release": "0" * 64}, 404, "not-found", "This service has the release"),
    ],
)
def test_what_cannot_be_cited_gets_a_problem_document(client, parameters, status, kind, word):
    answer = client.get(PATH, params=parameters)
    assert answer.status_code == status
    problem = answer.json()
    assert problem["type"].endswith(kind)
    assert word in json.dumps(problem)


def test_the_query_page_cites_what_can_be_cited_and_says_of_the_rest_why_not(client):
    page = client.get("/query", params={"query": QUERY}).text
    links = [unescape(link) for link in re.findall(rf'href="({PATH}\?[^"]*)"', page)]
    assert [link.rpartition("=")[2] for link in links] == ["bibtex", "ris", "csl", "json"]
    assert all(client.get(link).status_code == 200 for link in links)
    page = client.get("/query", params={"query": "SELECT ?x { ?x ?y ?z } LIMIT 1"}).text
    assert PATH not in page
    assert "cannot be cited" in page


def test_a_ready_question_too_is_asked_of_one_release_on_its_page(client):
    sha256 = client.get("/query").headers["dataset-sha256"]
    asked = {"question": "targets-of-right", "right": "health"}
    assert client.get("/query", params={**asked, "release": sha256}).status_code == 200
    assert client.get("/query", params={**asked, "release": "0" * 64}).status_code == 404
