"""Fixture policy: take the small plan, or build one inline; the whole plan is built once a run.

A run may have several processes (pytest-xdist). What one of them has made, the others read.
"""

from __future__ import annotations

import fcntl
import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.config import Config
from graph.pipeline import Built, Step, make, release

# How long an example takes says how busy the machine is, and nothing else.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of our own."""
    parser.addoption("--release", type=Path, help="folder of releases to test instead of a new one")
    parser.addoption("--screenshots", type=Path, help="folder for pictures of every page")
    parser.addoption("--pictures", action="store_true", help="make the pictures of the README anew")


def _silent(_: str) -> nullcontext[None]:
    return nullcontext()


@pytest.fixture(scope="session")
def silent() -> Step:
    """A step reporter that reports nothing."""
    return _silent


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def built(shared: Path) -> Built:
    """The graph of the project's own plans."""
    path = shared / "built.pickle"
    with one_at_a_time(path):
        if path.exists():
            found: Built = pickle.loads(path.read_bytes())
            return found
        made = make(Config(), _silent)
        path.write_bytes(pickle.dumps(made))
    return made


@pytest.fixture(scope="session")
def plan_releases(shared: Path, request: pytest.FixtureRequest) -> Path:
    """A folder with one release of the project's own plans: the one that ``--release`` names, or else a new one."""
    given: Path | None = request.config.getoption("--release")
    if given:
        return given
    root = shared / "releases"
    with one_at_a_time(root):
        if not root.exists():
            release(request.getfixturevalue("built"), root, Config(), _silent)
    return root


@pytest.fixture(scope="session")
def releases(plan_releases: Path) -> Path:
    """The releases that tests read; those of the service have a small one in its place."""
    return plan_releases


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Keep other processes of this run from making the same thing at the same time."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives as long as the run: the modules and the tests themselves."""
    gc.collect()
    gc.freeze()
