"""Who follows a bad link in a browser gets a page that leads on; programs get the problem document."""

from __future__ import annotations

import pytest

from api.explorer.views import View
from api.problem_pages import next_addresses
from tests.api.crawl import HTML, Page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/id/group/wimen", 404),
        ("/audit?plan=smal", 400),
        ("/search?qq=x", 400),
        ("/read/smal", 404),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_reader_gets_a_page_with_the_status_of_the_problem(client, path, status, language):
    answer = client.get(path, headers={**HTML, "Accept-Language": language})
    page = Page(answer.text)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    assert {"Accept", "Accept-Language"} <= {*answer.headers["vary"].split(", ")}
    assert page.language == language
    assert page.tags["h1"] == 1
    assert 'name="q"' in answer.text


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/problem+json, text/html"])
def test_a_program_gets_the_problem_document(client, accept):
    headers = {"Accept": accept} if accept else {}
    assert client.get("/nothing", headers=headers).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/measures?x=1", "/sparql?query=x", "/dumps/none.csv", "/static/none.css"])
def test_what_programs_ask_for_stays_a_document_in_a_browser_too(client, path):
    assert client.get(path, headers=HTML).headers["content-type"] == "application/problem+json"


def test_the_names_that_come_nearest_lead_to_what_exists(client):
    for path, name in (("/audit?plan=smal", "small"), ("/audit/measure-without-mony", "measure-without-money")):
        page = Page(client.get(path, headers=HTML).text)
        (address,) = (link for link in page.links if name in link and "lang=" not in link)
        assert client.get(address, headers=HTML).status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "problem", "address"),
    [
        ("/id/group/wimen", (), {"type": "x/not-found", "nearest": ["/id/group/women"]}, "/id/group/women?lang=en"),
        ("/ontology/target", (), {"type": "x/not-found", "nearest": ["ontology/targets"]}, "/ontology/targets?lang=en"),
        ("/read/smal/1", (), {"type": "x/not-found", "nearest": ["small"]}, "/read/small/1?lang=en"),
        (
            "/audit",
            (("plan", "smal"), ("by", "right")),
            {"type": "x/unknown-value", "parameter": "plan", "allowed": ["small"]},
            "/audit?plan=small&by=right&lang=en",
        ),
        (
            "/audit",
            (("pan", "small"),),
            {"type": "x/unknown-parameter", "parameter": "pan", "nearest": ["plan"]},
            "/audit?plan=small&lang=en",
        ),
    ],
)
def test_the_wrong_part_of_an_address_gives_way_to_the_right_one(path, query, problem, address):
    assert [to for _, to in next_addresses(View("en", True, path, query), problem)] == [address]


def test_a_hostile_address_is_shown_as_text(client):
    answer = client.get("/id/group/<script>alert(1)<%2Fscript>%E2%80%AE", headers=HTML)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
