"""Searching as a reader does: by typing, by keyboard, and without a script."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_reader_searches_from_any_page_narrows_and_follows_a_hit(visit):
    page = visit("/audit").page
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("rural women")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search", exact=True)).to_be_visible()
    page.get_by_role("navigation", name="Narrow the search").get_by_role("link", name="group", exact=True).click()
    page.locator(".hits a").first.click()
    expect(page).to_have_url(re.compile(r"/id/group/rural-women$"))


def test_names_are_offered_while_one_types_and_chosen_by_keyboard(visit):
    visited = visit("/search")
    page = visited.page
    box = page.locator("#q")
    box.press_sequentially("rural wom")
    expect(page.get_by_role("option").first).to_be_visible()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("option").first.get_attribute("id")
    visited.assert_accessible()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/id/group/rural-women"))


def test_escape_closes_what_is_offered_and_keeps_what_was_typed(visit):
    page = visit("/search").page
    box = page.locator("#q")
    box.press_sequentially("childr")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert box.input_value() == "childr"


def test_a_search_works_without_a_script(visit):
    page = visit("/search", script=False).page
    page.locator("#q").fill("wimen")
    page.get_by_role("search").last.get_by_role("button").click()
    page.get_by_role("link", name="women", exact=True).click()
    assert page.locator(".hits li").count() > 3
