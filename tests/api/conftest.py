"""Fixture policy: a small release and the plan's own are served once; for other settings tests start their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from api.serve import listen, server_config
from api.settings import Settings
from tests.api.small_release import write_release


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases"))


@contextmanager
def serving(settings: Settings) -> Iterator[httpx.Client]:
    """A running service on a free port, and a client of it."""
    listener = listen(replace(settings, port=0))
    server = uvicorn.Server(server_config(settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        port = listener.getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def client(releases: Path) -> Iterator[httpx.Client]:
    """The service over the small release, with one worker and a deadline of two seconds."""
    settings = Settings(releases=releases, workers=1, query_timeout=2, max_query_bytes=50_000, max_answer_bytes=100_000)
    with serving(settings) as started:
        yield started


@pytest.fixture(scope="session")
def service(plan_releases: Path) -> Iterator[httpx.Client]:
    """The service over the project's own plan, with one worker."""
    with serving(Settings(releases=plan_releases, workers=1)) as started:
        yield started
