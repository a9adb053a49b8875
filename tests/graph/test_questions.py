"""Headers of ready questions, and how parameters are bound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.config import Config
from graph.errors import InputError, QuestionError
from graph.questions import find_question, load_questions

TEXT = """# Which things have a code?
# topic: Text
# why: To see how a header is read.
# parameter right: rights; the right
# parameter chapter: chapters; the chapter
PREFIX right: <https://w3id.org/hrap/id/right/>

SELECT ?s { VALUES ?right { right:health } VALUES ?chapter { "4" } ?s ?right ?chapter }
"""
TERMS = {"rights": {"health": "<e:health>", "work": "<e:work>"}, "chapters": {"4": '"4"', "5": '"5"'}}


@pytest.fixture
def question(tmp_path):
    return load(tmp_path, TEXT)


def load(folder, text):
    (folder / "questions").mkdir(exist_ok=True)
    (folder / "questions" / "01_things.rq").write_text(text, encoding="utf-8")
    (question,) = load_questions(replace(Config(), ontology=folder))
    return question


def test_a_header_says_what_is_asked_why_and_about_what(question):
    assert (question.name, question.words, question.topic) == ("things", "Which things have a code?", "Text")
    assert question.why == "To see how a header is read."
    assert [(p.name, p.values, p.default, p.meaning) for p in question.parameters] == [
        ("right", "rights", "health", "the right"),
        ("chapter", "chapters", "4", "the chapter"),
    ]


def test_values_take_the_place_of_the_defaults_as_terms(question):
    bound = question.bound({"right": "work"}, TERMS)
    assert bound == TEXT.replace("right:health", "<e:work>")
    assert question.query == TEXT


@given(value=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_of_a_user_becomes_part_of_a_query(question, value):
    if value in TERMS["rights"]:
        return
    with pytest.raises(QuestionError) as refused:
        question.bound({"right": value}, TERMS)
    assert refused.value.existing == ("health", "work")


def test_a_parameter_that_does_not_exist_is_refused_with_the_nearest(question):
    with pytest.raises(QuestionError, match="Nearest: right"):
        question.values({"rigth": "health"})


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("# why: To see how a header is read.\n", "", "no topic or no reason"),
        ("# topic: Text\n", "", "no topic or no reason"),
        ("VALUES ?right { right:health }", "", "not one VALUES ?right block"),
        ("{ right:health }", "{ right:health right:work }", "not one VALUES ?right block"),
        ("?s ?right", "VALUES ?right { right:work } ?s ?right", "not one VALUES ?right block"),
    ],
)
def test_a_header_that_lacks_something_stops_the_reading(tmp_path, before, after, message):
    with pytest.raises(InputError) as refused:
        load(tmp_path, TEXT.replace(before, after))
    assert message in str(refused.value)


def test_a_question_that_does_not_exist_names_the_nearest():
    with pytest.raises(QuestionError, match="Nearest: rural-women"):
        find_question("rural-man", Config())
