"""A release of two plans: what is asked of one is answered of it alone, and what needs one plan says so."""

from __future__ import annotations

import pytest

from api.settings import Settings
from graph.desk import open_desk
from graph.errors import QuestionError
from tests.api.conftest import serving
from tests.api.small_release import write_release

PLANS = ("other", "small")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return write_release(tmp_path_factory.mktemp("two"), plans=PLANS)


@pytest.fixture(scope="module")
def service(root):
    with serving(Settings(releases=root, workers=1)) as started:
        yield started


def items(service, path):
    response = service.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    return response.json()["items"]


def test_links_join_measures_of_one_plan_and_are_listed_for_each(service):
    assert [link["plan"] for link in items(service, "links?measure=1.1.1")] == [*PLANS]
    (link,) = items(service, "links?measure=1.1.1&plan=other")
    assert "/plan/other/" in link["iri"]
    assert len(items(service, "links/reasons?plan=small")) == len(items(service, "links/reasons")) / 2


@pytest.mark.parametrize(
    "path", ["paths?from=right/health&to=group/women", "network?projection=measures", "matrix?rows=chapter&cols=group"]
)
def test_what_is_about_one_plan_asks_which(service, path):
    refused = service.get(f"/api/v1/{path}")
    assert refused.status_code == 400
    assert refused.json()["parameter"] == "plan"
    assert service.get(f"/api/v1/{path}&plan=other").status_code == 200


def test_paths_and_networks_stay_within_their_plan(service):
    (first, *_) = items(service, "paths/steps?from=measure/1.1.1&to=group/women&plan=other")
    assert "/plan/other/" in first["evidence"]
    whole = service.get("/api/v1/network?projection=bodies-measures&plan=other").json()
    assert whole["plan"] == "other"
    assert len(whole["nodes"]) == whole["node_count"]


def test_a_matrix_compares_plans_and_counts_each_measure_for_its_own(service):
    found = service.get("/api/v1/matrix?rows=group&cols=plan").json()
    assert [item["value"] for item in found["cols"]["items"]] == [*PLANS]
    assert {(cell["row"], cell["col"]): cell["count"] for cell in found["cells"]} == {
        (group, plan): 1 for group in ("people", "women") for plan in PLANS
    }
    for cell in found["cells"]:
        assert service.get(cell["url"]).json()["total"] == cell["count"]
    assert service.get("/api/v1/matrix?rows=right&cols=group").json()["rows"]["items"][0]["count"] == 2 * len(PLANS)


def test_a_desk_asks_which_plan(root):
    desk = open_desk(root)
    assert desk.plans == PLANS
    assert len(desk.links(plan="small")) == len(desk.links(plan="other")) > 0
    with pytest.raises(QuestionError, match="other, small"):
        desk.matrix("right", "group")
