"""A desk that takes its release from a running service."""

from __future__ import annotations

import pytest

from graph.desk import open_desk
from graph.errors import ReleaseError


def test_a_desk_downloads_the_release_once(client, tmp_path):
    url = str(client.base_url)
    desk = open_desk(url, folder=tmp_path)
    assert desk.sha256 == client.get("/dumps", headers={"Accept": "application/json"}).json()["dataset"]["sha256"]
    assert len(desk.table("targets")) == 1
    assert len(desk.sparql("SELECT ?s { ?s hrap:code ?code }")) == 2
    before = (tmp_path / "hrap.sqlite").stat().st_mtime_ns
    assert open_desk(f"{url}/", folder=tmp_path).sha256 == desk.sha256
    assert (tmp_path / "hrap.sqlite").stat().st_mtime_ns == before


def test_what_is_no_service_is_told(client, tmp_path):
    with pytest.raises(ReleaseError, match="address of a service"):
        open_desk(f"{client.base_url}/api", folder=tmp_path)
    with pytest.raises(ReleaseError, match="address of a service"):
        open_desk("http://127.0.0.1:9", folder=tmp_path)
