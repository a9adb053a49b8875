from __future__ import annotations

from typing import get_args

import pytest

from api.models.facets import CommitmentFacet, MeasureFacet, MentionFacet, TargetFacet

FACETS = {
    "measures": get_args(MeasureFacet),
    "commitments": get_args(CommitmentFacet),
    "targets": get_args(TargetFacet),
    "mentions": get_args(MentionFacet),
}
CHOSEN = {
    "measures": (
        "",
        "right=health",
        "instrument=health-law",
        "action=implement",
        "body=nurses&kind=measure&kind=statement",
    ),
    "commitments": ("", "agent=the-government", "role=responsible", "has_target=true", "group=people"),
    "targets": ("", "right=health", "status=parameter"),
    "mentions": ("", "type=group&type=body", "measure=1.1.1"),
}


def counted(client, name, chosen, facets):
    answer = client.get(f"/api/v1/{name}?{chosen}&facets={','.join(facets)}&limit=1".replace("?&", "?"))
    assert answer.status_code == 200, answer.text
    return {facet["facet"]: facet["values"] for facet in answer.json()["facets"]}


@pytest.mark.parametrize(("name", "chosen"), [(name, chosen) for name in CHOSEN for chosen in CHOSEN[name]])
def test_each_count_is_what_the_list_has_with_that_value(client, name, chosen):
    found = counted(client, name, chosen, FACETS[name])
    assert tuple(found) == FACETS[name]
    for facet, values in found.items():
        others = "&".join(part for part in chosen.split("&") if part and not part.startswith(f"{facet}="))
        for value in values:
            total = client.get(f"/api/v1/{name}?{others}&{value['parameter']}&limit=1".replace("?&", "?")).json()[
                "total"
            ]
            assert value["count"] == total, (facet, value)


def test_values_have_labels_and_a_parameter_and_the_most_frequent_come_first(client):
    (values,) = counted(client, "measures", "", ["right"]).values()
    assert values[0] == {"value": "health", "label": "right to health", "count": 2, "parameter": "right=health"}
    counts = [value["count"] for value in counted(client, "mentions", "", ["type"])["type"]]
    assert counts == sorted(counts, reverse=True)


def test_a_chosen_value_that_nothing_has_is_shown_with_none(client):
    (values,) = counted(client, "measures", "group=rural-women&group=women", ["group"]).values()
    assert {value["value"]: value["count"] for value in values} == {"people": 1, "women": 1, "rural-women": 0}


def test_facets_may_stand_apart_by_commas_or_be_repeated(client):
    apart = client.get("/api/v1/targets?facets=unit,kind").json()["facets"]
    assert apart == client.get("/api/v1/targets?facets=unit&facets=kind").json()["facets"]


def test_no_facets_are_counted_unasked(client):
    assert "facets" not in client.get("/api/v1/measures").json()


def test_an_unknown_facet_is_refused_with_those_that_exist(client):
    problem = client.get("/api/v1/measures?facets=rights").json()
    assert (problem["parameter"], problem["nearest"][0]) == ("facets", "right")
    assert tuple(problem["allowed"]) == FACETS["measures"]


def test_facets_are_for_json(client):
    problem = client.get("/api/v1/measures?facets=right&format=csv").json()
    assert (problem["status"], problem["parameter"]) == (400, "facets")
