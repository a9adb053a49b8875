from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import networkx
import pytest

from tests.api.answers import items

SVG = "{http://www.w3.org/2000/svg}"


def answer(client, query):
    response = client.get(f"/api/v1/network?{query}")
    assert response.status_code == 200, response.text
    return response


def test_the_networks_are_listed_with_their_sizes(client):
    found = {row["name"]: row for row in items(client, "networks?plan=small")}
    assert found["rights-groups"]["edge_count"] == 1
    assert found["measures"]["sentence"].endswith(".")


def test_a_network_has_nodes_and_edges_with_figures(client):
    found = answer(client, "projection=rights-groups").json()
    assert [node["id"] for node in found["nodes"]] == ["group/women", "right/health"]
    assert found["edges"] == [{"source": "group/women", "target": "right/health", "weight": 1.0, "bridge": True}]
    assert found["node_count"] == 2


@pytest.mark.parametrize(("part", "count"), [("nodes", 2), ("edges", 1)])
def test_a_table_has_the_columns_of_the_json(client, part, count):
    text = answer(client, f"projection=rights-groups&format=csv&part={part}").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == count
    assert list(rows[0]) == list(answer(client, "projection=rights-groups").json()[part][0])


def test_the_files_for_other_tools_hold_the_same_network_and_no_time(client):
    graphml = networkx.parse_graphml(answer(client, "projection=rights-groups&format=graphml").text)
    gexf_text = answer(client, "projection=rights-groups&format=gexf").text
    gexf = networkx.read_gexf(io.BytesIO(gexf_text.encode()))
    for graph in (graphml, gexf):
        assert list(graph.edges(data="weight")) == [("group/women", "right/health", 1.0)]
    assert "lastmodified" not in gexf_text


def test_the_picture_is_accessible_and_each_label_has_its_place(client):
    root = ElementTree.fromstring(answer(client, "projection=measures&format=svg").content)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title", "").startswith("Measures")
    places = [g.get("transform") for g in root.findall(f"{SVG}g") if g.find(f"{SVG}circle") is not None]
    assert len(places) == len(set(places)) == 2
    assert all(re.fullmatch(r"translate\(\S+ \S+\) rotate\(\S+\)", place) for place in places)


def test_a_picture_has_no_more_nodes_than_asked_for_and_says_so(client):
    root = ElementTree.fromstring(answer(client, "projection=measures&format=svg&top=1").content)
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert "1 of 2 nodes" in root.findtext(f"{SVG}desc", "")


@pytest.mark.parametrize(
    ("query", "words"), [("projection=right-groups", "rights-groups"), ("plan=none", "small"), ("format=png", "svg")]
)
def test_what_is_not_there_is_told(client, query, words):
    response = client.get(f"/api/v1/network?{query}")
    assert response.status_code == 400
    assert words in response.text
