"""What holds of every page: accessible in both schemes, light, no wider than a phone, silent, from one host."""

from __future__ import annotations

import pytest

from tests.every_page import PAGES, REFUSED

WIDTHS = {"phone": 360, "tablet": 800, "desk": 1400}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_light_and_accessible_in_both_schemes_and_fits(visit, path):
    opened = visit(path)
    opened.assert_light()
    opened.assert_fits()
    opened.assert_still()
    opened.assert_accessible()
    opened.page.emulate_media(color_scheme="dark")
    opened.assert_accessible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible_in_chinese_on_a_dark_phone_and_fits(visit, path):
    opened = visit(f"{path}{'&' if '?' in path else '?'}lang=zh-Hans", width=WIDTHS["phone"], scheme="dark")
    opened.assert_accessible()
    opened.assert_fits()
    opened.assert_focus_shows()


@pytest.mark.parametrize("path", ["/", "/audit", "/targets", "/networks/groups", "/id/right/health"])
def test_a_picture_keeps_to_the_colours_of_the_reader(visit, path):
    visit(path).assert_in_the_readers_colours()


def test_the_page_where_one_is_stands_out_in_the_colours_of_the_reader(visit):
    page = visit("/targets").page
    page.emulate_media(forced_colors="active")
    here, elsewhere = (
        page.eval_on_selector_all(f".doors a{which}", "all => all.map((a) => getComputedStyle(a).borderBottomColor)")
        for which in ("[aria-current]", ":not([aria-current])")
    )
    assert len({*here}) == len({*elsewhere}) == 1
    assert {*here} != {*elsewhere}


@pytest.mark.parametrize(("path", "status"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_page_that_says_what_is_wrong_is_as_good_as_any(visit, path, status, language):
    opened = visit(f"{path}{'&' if '?' in path else '?'}lang={language}", width=WIDTHS["phone"])
    complained, opened.complaints = opened.complaints, []
    assert [f"status of {status}" in complaint for complaint in complained] == [True]
    opened.assert_light()
    opened.assert_fits()
    opened.assert_accessible()
    opened.page.emulate_media(color_scheme="dark")
    opened.assert_accessible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_can_be_used_within_a_second(visit, path):
    opened = visit(path)
    opened.go(path)
    assert opened.page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive") < 1000


def test_the_skip_link_leads_past_the_header_by_keyboard(visit):
    page = visit("/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_reader_changes_the_language_and_keeps_it(visit):
    page = visit("/").page
    page.get_by_role("link", name="简体中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.get_by_role("navigation", name="主导航").get_by_role("link").first.click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_a_browser_in_chinese_gets_chinese(visit):
    assert visit("/", language="zh-CN").page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_drawn(visit, path, screenshots, request):
    """Writes pictures where ``--screenshots`` names a folder: every page at three widths in both schemes."""
    if screenshots is None:
        pytest.skip("no --screenshots")
    name = request.node.callspec.id
    for scheme in ("light", "dark"):
        for width_name, width in WIDTHS.items():
            page = visit(path, width=width, scheme=scheme).page
            page.screenshot(path=screenshots / f"{name}-{width_name}-{scheme}.png")
