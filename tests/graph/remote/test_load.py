from __future__ import annotations

import hashlib
import json

import httpx
import pytest

from graph.errors import ReleaseError, StoreLost
from graph.release import DOCUMENTS, GRAPH, MANIFEST, READ_MODEL, STORE, Release
from graph.remote.http import StoreAddress
from graph.remote.load import load_release
from graph.remote.names import ReleaseNames
from tests.stores import free_port, oxigraph

BASE = "https://w3id.org/hrap/id/"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


def made(folder, text, quads=2):
    """A release with one text in two graphs."""
    data = "".join(f'<{BASE}a> <{BASE}p> "{text}"@zh-Hans <{BASE}graph/{name}> .\n' for name in ("text", "mentions"))
    folder.mkdir()
    (folder / GRAPH).write_text(data, encoding="utf-8")
    for name in (STORE, DOCUMENTS):
        (folder / name).mkdir()
    (folder / READ_MODEL).touch()
    sha256 = hashlib.sha256(data.encode()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps({"version": "1", "sha256": sha256, "quads": quads, "counts": {}}))
    return Release(folder, "1", sha256, quads, {})


def load(release, store, kept=()):
    return load_release(release, kept, StoreAddress(store.query), StoreAddress(store.graphs))


def graphs(store):
    query = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}
    found = httpx.post(store.query, data=query, headers={"accept": "text/csv"}, trust_env=False).text
    return set(found.split()[1:])


def of(release):
    name = ReleaseNames(release.sha256).release
    return {name, f"{name}/graph/text", f"{name}/graph/mentions"}


def test_a_release_is_loaded_beside_those_that_are_kept_and_others_go(store, tmp_path):
    first, second, third = (made(tmp_path / name, name) for name in ("a", "b", "c"))
    load(first, store)
    load(second, store, kept=[first.sha256])
    assert graphs(store) == of(first) | of(second)
    assert load(third, store, kept=[second.sha256]).dropped == 3
    assert graphs(store) == of(second) | of(third)


def test_what_others_keep_in_the_store_stays(store, tmp_path):
    other = "http://example.org/other"
    triple = f"<{other}> <{other}> <{other}> ."
    httpx.put(store.graphs, params={"graph": other}, content=triple, headers={"content-type": "application/n-triples"})
    load(made(tmp_path / "d", "d"), store)
    assert other in graphs(store)
    httpx.delete(store.graphs, params={"graph": other})


def test_a_load_that_was_killed_is_not_taken_for_complete_and_is_done_anew(store, tmp_path):
    before, release = made(tmp_path / "e", "e"), made(tmp_path / "f", "f")
    load(before, store)
    name = ReleaseNames(release.sha256).release
    left = f'<{BASE}a> <{BASE}p> "left over" .'
    httpx.put(
        store.graphs,
        params={"graph": f"{name}/graph/text"},
        content=left,
        headers={"content-type": "application/n-triples"},
    )
    assert of(before) < graphs(store)
    load(release, store, kept=[before.sha256])
    assert graphs(store) == of(before) | of(release)
    answer = httpx.post(store.query, data={"query": "ASK { GRAPH ?g { ?s ?p 'left over' } }"})
    assert answer.json()["boolean"] is False


def test_a_graph_that_is_not_that_of_its_manifest_is_never_complete(store, tmp_path):
    release = made(tmp_path / "g", "g", quads=3)
    with pytest.raises(ReleaseError):
        load(release, store)
    assert ReleaseNames(release.sha256).release not in graphs(store)


def test_a_store_that_is_not_there_is_told_so(tmp_path):
    url = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(StoreLost):
        load_release(made(tmp_path / "h", "h"), [], StoreAddress(url), StoreAddress(url))
