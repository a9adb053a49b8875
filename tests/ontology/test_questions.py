"""The ready questions, put to the graph of the project's own plan.

What each answers stands in answers/, checked against the plan's text: how many rows, and the first
of them, or all where they are few. After a change that is meant to alter an answer, look at it with
``hrap query NAME --format csv``, check it against the text, and correct the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from api.db import Database
from api.questions import RESERVED
from graph.citation.records import Asked, cite, load_work
from graph.config import Config
from graph.question_terms import read_terms
from graph.questions import by_topic, find_question, load_questions
from graph.release import Release, open_release
from graph.sparql.queries import Query
from graph.store import Formats, TripleStore, load_store, open_store

QUESTIONS = load_questions(Config())
NAMES = [question.name for question in QUESTIONS]
ANSWERS = Path(__file__).parent / "answers"
EXPECTED = {path.stem.partition("_")[2]: path for path in sorted(ANSWERS.glob("*.json"))}
MAX_BYTES = 10_000_000


@pytest.fixture(scope="module")
def release(releases) -> Release:
    return open_release(releases)


@pytest.fixture(scope="module")
def store(release) -> TripleStore:
    return open_store(release.store)


@pytest.fixture(scope="module")
def database(release):
    opened = Database(release.read_model)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ask(store, database):
    """The rows of a question with these values."""

    def asked(name, **values):
        question = find_question(name, Config())
        query = Query(question.bound(values, read_terms(database, question)))
        body = store.answer(query, Formats(table="csv"), MAX_BYTES).body.decode()
        return list(csv.DictReader(io.StringIO(body, newline="")))

    return asked


def test_every_question_has_an_expected_answer_and_none_is_left_over():
    assert [*EXPECTED] == NAMES
    assert len(NAMES) == len(set(NAMES)) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_question_answers_what_was_checked_against_the_text(ask, name):
    expected = json.loads(EXPECTED[name].read_text(encoding="utf-8"))
    rows = ask(name)
    assert expected["first"]
    assert rows[: len(expected["first"])] == expected["first"]
    assert len(rows) == expected["rows"]


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.parameters], ids=lambda q: q.name)
def test_a_question_takes_every_value_of_its_first_parameter(store, database, question):
    terms = read_terms(database, question)
    first = question.parameters[0]
    assert first.default in terms[first.values]
    answers = {
        value: store.answer(Query(question.bound({first.name: value}, terms)), Formats(table="csv"), MAX_BYTES).body
        for value in terms[first.values]
    }
    assert len(set(answers.values())) > 1  # the parameter is bound: it changes the answer


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_the_words_at_their_place(ask, name):
    text = (Config().plans / "cn-2026-2030" / "source.txt").read_text(encoding="utf-8")
    for row in ask(name):
        if {"quote", "start", "end"} <= row.keys():
            words = text[int(row["start"]) : int(row["end"])]
            assert _bare(row["quote"]) == _bare(words)


def _bare(words: str) -> str:
    """Without what a page break puts between words and inside them: white space, hyphens, page numbers."""
    return re.sub(r"[\s\-\d]", "", words)


def test_the_disk_and_the_memory_give_answers_of_the_same_hash(release, store, database):
    memory = load_store(release.graph)
    work = load_work(Config())
    for question in QUESTIONS:
        query = Query(question.bound({}, read_terms(database, question)))
        asked = Asked(question.name, question.words, question.values({}), release.version, release.sha256)
        bodies = [each.answer(query, Formats(table="tsv"), MAX_BYTES).body for each in (store, memory)]
        assert cite(asked, bodies[0], "https://e/", work) == cite(asked, bodies[1], "https://e/", work), question.name


def test_parameters_have_no_name_that_a_request_uses_otherwise():
    assert not {parameter.name for question in QUESTIONS for parameter in question.parameters} & {*RESERVED}


def test_topics_stand_together():
    topics = by_topic(QUESTIONS)
    assert [question for questions in topics.values() for question in questions] == list(QUESTIONS)


def test_numbers_of_the_files_follow_each_other():
    files = sorted((Config().ontology / "questions").glob("*.rq"))
    assert [path.name[:2] for path in files] == [f"{number:02}" for number in range(1, len(files) + 1)]


def test_chapters_add_up_to_the_plan(ask, built):
    rows = ask("chapters-in-numbers")
    for column in ("measures", "commitments", "targets"):
        assert sum(int(row[column]) for row in rows) == built.fingerprint.counts[column]
    for row, same in zip(ask("firm-and-hedged-by-chapter"), rows, strict=True):
        assert row["commitments"] == same["commitments"]
        assert int(row["firm"]) + int(row["hedged"]) <= int(row["commitments"])


def test_targets_of_the_units_are_all_targets(ask, database, built):
    units = database.values("SELECT slug FROM concepts WHERE scheme = 'units'")
    assert sum(len(ask("targets-of-unit", unit=unit)) for unit in units) == built.fingerprint.counts["targets"]


def test_commitments_of_the_modalities_are_all_commitments(ask, database, built):
    modalities = database.values("SELECT slug FROM concepts WHERE scheme = 'modalities'")
    found = sum(len(ask("commitments-by-modality", modality=modality)) for modality in modalities)
    assert found == built.fingerprint.counts["commitments"]


def test_a_group_is_absent_under_a_right_or_named(ask):
    absent = {row["rightLabel"] for row in ask("group-absent-under-right", group="women")}
    named = {row["right"] for row in ask("rights-and-groups") if row["group"] == "women"}
    assert "right to health" in absent
    assert not absent & named
