from __future__ import annotations

import re
from html import unescape

import pytest

from api.explorer.finding import address_of
from api.models.search import SearchHit
from graph.names import Names

BASE = "https://w3id.org/hrap/id/"


def hit(**given) -> SearchHit:
    row = dict.fromkeys(SearchHit.model_fields)
    row |= {"label": "L", "named": False, "score": 1.0, "matched": [], "snippet": "", "marked": "", "highlights": []}
    return SearchHit(**{**row, "url": "", **given})


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"type": "plan", "plan": "p", "iri": f"{BASE}plan/p"}, "/read/p"),
        ({"type": "section", "plan": "p", "code": "1.2", "iri": f"{BASE}plan/p/section/1.2"}, "/read/p/1.2"),
        ({"type": "measure", "plan": "p", "measure": "1.2.3", "code": "1.2.3", "iri": f"{BASE}x"}, "/read/p/1.2.3"),
        (
            {"type": "commitment", "plan": "p", "measure": "1.2.3", "code": "1.2.3.4", "iri": f"{BASE}x"},
            "/read/p/1.2.3.4",
        ),
        ({"type": "target", "plan": "p", "measure": "1.2.3", "iri": f"{BASE}plan/p/target/t"}, "/id/plan/p/target/t"),
        ({"type": "group", "slug": "women", "iri": f"{BASE}group/women"}, "/id/group/women"),
        ({"type": "sdg-indicator", "iri": "http://metadata.un.org/sdg/C1"}, "http://metadata.un.org/sdg/C1"),
    ],
)
def test_a_hit_leads_to_where_it_is_read_or_to_its_page(given, address):
    assert address_of(hit(**given), Names()) == address


def test_the_page_shows_the_hits_of_the_list_in_its_order_with_their_words_marked(client):
    listed = client.get("/api/v1/search?q=health").json()
    page = client.get("/search?q=health").text
    shown = re.findall(r'class="name"><a href="[^"]+">(?:<bdi[^>]*>)?([^<]+)', page)
    assert listed["items"]
    assert [unescape(name) for name in shown] == [item["label"] for item in listed["items"]][: len(shown)]
    assert "<mark>" in page


def test_each_choice_leads_to_as_many_hits_as_it_says(client):
    page = client.get("/search?q=health").text
    choices = re.findall(r'<li><a href="([^"]+)">.*?</a> <span class="count">(\d+)</span>', page)
    assert choices
    for link, count in choices:
        narrowed = client.get(unescape(link)).text
        assert int(re.search(r'role="status" class="found">(\d+)', narrowed)[1]) == int(count), link


def test_a_misspelt_word_is_met_with_a_search_that_finds(client):
    page = client.get("/search?q=helth").text
    assert "Nothing was found" in page
    assert 'href="/search?q=health"' in page


def test_a_search_that_cannot_be_read_says_why_and_is_no_success(client):
    answer = client.get("/search", params={"q": "("})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_an_empty_search_shows_how_to_ask(client):
    assert "How to ask" in client.get("/search").text


@pytest.mark.parametrize("query", ["type=nothing", "right=helth", "page=0", "colour=red"])
def test_what_does_not_exist_is_refused(client, query):
    assert client.get(f"/search?q=health&{query}").status_code == 400


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "javascript:alert(1)", "\u202eabc", "<b>health"])
def test_hostile_words_are_shown_as_text(client, words):
    page = client.get("/search", params={"q": words}).text
    assert "<script>alert" not in page
    assert "<b>health" not in page


def test_what_is_typed_is_completed_to_names_with_their_pages(client):
    items = client.get("/search/completions?q=wom").json()["items"]
    assert {"label": "women", "type": "group", "kind": "group", "address": "/id/group/women"} in items
    assert client.get("/search/completions", params={"q": '"('}).json() == {"items": []}


def test_the_first_letters_of_a_further_word_choose_among_what_the_others_find(client):
    typed = ("rural w", "rural x", "w")
    found = {words: client.get("/search/completions", params={"q": words}).json()["items"] for words in typed}
    assert "rural women" in {item["label"] for item in found["rural w"]}
    assert not found["rural x"]
    assert not found["w"]


def test_completions_are_in_the_language_of_the_page(client):
    items = client.get("/search/completions?q=wom&lang=zh-Hans").json()["items"]
    assert {"标签"} == {item["label"] for item in items}
    assert all("lang=zh-Hans" in item["address"] for item in items)
