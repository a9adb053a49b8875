from __future__ import annotations

import re
from html import unescape

import pytest


def text_of(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))


def test_every_criterion_stands_with_its_denominator_and_leads_to_its_list(client):
    page = client.get("/audit").text
    tallies = client.get("/api/v1/audit?scope=plan").json()["items"]
    assert tallies
    for tally in tallies:
        assert f'href="/audit/{tally["criterion"]}"' in page
        assert f"{tally['label']}" in page
        assert f"{tally['count']} of {tally['population']}" in text_of(page)
        assert client.get(f"/audit/{tally['criterion']}").status_code == 200


@pytest.mark.parametrize("by", ["chapter", "right"])
def test_each_cell_of_the_grid_leads_to_the_list_that_its_count_is_of(client, by):
    cells = re.findall(r'step-\d"><a href="([^"]+)" title="(\d+) of \d+"', client.get(f"/audit?by={by}").text)
    assert cells
    for link, count in cells:
        listed = client.get(unescape(link)).text
        assert listed.count("<li>") - listed.partition('<ol class="findings"')[0].count("<li>") >= min(int(count), 1)
        total = re.search(r'role="status">(?:\S+ of (\d+)|Nothing)', listed)
        assert int(total[1] or 0) == int(count)


def test_a_finding_leads_to_its_place_in_the_text_with_its_words(client):
    finding = client.get("/api/v1/audit/measure-without-money").json()["items"][0]
    page = client.get("/audit/measure-without-money").text
    assert f'href="/read/{finding["plan"]}/{finding["measure"]}"' in page
    assert finding["quote"] in text_of(page)
    assert f"[{finding['start']}–{finding['end']}]" in page


def test_a_criterion_shows_its_definition_source_and_query(client):
    tally = client.get("/api/v1/audit?scope=plan&criterion=measure-without-money").json()["items"][0]
    shown = text_of(client.get("/audit/measure-without-money").text)
    assert tally["definition"] in shown
    assert tally["sources"]
    assert all(source in shown for source in tally["sources"])
    assert "<code>SELECT</code>" in client.get("/audit/measure-without-money").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/audit/measure-without-moneys", 404),
        ("/audit?plan=none", 400),
        ("/audit?by=group", 400),
        ("/audit/measure-without-money?chapter=99", 400),
        ("/audit/measure-without-money?right=nothing", 400),
        ("/audit/measure-without-money?page=0", 400),
        ("/audit/measure-without-money?chapters=1", 400),
    ],
)
def test_what_does_not_exist_is_refused(client, path, status):
    assert client.get(path).status_code == status


def test_a_page_past_the_last_says_that_nothing_is_there(client):
    assert client.get("/audit/measure-without-money?page=9").status_code == 200
