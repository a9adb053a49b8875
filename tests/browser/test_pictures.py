"""The pictures of the README: made here with ``--pictures``, and looked at for being small and there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).with_name("screenshots")
LARGEST = 150_000


def reading_room(page: Page) -> None:
    """A measure with its marks, and the card of one of them."""
    page.locator('[id="4.3.2"]').evaluate("section => section.scrollIntoView()")
    page.get_by_role("link", name="Regulations on the Protection of Minors in Cyberspace").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def contents(page: Page) -> None:
    """The contents, as they stand."""
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


PICTURES = {
    "reading-room": ("/read/cn-2026-2030/4.3", {"width": 960}, reading_room),
    "contents": ("/read/cn-2026-2030?lang=zh-Hans", {"width": 1120, "scheme": "dark"}, contents),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_a_picture_of_what_a_reader_sees(request, visit, name):
    path, how, act = PICTURES[name]
    page = visit(path, **how).page
    page.set_viewport_size({"width": how["width"], "height": 560})
    act(page)
    file = FOLDER / f"{name}.png"
    if request.config.getoption("--pictures"):
        file.parent.mkdir(exist_ok=True)
        page.screenshot(path=file)
    assert 0 < file.stat().st_size < LARGEST
    assert file.relative_to(ROOT).as_posix() in (ROOT / "README.md").read_text(encoding="utf-8")
