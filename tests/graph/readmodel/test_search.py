from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from graph.readmodel.search import plain, spaced
from graph.readmodel.writing import ReleaseInfo, write_read_model
from tests.api.small_release import small_content, small_vocabulary
from tests.small_plan import TEXT

INFO = ReleaseInfo("1.2.3", "ab" * 32, 60)


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    write_read_model(folder / "hrap.sqlite", [small_content(folder)], small_vocabulary(), INFO)
    with closing(sqlite3.connect(folder / "hrap.sqlite")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Children’s Rights", "children s rights"),
        ("Élan_vital", "elan vital"),
        ("1.5.2", "1 5 2"),
        ("健康权（1）", "健康权 1"),
        ("—", ""),
    ],
)
def test_a_name_is_folded_to_what_a_reader_may_type(text, name):
    assert plain(text) == name


def test_every_chinese_character_is_a_word():
    assert spaced("G20峰会").split() == ["G20", "峰", "会"]
    assert spaced(None) is None


def test_places_lead_from_the_text_to_the_source(connection):
    sql = "SELECT text, places FROM search_documents WHERE type IN ('measure', 'statement', 'paragraph', 'commitment')"
    rows = connection.execute(sql).fetchall()
    assert rows
    for text, places in rows:
        for (at, shift), (end, _) in zip(json.loads(places), [*json.loads(places)[1:], [len(text), 0]], strict=True):
            words = text[at:end].replace("\n", " ").strip()
            assert words in TEXT[at + shift : end + shift].replace("\n", " ").replace("–", " ")


def test_negative_labels_find_nothing_and_hidden_ones_do(connection):
    kinds = {kind for (kind,) in connection.execute("SELECT DISTINCT facet FROM search_facets")}
    assert kinds == {"type", "plan", "chapter", "section", "right"}
    assert connection.execute("SELECT alternative FROM search_documents WHERE slug = 'women'").fetchone() == (
        "females",
    )


def test_a_narrower_right_and_every_place_are_facets(connection):
    sql = (
        "SELECT f.facet, f.value FROM search_facets f JOIN search_documents d ON d.id = f.document"
        " WHERE d.type = 'measure' AND d.code = '1.1.1' ORDER BY 1, 2"
    )
    assert connection.execute(sql).fetchall() == [
        ("chapter", "1"),
        ("plan", "small"),
        ("right", "health"),
        ("section", "1.1"),
        ("type", "measure"),
    ]
