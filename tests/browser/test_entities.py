"""What a reader does with the pages of things, the trees and the dossiers."""

from __future__ import annotations

import pytest

GROUP = "/id/group/rural-women"


def test_a_reader_goes_from_a_tree_to_a_group_to_its_dossier_by_keyboard(visit):
    page = visit("/groups").page
    page.get_by_role("link", name="rural women", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/group/rural-women")
    assert page.get_by_role("heading", level=1).inner_text().startswith("rural women")
    page.get_by_role("link", name="Everything on one page: the dossier").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier/group/rural-women")
    assert page.get_by_role("heading", name="What the text does not state").is_visible()


def test_a_collection_is_narrowed_to_a_kind_by_its_form(visit):
    page = visit("/instruments", script=False).page
    page.get_by_label("Only of the kind").select_option("treaty")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/instruments?kind=treaty*")
    assert page.get_by_role("link", name="Convention on the Rights of the Child").count() == 1
    assert page.get_by_role("link", name="Labor Law").count() == 0


def test_the_words_that_name_it_are_marked_and_what_the_picture_shows_is_a_list(visit):
    page = visit(GROUP).page
    assert "women in rural areas" in page.locator("mark").all_inner_texts()
    for layout in ("two-columns", "one-column"):
        shown = page.locator(f"svg.neighbourhood.{layout} g text").count()
        assert shown == page.locator("ul.beside > li").count() > 0
    assert page.get_by_role("img", name="rural women amid").count() == 1


@pytest.mark.parametrize(("width", "layout"), [(360, "one-column"), (1200, "two-columns")])
def test_the_picture_has_its_room_on_a_phone_and_on_a_wide_screen(visit, width, layout):
    page = visit(GROUP).page
    page.set_viewport_size({"width": width, "height": 800})
    picture = page.locator("svg.neighbourhood:visible")
    assert picture.evaluate_all("found => found.map(svg => svg.classList[1])") == [layout]
    box = picture.bounding_box()
    assert 0 <= box["x"] < box["x"] + box["width"] <= width


def test_the_query_behind_a_page_is_asked_as_it_stands(visit):
    opened = visit(GROUP)
    link = opened.page.get_by_role("link", name="Ask it").get_attribute("href")
    answer = opened.page.request.get(f"{opened.address}{link}")
    assert answer.ok
    if "format=csv" in link:
        assert [line.split(",")[0] for line in answer.text().splitlines()[1:]] == [
            "4.2.2.4",
            "4.2.5.2",
            "4.2.5.3",
            "4.2.7.6",
        ]


def test_a_dossier_prints_its_text_and_not_the_frame(visit):
    page = visit("/dossier/right/health").page
    page.emulate_media(media="print")
    assert not page.locator("nav.contents").is_visible()
    assert not page.locator("nav.doors").is_visible()
    assert page.get_by_role("heading", name="Measures", exact=True).is_visible()
    assert page.locator(".citation").get_by_text("SHA-256").first.is_visible()
