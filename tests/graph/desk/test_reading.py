"""The desk over the release of the project's own plan."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graph.citation.formats import bibtex
from graph.config import Config
from graph.desk import open_desk
from graph.errors import QueryError, QueryRefused, QuestionError, ReleaseError
from graph.questions import load_questions
from graph.release import open_release


@pytest.fixture(scope="module")
def desk(releases):
    return open_desk(releases)


def test_a_folder_of_releases_and_a_release_open_alike(desk, releases):
    assert open_desk(open_release(releases).folder).sha256 == desk.sha256 == open_release(releases).sha256


def test_no_release_is_told(tmp_path):
    with pytest.raises(ReleaseError, match="hrap build"):
        open_desk(tmp_path)


def test_the_questions_are_listed_and_answered(desk):
    listed = desk.questions()
    assert listed["name"].tolist() == [question.name for question in load_questions(Config())]
    found = desk.ask("targets-of-right", right="health")
    assert str(found["value"].dtype) == "Float64"
    assert str(found["deadline"].dtype) == "Int64"
    assert found.attrs["languages"]["indicatorLabel"] == "en"
    with pytest.raises(QuestionError, match="health"):
        desk.ask("targets-of-right", right="helth")


def test_an_answer_is_cited_with_the_release(desk):
    citation = desk.cite("targets-of-right", right="health")
    assert len(citation.rows) == len(desk.ask("targets-of-right", right="health"))
    assert desk.sha256[:12] in bibtex(citation)


def test_a_query_is_cited_unless_it_may_answer_differently_each_time(desk):
    query = "SELECT ?measure { ?measure hrap:concernsGroup group:rural-women ; a hrap:Measure }"
    assert len(desk.cite_sparql(query).rows) == len(desk.sparql(query))
    with pytest.raises(QueryRefused, match="ORDER BY"):
        desk.cite_sparql(f"{query} LIMIT 1")


def test_sparql_needs_no_prefixes_and_has_to_ask_for_rows(desk):
    found = desk.sparql("SELECT ?measure { ?measure hrap:concernsGroup group:rural-women ; a hrap:Measure }")
    assert len(found) == 3
    with pytest.raises(QueryError, match="SELECT"):
        desk.sparql("ASK { ?s a hrap:Measure }")


def test_tables_have_the_types_of_the_codebook(desk):
    targets = desk.table("targets")
    assert str(targets["deadline_stated"].dtype) == "boolean"
    assert targets["value"].sum() > 0
    with pytest.raises(QuestionError, match="targets"):
        desk.table("target")


def test_every_quote_stands_in_its_sentence(desk):
    mentions = desk.table("mentions")
    for number in range(0, len(mentions), 97):
        found = desk.passage(mentions.iloc[number])
        assert found.before + found.quote + found.after == found.text
        assert found.measure == mentions["measure"].iloc[number]


def test_links_are_those_of_the_measure(desk):
    found = desk.links("4.2.5")
    assert set(found["measure"]) == {"4.2.5"}
    assert found["rank"].is_monotonic_increasing
    with pytest.raises(QuestionError, match=r"Nearest: 4\.2\.5"):
        desk.links("4.25")
    every = desk.links()
    assert not every.duplicated(["measure", "other", "kind", "label", "quote", "start", "other_start"]).any()
    assert len(every.drop_duplicates(["measure", "other"])) == len(desk.table("measure_links")) / 2


def test_a_matrix_counts_what_its_cells_say(desk):
    matrix = desk.matrix("right", "group")
    under = desk.ask("group-under-right", right="education", group="children")
    assert matrix.loc["education", "children"] == under["code"].nunique()
    assert (matrix == 0).any().any()
    outcomes = desk.ask("targets-of-type", type="outcome")
    assert desk.matrix("chapter", "indicator-type")["outcome"].sum() == outcomes["code"].nunique()
    with pytest.raises(QuestionError, match="right"):
        desk.matrix("rights", "group")


def test_a_network_has_its_figures(desk):
    graph = desk.network("rights-groups")
    assert graph.nodes["right/health"]["kind"] == "right"
    assert all(degree == graph.nodes[node]["degree"] for node, degree in graph.degree())
    with pytest.raises(QuestionError, match="rights-groups"):
        desk.network("right-groups")


def test_without_pandas_it_says_what_to_install():
    code = "import sys; sys.modules['pandas'] = None; import graph.desk"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'hrap[notebooks]'" in done.stderr
