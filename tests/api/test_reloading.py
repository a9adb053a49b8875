from __future__ import annotations

import hashlib
import json
import shutil
import threading
import time

import httpx
import pytest

from api.settings import Settings
from tests.api.conftest import serving
from tests.api.small_release import BASE, QUADS, make_current, write_release

MORE = QUADS + f'<{BASE}plan/small/measure/1.1.3> <https://w3id.org/hrap/ontology#code> "1.1.3" <{BASE}graph/text> .\n'
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def root(tmp_path):
    return write_release(tmp_path)


@pytest.fixture
def service(root):
    with serving(Settings(releases=root, workers=1, reload_time=0.05)) as client:
        yield client


def count(client):
    return int(client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"]["value"])


def until(condition):
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_a_new_release_is_taken_under_load_without_a_failed_request(root, service):
    seen, failures, stop = set(), [], threading.Event()

    def ask(number):
        with httpx.Client(base_url=service.base_url, timeout=30) as client:
            while not stop.is_set():
                found = client.get("/sparql", params={"query": f"{COUNT} # {number}"})
                listed = client.get("/api/v1/measures")
                if (found.status_code, listed.status_code) != (200, 200):
                    failures.append((found.text, listed.text))
                    return
                seen.add((found.headers["dataset-sha256"][:8], found.text.count('"3"')))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    before = service.get("/ready").json()["sha256"]
    write_release(root, "second", MORE)
    assert until(lambda: service.get("/ready").json()["sha256"] != before)
    after = service.get("/ready").json()["sha256"]
    assert until(lambda: len(seen) == 2)
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert seen == {(before[:8], 0), (after[:8], 1)}  # no answer of one release under the other's name
    assert count(service) == 3


def test_a_query_that_has_begun_ends_on_the_release_it_began_on(root, service):
    slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(3)) + " }"
    answers = []
    thread = threading.Thread(target=lambda: answers.append(service.get("/sparql", params={"query": slow})))
    before = service.get("/ready").json()["sha256"]
    thread.start()
    assert until(lambda: "hrap_query_wait_seconds_count 1.0" in service.get("/metrics").text)
    write_release(root, "second", MORE)
    assert until(lambda: service.get("/ready").json()["sha256"] != before)
    thread.join()
    assert answers[0].status_code == 200
    assert answers[0].headers["dataset-sha256"] == before


def break_manifest(folder):
    (folder / "release.json").write_text("{", encoding="utf-8")


def break_graph(folder):
    (folder / "graph.nq").write_text("no quads", encoding="utf-8")


def break_graph_and_hash(folder):
    """A graph that has the hash of its manifest but cannot be loaded."""
    manifest = json.loads((folder / "release.json").read_text())
    (folder / "graph.nq").write_text("no quads", encoding="utf-8")
    manifest["sha256"] = hashlib.sha256(b"no quads").hexdigest()
    (folder / "release.json").write_text(json.dumps(manifest), encoding="utf-8")


def break_read_model(folder):
    (folder / "hrap.sqlite").write_bytes(b"no database")


def miss_read_model(folder):
    (folder / "hrap.sqlite").unlink()


def break_dump(folder):
    (folder / "dumps" / "sentences.csv").write_bytes(b"")


@pytest.mark.parametrize(
    "damage", [break_manifest, break_graph, break_graph_and_hash, break_read_model, miss_read_model, break_dump]
)
def test_a_broken_release_is_refused_and_told_and_taken_once_it_is_mended(root, service, damage):
    before = service.get("/ready").json()
    assert before["refused"] is None
    sound = write_release(root / "elsewhere", "second", MORE) / "second"  # here it might be taken before it is broken
    assert until(lambda: service.get("/ready").json()["sha256"] == before["sha256"])
    shutil.copytree(sound, root / "third")
    damage(root / "third")
    make_current(root, "third")
    assert until(lambda: service.get("/ready").json()["refused"])
    ready = service.get("/ready")
    assert (ready.status_code, ready.json()["sha256"]) == (200, before["sha256"])
    assert count(service) == 2
    assert 'hrap_releases_total{outcome="refused"}' in service.get("/metrics").text
    shutil.copytree(sound, root / "third", dirs_exist_ok=True)
    assert until(lambda: service.get("/ready").json()["sha256"] != before["sha256"])
    assert service.get("/ready").json()["refused"] is None
    assert count(service) == 3
