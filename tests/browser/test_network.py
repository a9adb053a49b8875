"""A network as readers use it: from node to node by keyboard, nearer and further, to the words, and as a picture."""

from __future__ import annotations

import pytest

FOCUSED = "document.activeElement.dataset.number ?? ''"
WIDTH = "document.getElementById('network').viewBox.baseVal.width"


def test_nodes_are_reached_by_keyboard_and_open_their_measures_beside_the_picture(visit):
    page = visit("/networks/rights-groups").page
    assert page.locator('.node[tabindex="0"]').count() == 1
    page.locator('.node[tabindex="0"]').focus()
    first = page.evaluate(FOCUSED)
    seen = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.evaluate(FOCUSED))
    assert len(seen) > 2
    page.keyboard.press("Home")
    assert page.evaluate(FOCUSED) == first
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Measures behind it")
    panel.wait_for()
    assert panel.locator("mark").count()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    panel.get_by_role("button", name="Close").click()
    assert page.evaluate(FOCUSED) == first


def test_the_picture_comes_nearer_by_key_button_and_wheel_and_shows_all_again(visit):
    page = visit("/networks/rights-groups").page
    whole = page.evaluate(WIDTH)
    page.get_by_role("button", name="Nearer").click()
    assert page.evaluate(WIDTH) == pytest.approx(whole / 1.5)
    page.locator('.node[tabindex="0"]').focus()
    page.keyboard.press("+")
    assert page.evaluate(WIDTH) == pytest.approx(whole / 2.25)
    page.keyboard.press("0")
    assert page.evaluate(WIDTH) == pytest.approx(whole)
    page.locator("#network").hover()
    page.mouse.wheel(0, -200)
    page.wait_for_function(f"{WIDTH} < {whole}")


def test_an_edge_opens_the_measures_that_speak_of_both(visit):
    page = visit("/networks/rights-groups").page
    page.locator(".edges a").first.dispatch_event("click")
    panel = page.get_by_role("region", name="Measures behind it")
    panel.wait_for()
    assert panel.locator("mark.one").count()
    assert panel.locator("mark.other").count()


@pytest.mark.parametrize(("button", "start"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_the_picture_is_saved_as_it_is_seen(visit, tmp_path, button, start):
    page = visit("/networks/groups").page
    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()
    saved.value.save_as(tmp_path / "picture")
    assert (tmp_path / "picture").read_bytes().startswith(start)


def test_without_a_script_a_community_is_chosen_and_the_tables_have_everything(visit):
    page = visit("/networks/measures", script=False).page
    assert not page.locator("#tools").is_visible()
    page.locator(".communities a").first.click()
    assert page.locator(".node.faint").count()
    page.get_by_role("link", name="table of edges").click()
    page.locator("tbody th a").first.click()
    assert page.locator("mark").count()


def test_a_path_is_asked_for_by_names_and_each_step_leads_to_its_words(visit):
    page = visit("/networks").page
    page.get_by_role("link", name="Paths between two things").click()
    page.get_by_label("From", exact=True).fill("健康权利")
    page.get_by_label("To", exact=True).fill("rural women")
    page.keyboard.press("Enter")
    page.wait_for_url("**/paths?**")
    assert page.get_by_label("From", exact=True).input_value() == "right/health"
    words = page.locator(".path .step a").nth(1)
    said = words.inner_text()
    words.click()
    assert said in page.locator(":target").inner_text()
