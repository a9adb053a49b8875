from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from graph.errors import ReleaseError, VocabularyError
from graph.names import Names
from graph.readmodel.crosswalk import crosswalk_tables
from graph.readmodel.writing import ReleaseInfo, write_read_model
from graph.vocabulary import Vocabulary
from tests.api.small_release import small_content, small_crosswalk, small_vocabulary
from tests.concepts import concept, vocabulary

INFO = ReleaseInfo("1.2.3", "ab" * 32, 60)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readmodel")
    write_read_model(folder / "hrap.sqlite", [small_content(folder)], small_vocabulary(), INFO)
    return folder / "hrap.sqlite"


def rows(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_the_same_content_makes_the_same_bytes(path, tmp_path):
    write_read_model(tmp_path / "again.sqlite", [small_content(tmp_path)], small_vocabulary(), INFO)
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


def test_the_file_says_which_release_it_belongs_to(path):
    assert dict(rows(path, "SELECT * FROM meta")) == {
        "base": "https://w3id.org/hrap/",
        "quads": "60",
        "sha256": "ab" * 32,
        "version": "1.2.3",
    }


def test_the_whole_tree_is_there_in_reading_order(path):
    assert rows(path, "SELECT code FROM chapters ORDER BY position") == [("0",), ("1",), ("2",)]
    codes = [code for (code,) in rows(path, "SELECT code FROM provisions ORDER BY position")]
    assert codes == ["0.p1", "0.p2", "0.1", "0.2", "1.1.1", "1.1.2", "2.1"]
    assert rows(path, "SELECT role, modality FROM sentences WHERE code = '1.1.1.1'") == [("commitment", "will")]


def test_things_have_the_iris_of_the_graph(path):
    plan = "https://w3id.org/hrap/id/plan/small"
    assert rows(path, "SELECT iri FROM plans") == [(plan,)]
    assert rows(path, "SELECT iri FROM provisions WHERE code = '1.1.1'") == [(f"{plan}/measure/1.1.1",)]
    assert rows(path, "SELECT iri FROM sentences WHERE code = '1.1.1.n1'") == [(f"{plan}/note/1.1.1.n1",)]
    assert rows(path, "SELECT iri FROM targets") == [(f"{plan}/target/1.1.1/risk-rate",)]


def test_values_are_numbers_in_their_unit(path):
    assert rows(path, "SELECT value, typeof(value), unit, unit_label FROM targets") == [
        (3.5, "real", "percent", "percent")
    ]


def test_a_concept_has_itself_and_everything_broader_as_ancestors(path):
    found = rows(path, "SELECT ancestor FROM ancestors WHERE slug = 'rural-women' ORDER BY 1")
    assert found == [("people",), ("rural-women",), ("women",)]


def test_a_right_counts_for_its_section_and_where_it_is_named(path):
    found = rows(path, "SELECT provision, via, sentence FROM provision_rights ORDER BY 1")
    assert found == [("0.2", "text", "0.2.1"), ("1.1.1", "section", ""), ("1.1.2", "section", "")]


def test_counts_reach_up_the_hierarchy_but_mentions_do_not(path):
    found = rows(path, "SELECT measure_count, commitment_count, target_count, mention_count FROM concepts"
                       " WHERE scheme = 'groups' ORDER BY slug")  # fmt: skip
    assert found == [(1, 1, 1, 0), (0, 0, 0, 0), (1, 1, 1, 1)]


def test_the_mention_of_a_quantity_is_listed_like_any_other(path):
    assert rows(path, "SELECT entity, label, quote FROM mentions WHERE type = 'quantity'") == [
        ("risk-rate", "risk rate", "3 percent")
    ]


def test_another_base_changes_every_iri(tmp_path):
    path = tmp_path / "mirror.sqlite"
    write_read_model(path, [small_content(tmp_path)], small_vocabulary(), INFO, Names("https://example.org/"))
    assert rows(path, "SELECT COUNT(*) FROM mentions WHERE iri NOT LIKE 'https://example.org/id/%'") == [(0,)]


def test_a_mapping_stands_once_for_each_state_whose_standing_is_known(tmp_path):
    crosswalk = small_crosswalk()
    (treaty,) = crosswalk.instruments
    (china,) = treaty.statuses
    two = replace(treaty, statuses=(china, replace(china, state="AT", party_status="party", date="")))
    path = tmp_path / "a.sqlite"
    both = replace(crosswalk, instruments=(two,))
    write_read_model(
        path,
        [small_content(tmp_path)],
        small_vocabulary(),
        INFO,
        more=crosswalk_tables(both, small_vocabulary(), Names()),
    )
    found = rows(path, "SELECT state, party_status, party_status_date FROM mapping_rows WHERE subject = 'health'"
                       " ORDER BY state")  # fmt: skip
    assert found == [("AT", "party", None), ("CN", "signatory", "1999-01-02")]
    assert rows(path, "SELECT COUNT(*) FROM mapping_rows WHERE subject = 'risk-rate'") == [(1,)]


def test_without_a_crosswalk_nothing_is_mapped_or_typed(path):
    for table in ("mappings", "treaty_statuses", "indicator_types"):
        assert rows(path, f"SELECT COUNT(*) FROM {table}") == [(0,)]


def test_an_existing_file_is_not_overwritten(path, tmp_path):
    with pytest.raises(ReleaseError, match="already"):
        write_read_model(path, [], Vocabulary({}, small_vocabulary().graph), INFO)


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(ReleaseError, match="cannot be written"):
        write_read_model(tmp_path / "none" / "a.sqlite", [], small_vocabulary(), INFO)


def test_a_fact_about_an_unknown_concept_stops_the_build(tmp_path):
    with pytest.raises(VocabularyError, match="no concept"):
        write_read_model(tmp_path / "a.sqlite", [small_content(tmp_path)], vocabulary(concept("people")), INFO)


def test_a_circle_in_the_hierarchy_ends(tmp_path):
    circle = vocabulary(concept("a", broader=("b",)), concept("b", broader=("a",)))
    write_read_model(tmp_path / "a.sqlite", [], circle, INFO)
    assert rows(tmp_path / "a.sqlite", "SELECT COUNT(*) FROM ancestors") == [(4,)]


def test_two_plans_stand_side_by_side(tmp_path):
    one = small_content(tmp_path / "one")
    two = replace(one, plan=replace(one.plan, id="other"), document=replace(one.document, plan="other"))
    write_read_model(tmp_path / "a.sqlite", [two, one], small_vocabulary(), INFO)
    assert rows(tmp_path / "a.sqlite", "SELECT plan, measure_count FROM plan_counts") == [("other", 2), ("small", 2)]
