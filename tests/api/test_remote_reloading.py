"""A new release over a remote store is taken when the store has it, and not before."""

from __future__ import annotations

import pytest

from api.settings import Settings
from graph.release import held_releases, open_release
from graph.remote.load import load_release
from tests.api.conftest import serving
from tests.api.small_release import write_release
from tests.api.test_reloading import COUNT, MORE, count, until
from tests.stores import oxigraph


def load(settings):
    kept = [each.sha256 for each in held_releases(settings.releases)]
    load_release(open_release(settings.releases), kept, settings.query_address, settings.graphs_address)


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "oxigraph"
    folder.mkdir()
    with oxigraph(folder) as store:
        yield Settings(releases=write_release(tmp_path), workers=1, reload_time=0.05, **store.settings)


def test_the_service_keeps_to_the_old_release_until_the_store_has_the_new_one_in_whole(settings):
    load(settings)
    with serving(settings) as client:
        before = client.get("/ready").json()
        write_release(settings.releases, "second", MORE)
        assert until(lambda: client.get("/ready").json()["refused"])
        assert "hrap load" in client.get("/ready").json()["refused"]
        assert count(client) == 2
        load(settings)
        assert until(lambda: client.get("/ready").json()["sha256"] != before["sha256"])
        assert client.get("/ready").json()["refused"] is None
        assert count(client) == 3


def test_both_releases_answer_while_one_takes_over(settings):
    load(settings)
    with serving(settings) as client:
        write_release(settings.releases, "second", MORE)
        load(settings)
        seen = set()
        assert until(lambda: seen.add(client.get("/sparql", params={"query": COUNT}).status_code) or count(client) == 3)
        assert seen == {200}
