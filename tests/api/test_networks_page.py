"""The networks as pages over the small release."""

from __future__ import annotations

import html
import re

import pytest

from api.explorer.network_picture import draw
from api.routes import networks_page
from tests.api.test_pages import Links

NAMES = ("rights-groups", "bodies-measures", "instruments-rights", "groups", "measures", "measures-instruments")


def node(number, x, y, **given):
    return {"number": number, "x": x, "y": y, "degree": 1, "community": 1, **given}


def test_the_list_leads_to_every_network(client):
    links = Links(client.get("/networks").text).found
    assert {f"/networks/{item['name']}" for item in client.get("/api/v1/networks").json()["items"]} <= {*links}


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_joined_nodes_and_the_edges_and_the_tables_all_of_them(client, name):
    network = client.get(f"/api/v1/network?projection={name}").json()
    picture = client.get(f"/networks/{name}").text
    assert picture.count('class="node ') == sum(bool(item["degree"]) for item in network["nodes"])
    assert picture.count('data-ends="') == len(network["edges"])
    if network["edges"]:
        for part in ("nodes", "edges"):
            table = client.get(f"/networks/{name}?show={part}").text
            assert table.count('<th scope="row">') == len(network[part])


def test_a_long_table_goes_on_on_further_pages(client, monkeypatch):
    monkeypatch.setattr(networks_page, "_PAGE_LENGTH", 1)
    network = client.get("/api/v1/network?projection=measures").json()
    assert len(network["nodes"]) > 1
    found, at = 0, "/networks/measures?show=nodes"
    while at:
        text = client.get(at).text
        found += text.count('<th scope="row">')
        at = next((html.unescape(url) for url in re.findall(r'rel="next" href="([^"]+)"', text)), None)
    assert found == len(network["nodes"])
    assert client.get("/networks/measures?show=nodes&page=1000").text.count('<th scope="row">') == 1


def test_everything_in_a_picture_opens_the_words_behind_it(client):
    opened = 0
    for name in NAMES:
        for link in {link for link in Links(client.get(f"/networks/{name}").text).found if "/evidence?" in link}:
            response = client.get(link)
            assert response.status_code == 200, link
            assert "<mark" in response.text or "of=measure" in link
            opened += 1
    assert opened


def test_an_edge_is_behind_as_many_measures_as_it_weighs(client):
    for edge in client.get("/api/v1/network?projection=rights-groups").json()["edges"]:
        text = client.get("/networks/rights-groups/evidence", params={"of": [edge["source"], edge["target"]]}).text
        assert re.search(rf"\b{edge['weight']:g} measures? speaks? of both", text)


def test_a_link_shows_its_reasons_with_the_words_of_both(client):
    (edge,) = client.get("/api/v1/network?projection=measures").json()["edges"]
    text = client.get("/networks/measures/evidence", params={"of": [edge["source"], edge["target"]]}).text
    assert 'class="one"' in text
    assert 'class="other"' in text


def test_light_edges_can_be_left_out(client):
    text = client.get("/networks/rights-groups?min=1000").text
    assert "No edge weighs as much" in text


def test_what_is_in_no_network_is_not_found(client):
    assert client.get("/networks/wealth").status_code == 404
    assert client.get("/networks/rights-groups/evidence?of=group/wealth").status_code == 404
    assert client.get("/networks/rights-groups/evidence?of=group/women&of=group/people").status_code == 404
    assert client.get("/networks/rights-groups/evidence").status_code == 400


def test_labels_cover_no_other_node_or_label_and_stay_in_the_picture():
    nodes = [node(0, 0, 0, degree=5), node(1, 40, 0), node(2, 0, 14), node(3, 300, 200)]
    picture = draw(
        nodes, [{"source": 0, "target": 1, "weight": 2.0, "bridge": 1}], dict.fromkeys(range(4), "x" * 20), "degree"
    )
    sides = {spot.row["number"]: spot.side for spot in picture.spots}
    assert sides[0] not in ("right", "below")
    assert sides[3] == "right"
    assert [line.ends for line in picture.lines] == ["0 1"]
    assert max(spot.x for spot in picture.spots) < picture.width
    assert picture.spots[0].row["number"] == 0
