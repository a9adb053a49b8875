"""What is answered before the framework is what the framework answers."""

from __future__ import annotations

import sqlite3

import pytest

from api import light
from api.app import create_app
from api.db import Database, OutOfTimeError
from api.settings import Settings
from tests.api.conftest import serving

PATHS = (
    *(
        "measures",
        "measures?group=women&limit=1",
        "commitments?sort=-code&limit=2",
        "targets?min=1",
        "mentions?type=group",
    ),
    *("links", "rights", "bodies?kind=class-of-bodies", "indicators?contested=true", "groups?limit=1&offset=1"),
    *(
        "measures/small/1.1.1",
        "groups/women",
        "indicators/risk-rate",
        "measures?facets=right",
        "measures?group=rural-women",
    ),
    *("measures?format=csv", "groups/women?format=jsonld", "measures?kind=nothing", "measures?limit=1&limit=2"),
    *("measures/small/9.9.9", "measures?group=nobody", "groups/nobody", "measures?nothing=1", "measures?limit=%00"),
)


@pytest.fixture(scope="module")
def framework(releases):
    """The service with nothing answered before the framework."""
    patch = pytest.MonkeyPatch()
    patch.setattr(light, "_LIGHT", set())
    with serving(Settings(releases=releases, workers=1, cache_bytes=0)) as client:
        yield client
    patch.undo()


@pytest.mark.parametrize("path", PATHS)
def test_the_framework_and_the_light_way_answer_the_same(client, framework, path):
    ways = [(each.get(f"/api/v1/{path}", headers={"host": "one.example"})) for each in (client, framework)]
    texts = [answer.text.replace(answer.headers["x-request-id"], "") for answer in ways]
    assert texts[0] == texts[1]
    own = ("x-request-id", "date", "content-length")
    headers = [{name: value for name, value in answer.headers.items() if name not in own} for answer in ways]
    assert (ways[0].status_code, headers[0]) == (ways[1].status_code, headers[1])


def test_each_light_path_is_one_of_the_application():
    app = create_app(Settings())
    names = {operation["operationId"] for item in app.openapi()["paths"].values() for operation in item.values()}
    assert names >= light._LIGHT


def test_a_database_in_a_hurry_gives_up_what_takes_long(tmp_path):
    path = tmp_path / "rows.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key TEXT)")
        connection.executemany("INSERT INTO meta VALUES (?)", [(str(n),) for n in range(300)])
    connection.close()
    slow = "SELECT COUNT(*) FROM meta a, meta b, meta c WHERE a.key || b.key = c.key"
    hurried, patient = Database(path, in_a_hurry=True), Database(path)
    try:
        for _ in range(200):
            assert hurried.values("SELECT COUNT(*) FROM meta") == [300]
        with pytest.raises(OutOfTimeError):
            hurried.values(slow)
        with pytest.raises(OutOfTimeError):
            hurried.take_time()
        patient.take_time()
        assert patient.values("SELECT COUNT(*) FROM meta a, meta b") == [90_000]
    finally:
        hurried.close()
        patient.close()
