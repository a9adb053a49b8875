"""Fixture policy: take the small plan, or build one inline; the whole plan is built once a session."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from graph.config import Config
from graph.pipeline import Built, Step, make, release


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of our own."""
    parser.addoption("--release", type=Path, help="folder of releases to serve to the browser instead of a new one")
    parser.addoption("--screenshots", type=Path, help="folder for pictures of every page")


def _silent(_: str) -> nullcontext[None]:
    return nullcontext()


@pytest.fixture(scope="session")
def silent() -> Step:
    """A step reporter that reports nothing."""
    return _silent


@pytest.fixture(scope="session")
def built() -> Built:
    """The graph of the project's own plans."""
    return make(Config(), _silent)


@pytest.fixture(scope="session")
def releases(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release of the project's own plans."""
    root = tmp_path_factory.mktemp("releases")
    release(built, root, Config(), _silent)
    return root
