from __future__ import annotations

import pytest


def answer(client, query):
    response = client.get(f"/api/v1/paths?{query}")
    assert response.status_code == 200, response.text
    return response.json()


def test_a_path_has_the_words_of_each_step(client):
    found = answer(client, "from=right/health&to=group/women")
    assert (found["from"], found["to"], found["connected"]) == ("right/health", "group/women", True)
    (path,) = found["paths"]
    assert path["nodes"] == ["right/health", "measure/1.1.1", "group/women"]
    section, names = path["steps"]
    assert (section["relation"], section["quote"]) == ("section", "Right to Health")
    assert (names["source"], names["target"], names["quote"]) == ("measure/1.1.1", "group/women", "women")
    assert names["start"] < names["end"]


def test_a_target_is_an_end_with_the_words_of_its_number(client):
    (path,) = answer(client, "from=group/women&to=target/1.1.1/risk-rate")["paths"]
    assert path["nodes"] == ["group/women", "measure/1.1.1", "target/1.1.1/risk-rate"]
    assert [step["quote"] for step in path["steps"]] == ["women", "3 percent"]
    assert path["steps"][1]["evidence"]


def test_two_measures_are_joined_by_what_both_are_about(client):
    (path,) = answer(client, "from=measure/1.1.1&to=measure/1.1.2&plan=small")["paths"]
    assert path["nodes"] == ["measure/1.1.1", "right/health", "measure/1.1.2"]


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("from=right/helth&to=group/women", "from", "right/health"),
        ("from=right/health&to=body/the-government", "to", "group/women"),
        ("from=right/health&to=right/health", "to", "the same"),
        ("from=right/health&to=group/women&plan=none", "plan", "small"),
        ("from=right/health", "to", "required"),
    ],
)
def test_what_cannot_be_joined_is_told(client, query, parameter, words):
    response = client.get(f"/api/v1/paths?{query}")
    assert response.status_code == 400
    assert response.json()["parameter"] == parameter
    assert words in response.text


def test_steps_come_as_a_table_that_csv_and_paths_share(client):
    asked = "from=right/health&to=group/women"
    listed = client.get(f"/api/v1/paths/steps?{asked}").json()
    assert [(row["path"], row["step"], row["target"]) for row in listed["items"]] == [
        (1, 1, "measure/1.1.1"),
        (1, 2, "group/women"),
    ]
    assert listed["items"][0]["evidence"] is None
    assert listed["items"][1]["evidence"].endswith("/group/women")
    table = client.get(f"/api/v1/paths/steps?{asked}&format=csv")
    assert client.get(f"/api/v1/paths?{asked}&format=csv").text == table.text
    assert client.get(f"/api/v1/paths?{asked}", headers={"Accept": "text/csv"}).text == table.text
    assert len(table.text.splitlines()) == 3
    assert client.get(f"/api/v1/paths/steps?{asked}&limit=1&offset=1").json()["items"] == listed["items"][1:]


def test_linked_steps_are_about_what_the_graph_states(client):
    document = client.get("/api/v1/paths?from=right/health&to=group/women&format=jsonld").json()
    section, names = document["items"]
    assert section["iri"].endswith("plan/small/measure/1.1.1")
    assert section["rights"] == ["https://w3id.org/hrap/id/right/health"]
    assert section["quote"] is None
    assert "/mention/" in names["iri"]
    assert names["quote"] == "women"
