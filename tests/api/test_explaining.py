from __future__ import annotations

import pytest


def explained(client, path):
    answer = client.get(f"/api/v1/{path}").json()
    assert answer["items"] == []
    return answer["explanation"]


def test_filters_that_find_nothing_together_are_told_apart(client):
    found = explained(client, "measures?body=nurses&group=women&chapter=1")
    effects = {each["parameter"]: (each["values"], each["alone"], each["without"]) for each in found["filters"]}
    assert effects == {"chapter": (["1"], 2, 0), "group": (["women"], 1, 1), "body": (["nurses"], 1, 1)}
    assert found["detail"] == "No item meets all filters at once; there are 1 without `group`, 1 without `body`."


@pytest.mark.parametrize("path", ["measures?group=rural-women&chapter=1", "targets?right=health&min=9"])
def test_a_filter_that_finds_nothing_at_all_is_named(client, path):
    found = explained(client, path)
    (name,) = (each["parameter"] for each in found["filters"] if not each["alone"])
    assert found["detail"] == f"No item meets `{name}` at all."


def test_each_number_is_the_total_of_that_request(client):
    path = "commitments?group=women&modality=bare-task&has_target=false"
    for each in explained(client, path)["filters"]:
        given = path.partition("?")[2].split("&")
        (own,) = (part for part in given if part.startswith(f"{each['parameter']}="))
        others = "&".join(part for part in given if part != own)
        assert client.get(f"/api/v1/commitments?{own}").json()["total"] == each["alone"]
        assert client.get(f"/api/v1/commitments?{others}").json()["total"] == each["without"]


def test_an_offset_past_the_end_is_told_so(client):
    found = explained(client, "measures?offset=10")
    assert found == {"detail": "`offset` passes over all 2 items.", "filters": []}


def test_what_has_items_is_not_explained(client):
    assert "explanation" not in client.get("/api/v1/measures").json()
