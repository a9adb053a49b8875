"""Scripts of other sites: what they may send, and what they may read."""

from __future__ import annotations

import pytest

from api.policy import EXPOSED
from api.sparql.protocol import METHODS

SITE = {"Origin": "https://app.example"}


@pytest.mark.parametrize("path", ["/api/v1/measures", "/sparql", "/id/group/women"])
def test_a_browser_is_told_which_requests_scripts_of_other_sites_may_send(client, path):
    asked = {**SITE, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options(path, headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {*answer.headers["access-control-allow-methods"].split(", ")} == {*METHODS}
    assert answer.headers["access-control-allow-headers"] == "if-none-match"


@pytest.mark.parametrize("path", ["/api/v1/measures?group=women", "/api/v1/measures?group=nobody", "/id/group/women"])
def test_every_site_may_read_an_answer_and_all_read_the_same(client, path):
    own, foreign = client.get(path), client.get(path, headers=SITE)
    for answer in (own, foreign):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-expose-headers"] == ", ".join(EXPOSED)
        assert "origin" not in answer.headers.get("vary", "").lower()
    assert own.status_code == foreign.status_code
    assert own.headers.get("etag") == foreign.headers.get("etag")
