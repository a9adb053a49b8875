"""The matrix as readers use it: from number to number by keyboard, to the measures behind one, and as a picture."""

from __future__ import annotations

FOCUSED = "document.activeElement.getAttribute('href') ?? ''"


def test_a_number_is_chosen_by_keyboard_and_opens_its_measures(visit):
    page = visit("/matrix?rows=right&cols=group&top=10").page
    table = page.locator("table.heat")
    assert table.locator('a[tabindex="0"]').count() == 1
    table.locator('a[tabindex="0"]').focus()
    first = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) != first
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == first
    page.keyboard.press("ArrowDown")
    count = int(page.evaluate("document.activeElement.textContent"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/matrix/cell?**")
    assert page.locator("ol.evidence > li").count() == count
    assert page.locator("mark.row").count()
    assert page.locator("mark.col").count()


def test_rows_and_columns_are_chosen_without_a_script(visit):
    page = visit("/matrix", script=False).page
    page.get_by_label("Rows").select_option("chapter")
    page.get_by_label("Columns").select_option("modality")
    page.get_by_label("Count").select_option("commitment")
    page.get_by_role("button", name="Apply").click()
    assert page.locator("table.heat tbody tr").count() > 5
    assert not page.get_by_role("button", name="PNG").is_visible()


def test_the_heads_stay_in_view_while_the_numbers_move(visit):
    page = visit("/matrix?top=40", width=800).page
    sheet = page.locator(".sheet")
    sheet.evaluate("sheet => sheet.scrollTo(400, 400)")
    corner = sheet.bounding_box()
    head = page.locator(".heat thead th").nth(20).bounding_box()
    row = page.locator(".heat tbody th").nth(20).bounding_box()
    assert abs(head["y"] - corner["y"]) < 2
    assert abs(row["x"] - corner["x"]) < 2


def test_the_picture_is_saved_as_png(visit, tmp_path):
    page = visit("/matrix?top=10").page
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG").click()
    saved.value.save_as(tmp_path / "matrix.png")
    assert (tmp_path / "matrix.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_is_shown_larger_and_smaller_by_button_and_by_key(visit):
    page = visit("/matrix?top=10").page
    table = page.locator("table.heat")
    usual = table.bounding_box()["width"]
    page.get_by_role("button", name="Larger").click()
    assert table.bounding_box()["width"] > usual * 1.1
    page.get_by_role("button", name="Usual size").click()
    assert table.bounding_box()["width"] == usual
    table.locator('a[tabindex="0"]').focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert table.bounding_box()["width"] < usual * 0.8
    page.keyboard.press("0")
    assert table.bounding_box()["width"] == usual
