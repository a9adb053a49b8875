from __future__ import annotations

import re

import pytest

HTML = {"Accept": "text/html"}


def slugs(text, kind):
    return re.findall(rf'<li><a href="/id/{kind}/([^"?]+)"', text)


def test_a_collection_is_a_tree_with_counts(client):
    text = client.get("/groups").text
    assert slugs(text, "group") == ["people", "women", "rural-women"]
    assert "3 of 3 shown" in text
    assert "1 measure, 1 target" in text
    assert text.count("no sentence is about it") == 1


def test_what_is_shown_is_chosen_by_kind_and_by_whether_a_sentence_is_about_it(client):
    assert slugs(client.get("/bodies?kind=class-of-bodies").text, "body") == ["nurses"]
    assert slugs(client.get("/groups?mentioned=true").text, "group") == ["people", "women"]
    assert slugs(client.get("/bodies?kind=").text, "body") == ["nurses", "the-government"]
    response = client.get("/bodies?kind=nobody")
    assert (response.status_code, response.json()["parameter"]) == (400, "kind")


def test_the_counts_of_a_tree_are_those_of_the_list(client):
    for item in client.get("/api/v1/groups").json()["items"]:
        row = re.search(
            rf'/id/group/{item["slug"]}">.*?<span class="note">(\d+) measure', client.get("/groups").text, re.S
        )
        assert item["measure_count"] == (int(row[1]) if row and item["measure_count"] else 0)


@pytest.mark.parametrize("path", ["/browse", "/rights", "/instruments", "/indicators"])
def test_every_collection_has_a_page_in_both_languages(client, path):
    for language in ("en", "zh-Hans"):
        response = client.get(f"{path}?lang={language}")
        assert response.status_code == 200
        assert f'<html lang="{language}">' in response.text


def test_the_2030_agenda_has_pages_by_number(client):
    text = client.get("/sdg/3.1", headers=HTML).text
    assert "SDG target 3.1: care" in text
    assert 'href="/sdg/3.1.1"' in text
    assert "rural women" in text
    assert client.get("/sdg/3.9").json()["nearest"] == ["3.1", "3.1.1"]
