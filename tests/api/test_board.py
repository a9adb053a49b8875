"""The board of targets over the small release."""

from __future__ import annotations

import re

import pytest

from api.explorer.quotes import Quoted, quoted
from tests.api.test_pages import Links


def test_a_sentence_is_cut_at_the_words_that_are_meant():
    text = "One in ten, and one in five."
    assert quoted(text, "one", 14) == Quoted("One in ten, and ", "one", " in five.")
    assert quoted("two, then two", "two", 8) == Quoted("two, then ", "two", "")
    assert quoted(text, "seven", 0) == Quoted(text, "", "")


@pytest.mark.parametrize("by", ["right", "unit"])
def test_every_target_stands_on_a_line_with_its_words_and_leads_to_its_place(client, by):
    text = client.get(f"/targets?by={by}").text
    total = client.get("/api/v1/targets").json()
    assert text.count('class="promise"') == total["total"]
    for item in total["items"]:
        assert f"<mark>{item['quote']}</mark>" in text
        assert re.search(rf'href="/read/small/[\w.]+#{re.escape(item["commitment"])}"', text)


def test_what_is_not_stated_is_said_and_what_the_audit_did_not_look_for_is_not(client):
    items = client.get("/api/v1/targets?status=target").json()["items"]
    without = sum(not item["deadline_stated"] for item in items)
    text = client.get("/targets").text
    assert f"{without} of {len(items)}" in text
    assert "no baseline stated" not in text


@pytest.mark.parametrize(
    "filters", ["status=parameter", "right=health&kind=level", "group=rural-women", "deadline_stated=true"]
)
def test_filters_are_those_of_the_list_and_the_files_beside_the_page_keep_them(client, filters):
    text = client.get(f"/targets?{filters}&unit=&direction=").text
    expected = client.get(f"/api/v1/targets?{filters}").json()["total"]
    assert text.count('class="promise"') == expected
    files = [link for link in Links(text).found if link.startswith("/api/v1/targets")]
    assert len(files) == 2
    assert all(all(part in link.lower() for part in filters.split("&")) for link in files)
    assert all(client.get(link).status_code == 200 for link in files)


def test_a_choice_says_how_many_it_leaves(client):
    text = client.get("/targets").text
    shown = re.findall(r'<option value="(target|parameter)">\w+ \((\d+)\)', text)
    assert shown
    for status, count in shown:
        assert client.get(f"/api/v1/targets?status={status}").json()["total"] == int(count)


def test_the_table_has_a_row_for_each(client):
    text = client.get("/targets?show=table").text
    assert text.count('<th scope="row">') == client.get("/api/v1/targets").json()["total"]


def test_a_value_that_does_not_exist_is_told(client):
    assert client.get("/targets?right=wealth").json()["parameter"] == "right"
    assert client.get("/targets?by=colour").json()["allowed"] == ["right", "unit"]


def test_what_the_form_does_not_ask_for_is_kept_by_it(client):
    text = client.get("/targets?deadline_stated=true&chapter=1&comparator=%3C%3D&right=health").text
    assert '<input type="hidden" name="deadline_stated" value="True">' in text
    assert '<input type="hidden" name="chapter" value="1">' in text
    assert '<input type="hidden" name="comparator" value="&lt;=">' in text
    assert 'type="hidden" name="right"' not in text
