from __future__ import annotations

import asyncio
import io
import json
import re

import httpx
import pytest

from api import logs
from api.app import create_app
from api.settings import Settings


def test_an_unexpected_error_is_answered_like_any_other(releases, monkeypatch):
    log = io.StringIO()
    monkeypatch.setattr(logs.sys, "stderr", log)
    app = create_app(Settings(releases=releases, workers=1, log="json"))

    @app.get("/broken")
    def fail():
        raise ZeroDivisionError("secret detail")

    async def scene():
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://t") as client,
        ):
            failed = await client.get("/broken", headers={"x-request-id": "an-id"})
            return failed, (await client.get("/metrics")).text

    response, metrics = asyncio.run(scene())
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert response.headers["x-request-id"] == response.json()["request_id"] == "an-id"
    assert not re.search("secret|Traceback|ZeroDivision", response.text)
    entries = [json.loads(line) for line in log.getvalue().splitlines()]
    assert next(entry["status"] for entry in entries if entry.get("id") == "an-id") == 500
    assert 'hrap_requests_total{status="500"} 1.0' in metrics


def test_every_answer_bears_a_request_id_and_the_dataset(client):
    sane = client.get("/health", headers={"x-request-id": "a-B.c_1"})
    assert sane.headers["x-request-id"] == "a-B.c_1"
    ids = {
        client.get("/nothing", headers={"x-request-id": each}).headers["x-request-id"]
        for each in ("", "a b", "a'b", "x" * 65)
    }
    assert len(ids) == 4
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in ids)
    assert sane.headers["dataset-sha256"] == client.get("/ready").json()["sha256"]
    assert sane.headers["dataset-version"] == client.get("/ready").json()["version"]


def test_the_metrics_say_what_was_asked_and_how_it_went(client):
    client.get("/sparql", params={"query": "ASK { FILTER(2 > 1) }"})
    client.get("/sparql", params={"query": "ASK {"})
    text = client.get("/metrics").text
    for line in (
        r'hrap_queries_total{kind="",outcome="QuerySyntaxError"} \d',
        r'hrap_queries_total{kind="boolean",outcome="answered"} \d',
        r'hrap_requests_total{status="400"} \d',
        r"hrap_query_wait_seconds_count \d",
        r'hrap_request_seconds_bucket{le="0.25"} \d',
        r"hrap_workers 3\.0",
        r"hrap_queries_waiting 0\.0",
        r"hrap_cache_bytes [1-9]",
        r'hrap_release_info{sha256="\w{64}",version="1\.2\.3"} 1\.0',
    ):
        assert re.search(line.replace("{", r"\{").replace(r"\w\{64}", r"\w{64}"), text), line


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon", ""])
def test_a_timeout_that_is_no_number_of_seconds_is_refused(client, timeout):
    response = client.get("/sparql", params={"query": "ASK {}", "timeout": timeout})
    assert response.status_code == 400
    assert response.json()["parameter"] == "timeout"


def test_a_caller_may_shorten_the_deadline(client):
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(8)) + " }"
    for send in (
        lambda: client.get("/sparql", params={"query": endless, "timeout": "0.2"}),
        lambda: client.post("/sparql", data={"query": endless, "timeout": "0.2"}),
    ):
        response = send()
        assert response.status_code == 504
        assert "0.2 seconds" in response.json()["detail"]
    assert client.get("/sparql", params={"query": "ASK {}", "timeout": "1000"}).status_code == 200
