from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from graph.dimensions import DIMENSIONS

SVG = "{http://www.w3.org/2000/svg}"


def matrix(client, query):
    response = client.get(f"/api/v1/matrix?{query}")
    assert response.status_code == 200, response.text
    return response.json()


def test_rights_by_groups_count_the_measures_of_both(client):
    found = matrix(client, "rows=right&cols=group")
    assert [(item["value"], item["count"]) for item in found["rows"]["items"]] == [("health", 2)]
    assert {cell["col"]: (cell["count"], cell["share"]) for cell in found["cells"]} == {
        "people": (1, 0.5),
        "women": (1, 0.5),
    }
    assert found["empty"] == []


def test_generic_agents_are_no_bodies_and_empty_cells_are_listed(client):
    found = matrix(client, "rows=group&cols=body")
    assert [item["value"] for item in found["cols"]["items"]] == ["nurses"]
    assert found["cells"] == []
    assert found["empty"] == [["people", "nurses"], ["women", "nurses"]]


@pytest.mark.parametrize("unit", ["measure", "commitment"])
@pytest.mark.parametrize("rows", sorted(DIMENSIONS))
def test_each_cell_opens_exactly_what_it_counts(client, rows, unit):
    for cols in sorted(set(DIMENSIONS) - {rows}):
        for cell in matrix(client, f"rows={rows}&cols={cols}&unit={unit}")["cells"]:
            parts = urlsplit(cell["url"])
            answer = client.get(f"{parts.path}?{parts.query}")
            assert answer.status_code == 200, answer.text
            assert answer.json()["total"] == cell["count"], cell


def test_only_the_commonest_values_are_kept(client):
    assert [i["value"] for i in matrix(client, "rows=action-type&cols=group&top=1")["cols"]["items"]] == ["people"]


def test_a_table_has_a_row_for_each_value(client):
    text = client.get("/api/v1/matrix?rows=group&cols=right&format=csv&values=share").text
    assert list(csv.reader(io.StringIO(text))) == [
        ["group", "label", "health"],
        ["people", "people", "1.0"],
        ["women", "women", "1.0"],
    ]


def test_the_picture_is_accessible_and_leads_to_the_lists(client):
    response = client.get("/api/v1/matrix?rows=right&cols=group", headers={"Accept": "image/svg+xml"})
    assert response.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(response.content)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    titles = [node.text for node in root.iter(f"{SVG}title")]
    assert "right to health × women: 1" in titles
    links = [node.get("href") for node in root.iter(f"{SVG}a")]
    assert len(links) == 2
    assert all("/api/v1/measures?right=health&group=" in link for link in links)


def test_a_picture_of_nothing_is_a_picture(client):
    assert ElementTree.fromstring(client.get("/api/v1/matrix?rows=group&cols=body&format=svg").content) is not None


@pytest.mark.parametrize(
    ("query", "words"),
    [("rows=right&cols=right", "the same"), ("rows=rihgt", "right"), ("plan=none", "small"), ("row=right", "rows")],
)
def test_what_cannot_be_laid_out_is_told(client, query, words):
    response = client.get(f"/api/v1/matrix?{query}")
    assert response.status_code == 400
    assert words in response.text


def test_a_format_that_is_not_offered_is_told(client):
    assert client.get("/api/v1/matrix", headers={"Accept": "image/png"}).status_code == 406
