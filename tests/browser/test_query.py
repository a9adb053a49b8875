"""Asking as a reader does: in the editor, with a ready question, by keyboard, and without a script."""

from __future__ import annotations

import re

from playwright.sync_api import expect

EDITOR = ".code-editor .cm-content"


def write(page, text: str) -> None:
    page.locator(EDITOR).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)  # brackets close themselves, and are typed over


def test_a_reader_writes_a_query_and_runs_it_by_keyboard(visit):
    page = visit("/query").page
    write(page, "SELECT ?x { VALUES ?x { 3 1 2 } }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("3 rows.")).to_be_visible()
    page.get_by_role("button", name="x", exact=True).click()
    assert page.locator("#rows tbody td").all_inner_texts() == ["1", "2", "3"]


def test_a_completed_name_brings_its_prefix_along(visit):
    page = visit("/query").page
    write(page, "")
    page.locator(EDITOR).press_sequentially("concernsG", delay=30)
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_be_visible()
    page.wait_for_timeout(200)  # so long a list that has just come up takes no key
    page.keyboard.press("Enter")
    expect(page.locator(EDITOR)).to_contain_text("PREFIX hrap: <https://w3id.org/hrap/ontology#>")
    expect(page.locator(EDITOR)).to_contain_text("hrap:concernsGroup")


def test_an_error_is_marked_at_its_place(visit):
    opened = visit("/query")
    page = opened.page
    write(page, "SELECT * { ?s foo }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("line 1")
    expect(page.locator(".cm-wrong-line")).to_contain_text("foo")
    assert opened.complaints == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]
    opened.complaints.clear()


def test_the_keyboard_leaves_the_editor_by_tab(visit):
    page = visit("/query").page
    page.locator(EDITOR).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_a_ready_question_is_asked_about_something_else_and_drawn(visit):
    opened = visit("/query?question=firm-and-hedged-by-chapter")
    page = opened.page
    page.get_by_role("button", name="Chart").click()
    assert page.locator(".picture .bar").count() == page.locator("#rows tbody tr").count()
    assert page.locator(".picture .head").all_text_contents() == ["chapter", "firm"]
    opened.assert_accessible()
    opened.go("/query?question=targets-of-right")
    page.get_by_role("combobox", name="right").select_option("work")
    page.get_by_role("button", name="Ask").click()
    expect(page).to_have_url(re.compile("right=work"))


def test_triples_are_drawn_as_a_graph(visit):
    page = visit("/query").page
    hrap = "https://w3id.org/hrap/ontology#"
    write(
        page,
        f"CONSTRUCT {{ ?m <{hrap}underRight> ?r }} WHERE {{ ?m a <{hrap}Measure> ; <{hrap}underRight> ?r }} LIMIT 12",
    )
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Graph").click()
    assert page.locator(".picture line").count() == 12


def test_a_query_is_asked_without_a_script(visit):
    page = visit("/query", script=False).page
    page.locator("textarea").fill("SELECT ?x { VALUES ?x { 3 1 2 } }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("3 rows.")).to_be_visible()
