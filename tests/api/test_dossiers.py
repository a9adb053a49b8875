"""Dossiers over HTTP, from the small release."""

from __future__ import annotations

import re
from html import unescape

import pytest

HTML = {"Accept": "text/html"}
WOMEN = "/dossier/group/women"


def test_accept_and_format_choose_between_json_markdown_and_a_page(client):
    as_json = client.get(WOMEN)
    assert as_json.headers["content-type"] == "application/json"
    assert client.get(f"{WOMEN}?format=json", headers=HTML).json() == as_json.json()
    as_markdown = client.get(WOMEN, headers={"Accept": "text/markdown"})
    assert as_markdown.headers["content-type"].startswith("text/markdown")
    assert as_markdown.text.startswith("# women")
    page = client.get(WOMEN, headers=HTML)
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>" in page.text
    assert client.get(WOMEN, headers={"Accept": "image/png"}).status_code == 406


def test_a_dossier_has_the_sentences_the_targets_and_the_gaps_of_its_thing(client):
    found = client.get(WOMEN).json()
    (measure,) = found["measures"]
    (sentence,) = measure["sentences"]
    (mention,) = sentence["mentions"]
    assert (measure["code"], sentence["code"], mention["quote"]) == ("1.1.1", "1.1.1.1", "women")
    assert sentence["text"][mention["position"] :].startswith("women")
    assert [(target["value"], target["same_sentence"]) for target in found["targets"]] == [(3.5, True)]
    assert [(thing["slug"], thing["same_sentence"]) for thing in found["instruments"]] == [("health-law", False)]
    assert [(gap["criterion"], gap["count"], gap["population"]) for gap in found["gaps"]] == [
        ("measure-without-money", 1, 1)
    ]
    assert [item["slug"] for item in found["hierarchy"]] == ["people", "women", "rural-women"]
    counted = client.get("/api/v1/groups/women").json()
    assert all(found[name] == counted[name] for name in ("measure_count", "commitment_count", "target_count"))
    assert found["mappings"] == counted["mappings"]


def test_places_of_a_plan_have_dossiers_too(client):
    chapter = client.get("/dossier/chapter/1").json()
    assert [measure["code"] for measure in chapter["measures"]] == ["1.1.1", "1.1.2"]
    assert {sentence["reason"] for measure in chapter["measures"] for sentence in measure["sentences"]} == {"place"}
    measure = client.get("/dossier/measure/1.1.1?plan=small").json()
    assert measure["label"].startswith("1.1.1 ")
    assert [thing["slug"] for thing in measure["rights"]] == ["health"]


def test_what_nothing_names_says_so_in_every_format(client):
    path = "/dossier/indicator/risk-age"
    assert client.get(path).json()["named"] is False
    assert "No sentence of the plan names it" in client.get(f"{path}?format=markdown").text
    assert "No sentence of the plan names it" in client.get(path, headers=HTML).text
    assert "计划中没有一句话提到它" in client.get(f"{path}?lang=zh-Hans", headers=HTML).text


@pytest.mark.parametrize(
    ("path", "status", "nearest"),
    [
        ("/dossier/group/wimen", 404, "/dossier/group/women"),
        ("/dossier/group/females", 404, "/dossier/group/women"),
        ("/dossier/groups/women", 404, "group"),
        ("/dossier/chapter/11", 404, "/dossier/chapter/1"),
        ("/dossier/measure/1.1.9", 404, "/dossier/measure/1.1.1"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(client, path, status, nearest):
    response = client.get(path)
    assert response.status_code == status
    assert nearest in response.json()["nearest"]


def test_wrong_parameters_are_refused_with_those_that_exist(client):
    assert client.get(f"{WOMEN}?plan=large").json()["allowed"] == ["small"]
    assert client.get(f"{WOMEN}?format=pdf").json()["allowed"] == ["html", "markdown", "json"]
    assert client.get(f"{WOMEN}?colour=red").json()["parameter"] == "colour"


def test_the_permalink_leads_to_this_release_and_to_no_other(client):
    citation = client.get(WOMEN).json()["citation"]
    assert client.get(citation["permalink"]).json()["slug"] == "women"
    assert citation["permalink"] in citation["text"]
    entries = {entry["format"]: entry["entry"] for entry in citation["entries"]}
    assert entries["bibtex"].startswith("@misc{hrap-dossier-group-women-")
    assert set(entries) == {"bibtex", "ris", "csl"}
    assert client.get(f"{WOMEN}?release={'0' * 64}").status_code == 404


def test_a_known_version_is_not_sent_again_and_each_form_has_its_own(client):
    page = client.get(WOMEN, headers=HTML)
    again = client.get(WOMEN, headers={**HTML, "If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    tags = {client.get(f"{WOMEN}?format={form}").headers["etag"] for form in ("html", "markdown", "json")}
    assert len(tags) == 3
    assert '</dossier/group/women?format=markdown>; rel="alternate"; type="text/markdown"' in page.headers["link"]


def test_the_other_formats_are_of_the_same_plan_and_release(client):
    asked = f"plan=small&release={client.get('/api/v1/plans').headers['dataset-sha256']}"
    page = client.get(f"/dossier/chapter/1?{asked}", headers=HTML)
    assert f"</dossier/chapter/1?format=json&{asked}>" in page.headers["link"]
    assert f"/dossier/chapter/1?format=json&{asked}" in unescape(page.text)


def test_the_page_has_no_fact_that_the_json_has_not(client):
    text = client.get(WOMEN, headers=HTML).text
    found = client.get(WOMEN).json()
    numbers = {(s["start"], s["end"]) for m in found["measures"] for s in m["sentences"]}
    numbers |= {
        (m["start"], m["end"])
        for kind in ("instruments", "bodies", "groups")
        for t in found[kind]
        for m in t["mentions"]
    }
    numbers |= {(t["start"], t["end"]) for t in found["targets"]}
    assert {(int(a), int(b)) for a, b in re.findall(r"\[(\d+)–(\d+)\]", text)} == numbers
