"""The board of targets as readers use it: with a form, without a script, on a phone, on paper."""

from __future__ import annotations


def test_targets_are_narrowed_and_grouped_without_a_script(visit):
    page = visit("/targets", script=False).page
    page.get_by_label("Right", exact=True).select_option("health")
    page.get_by_label("Kind").select_option("level")
    page.get_by_label("Group by").select_option("unit")
    page.get_by_role("button", name="Apply").click()
    assert "right=health" in page.url
    shown = page.locator(".promise")
    assert 0 < shown.count() < 30
    assert "less than" in shown.filter(has_text="maternal mortality rate").text_content()
    page.get_by_role("link", name="Clear all").click()
    assert "right=" not in page.url


def test_a_target_shows_its_sentence_and_what_it_leaves_unsaid(visit):
    page = visit("/targets").page
    target = page.locator(".promise", has=page.locator(".what", has_text="maternal mortality rate"))
    assert target.locator("mark").inner_text() == "12 per 100,000"
    assert "no baseline stated" in target.inner_text()
    assert target.get_by_role("link", name="1.5.2.1").get_attribute("href") == "/read/cn-2026-2030/1.5#1.5.2.1"


def test_a_form_on_a_phone_fits_and_the_choices_are_reached_by_tab(visit):
    opened = visit("/targets?by=unit", width=360)
    opened.assert_fits()
    page = opened.page
    page.get_by_label("Right", exact=True).focus()
    names = []
    for _ in range(10):
        names.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
        page.keyboard.press("Tab")
    assert names == ["right", "group", "unit", "kind", "direction", "deadline", "status", "by", "show", "submit"]


def test_on_paper_there_is_no_form_and_every_sentence(visit):
    page = visit("/targets").page
    page.emulate_media(media="print")
    assert not page.locator("form.narrow").is_visible()
    assert page.locator(".promise .words").last.is_visible()
