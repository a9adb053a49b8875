"""Ready questions in the language of a page."""

from __future__ import annotations

import re
import tomllib

import pytest

from api.explorer.question_words import FOLDER, question_words
from api.explorer.words import LANGUAGES
from graph.config import Config
from graph.questions import load_questions

QUESTIONS = load_questions(Config())
OTHERS = [language for language in LANGUAGES if language != "en"]
FIRST = QUESTIONS[1]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_words_for_every_question_topic_and_parameter_and_for_nothing_else(language):
    texts = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    topics, parameters = texts.pop("topics"), texts.pop("parameters")
    assert list(texts) == [question.name for question in QUESTIONS]
    assert {*topics} == {question.topic for question in QUESTIONS}
    assert {*parameters} == {each.name for question in QUESTIONS for each in question.parameters}
    for words in texts.values():
        assert {*words} == {"words", "why"}
    said = [*topics.values(), *parameters.values(), *(text for words in texts.values() for text in words.values())]
    assert all(re.search("[一-鿿]", text) for text in said)
    assert all(words["words"].endswith("？") for words in texts.values())


def test_a_question_is_asked_in_the_language_of_the_page():
    chinese, english = question_words("zh-Hans"), question_words("en")
    assert "人群" in chinese.words(FIRST)
    assert chinese.words(FIRST) == f"<bdi>{chinese.plain(FIRST)}</bdi>"
    assert english.words(FIRST) == f"<bdi>{FIRST.words}</bdi>"
    assert chinese.topic("A topic of <tomorrow>") == '<bdi lang="en">A topic of &lt;tomorrow&gt;</bdi>'
