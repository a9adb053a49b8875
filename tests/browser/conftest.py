"""Fixture policy: one browser and one service over the real release for all tests of this folder.

A test asks for ``visit``, goes to a page, acts as a reader does, and what every page owes its readers is checked when
it ends: no message of an error on the console, no request to another host.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from api.assets import BUILT, STATIC
from api.settings import Settings
from tests.api.conftest import serving
from tests.browser.visits import Visit

_SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)

Visits = Callable[..., Visit]
"""Opens a page: its path, and if not the usual ones the width, the colour scheme, the language, and whether it has
JavaScript."""


def _needed(there: bool, what: str) -> None:
    if not there and os.environ.get("CI"):
        pytest.fail(f"{what} is missing", pytrace=False)
    if not there:
        pytest.skip(f"{what} is missing")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. The package's last test ends it, and with it the event loop that it keeps in this thread."""
    program = shutil.which("chromium")
    _needed(program is not None, "chromium (apt-get install chromium)")
    _needed((STATIC / BUILT).is_dir(), "the bundle of scripts (make setup)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=_SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="package")
def address(plan_releases: Path) -> Iterator[str]:
    """Where the service over the real release listens."""
    with serving(Settings(releases=plan_releases, workers=1)) as client:
        yield str(client.base_url).rstrip("/")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visits]:
    """Opens pages, each in a context of its own, and checks when the test ends that none of them misbehaved."""
    opened: list[Visit] = []

    def open_page(path: str, *, width: int = 1280, scheme: str = "light", language: str = "en", script: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=language,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        visited = Visit(context.new_page(), address)
        opened.append(visited)
        visited.go(path)
        return visited

    yield open_page
    for visited in opened:
        visited.page.context.close()
    for visited in opened:
        visited.assert_well_behaved()


@pytest.fixture(scope="session")
def screenshots(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures are wanted, if anywhere."""
    folder: Path | None = request.config.getoption("--screenshots")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder
