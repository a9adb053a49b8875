"""The matrix as a page over the small release, and what its cells open."""

from __future__ import annotations

import re

import pytest

from api.explorer.quotes import pieces
from tests.api.test_pages import Links


def test_pieces_of_a_sentence_are_the_sentence_and_know_whose_words_they_are():
    found = pieces("abcdef", [(1, 4, "row"), (3, 5, "col"), (1, 4, "row")])
    assert [(piece.text, piece.sides) for piece in found] == [
        ("a", ()),
        ("bc", ("row",)),
        ("d", ("col", "row")),
        ("e", ("col",)),
        ("f", ()),
    ]


@pytest.mark.parametrize("query", ["", "rows=group&cols=right", "rows=modality&cols=group&unit=commitment"])
def test_the_page_has_the_numbers_of_the_list_and_each_opens_as_many(client, query):
    page = client.get(f"/matrix?{query}").text
    cells = client.get(f"/api/v1/matrix?{query}").json()["cells"]
    shown = re.findall(r'<td class="heat-\d"><a href="([^"]+)">(\d+)</a>', page)
    assert [int(number) for _, number in shown] == [cell["count"] for cell in cells]
    for link, number in shown:
        opened = client.get(link.replace("&amp;", "&")).text
        assert re.search(rf"\b{number} (measure|commitment)s? speaks? of both", opened)
        assert 'class="row"' in opened
        assert 'class="col"' in opened


def test_a_picture_that_the_page_makes_itself_may_be_shown_there_and_nowhere_else(client):
    assert "blob:" in client.get("/matrix").headers["content-security-policy"]
    assert "blob:" not in client.get("/targets").headers["content-security-policy"]


def test_empty_cells_are_listed(client):
    text = client.get("/matrix?rows=group&cols=body").text
    assert "Nothing comes together" in text
    text = client.get("/matrix?rows=group&cols=modality&unit=commitment").text
    count = len(client.get("/api/v1/matrix?rows=group&cols=modality&unit=commitment").json()["empty"])
    assert f"{count} of " in text


def test_what_is_on_both_sides_is_told_to_be_no_matrix(client):
    assert "Choose two different ones" in client.get("/matrix?rows=right&cols=right").text


def test_a_cell_that_is_empty_says_so_and_one_that_does_not_exist_is_no_page(client):
    assert (
        "Nothing in the plan speaks of both"
        in client.get("/matrix/cell?rows=body&cols=group&row=nurses&col=women").text
    )
    assert client.get("/matrix/cell?rows=right&cols=group&row=wealth&col=women").status_code == 400


def test_the_files_beside_the_page_can_be_fetched(client):
    files = [link for link in Links(client.get("/matrix").text).found if link.startswith("/api/v1/matrix")]
    assert len(files) == 3
    assert all(client.get(link).status_code == 200 for link in files)
