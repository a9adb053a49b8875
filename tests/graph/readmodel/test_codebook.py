from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from graph.codebook.reading import load_codebook
from graph.config import Config
from graph.errors import ReleaseError
from graph.readmodel.codebook import codebook_tables
from graph.readmodel.writing import ReleaseInfo, write_read_model
from graph.vocabulary import Vocabulary
from tests.api.small_release import small_content, small_vocabulary
from tests.concepts import concept, vocabulary

INFO = ReleaseInfo("1.2.3", "ab" * 32, 60)
CODEBOOK = load_codebook(Config())
TABLES = codebook_tables(CODEBOOK)


def with_label(label: str) -> Vocabulary:
    """The small vocabulary, in which a group has another name as well."""
    small = small_vocabulary()
    hostile = vocabulary(concept("hostile", alternative=(label,))).schemes["groups"]
    return Vocabulary({**small.schemes, "groups": {**small.schemes["groups"], **hostile}}, small.graph)


@pytest.mark.parametrize("label", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_label_that_a_spreadsheet_would_run_stops_the_build(tmp_path, label):
    with pytest.raises(ReleaseError, match=r"labels\.label.*formula"):
        write_read_model(tmp_path / "a.sqlite", [small_content(tmp_path)], with_label(label), INFO, more=TABLES)


def test_a_label_that_only_holds_such_a_character_is_kept_as_it_is(tmp_path):
    label = "children aged 0-3, a+b = c"
    write_read_model(tmp_path / "a.sqlite", [small_content(tmp_path)], with_label(label), INFO, more=TABLES)
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("SELECT COUNT(*) FROM labels WHERE label = ?", (label,)).fetchone() == (1,)


def test_the_sign_of_a_comparator_may_be_an_equals_sign(tmp_path):
    path = tmp_path / "a.sqlite"
    write_read_model(path, [small_content(tmp_path)], small_vocabulary(), INFO, more=TABLES)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT comparator FROM targets").fetchall() == [("=",)]


def test_the_codebook_is_a_table_of_the_file(tmp_path):
    path = tmp_path / "a.sqlite"
    write_read_model(path, [small_content(tmp_path)], small_vocabulary(), INFO, more=TABLES)
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT datatype, required, schemes, example FROM codebook"
            " WHERE table_kind = 'sqlite' AND table_name = 'targets' AND field = 'unit'"
        ).fetchone()
    assert row == ("string", 1, '["units"]', "percent")
