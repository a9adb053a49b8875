"""The paths between two things as a page over the small release."""

from __future__ import annotations

import html
import re

import pytest

from graph.networks.paths import PathFinder

HTML = {"Accept": "text/html"}


def two_joined(client):
    """The ends of a network's first edge, which a measure speaks of together."""
    edge = client.get("/api/v1/network?projection=rights-groups").json()["edges"][0]
    return edge["source"], edge["target"]


def test_the_page_shows_the_paths_of_the_interface_with_their_words_in_their_places(client):
    start, end = two_joined(client)
    answer = client.get("/api/v1/paths", params={"from": start, "to": end}).json()
    page = client.get("/paths", params={"from": start, "to": end}).text
    assert page.count('<ol class="path">') == len(answer["paths"]) > 0
    steps = [step for path in answer["paths"] for step in path["steps"]]
    shown = re.findall(r'<q lang="en"><a href="(/read/[^"]+)"><bdi>([^<]+)</bdi></a></q>', page)
    assert [html.unescape(words) for _, words in shown] == [step["quote"] for step in steps if step["quote"]]
    for place, words in shown:
        assert html.unescape(words) in re.sub(r"<[^>]+>", "", html.unescape(client.get(place).text))


def test_without_both_ends_the_form_offers_what_there_is(client):
    page = client.get("/paths", params={"from": "group/women"}).text
    assert 'value="group/women" required' in page
    assert '<option value="right/health">' in page
    assert '<ol class="path">' not in page


@pytest.mark.parametrize("name", ["right/health", "right to health", " Right to Health "])
def test_an_end_is_found_by_its_id_and_by_its_name_in_either_language(client, name):
    page = client.get("/paths", params={"from": name, "to": "group/women"})
    assert page.status_code == 200
    assert 'value="right/health" required' in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "right/helth", "to": "group/women"}, "right/health"),
        ({"from": "<script>alert(1)</script>", "to": "group/women"}, "&lt;script&gt;"),
        ({"from": "group/women", "to": "group/women"}, "Both ends are the same"),
    ],
)
def test_ends_that_there_are_not_or_that_are_one_are_refused_with_what_to_do(client, query, said):
    answer = client.get("/paths", params=query, headers=HTML)
    assert answer.status_code == 400
    assert said in answer.text
    assert "<script>alert" not in answer.text


def test_two_things_that_nothing_joins_are_said_to_be_apart(client, monkeypatch):
    monkeypatch.setattr(PathFinder, "best", lambda *_: ())
    page = client.get("/paths", params={"from": "right/health", "to": "group/women", "k": 7}).text
    assert "Nothing joins the two" in page
    assert '<ol class="path">' not in page
