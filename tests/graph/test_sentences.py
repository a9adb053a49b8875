from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sentences import split_sentences
from graph.text import characters


def split(text):
    return [part.text for part in split_sentences(characters(text), ("e.g.",))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("It is 3.5 per 1,000. Next.", ["It is 3.5 per 1,000.", "Next."]),
        ("The theme “Enjoying.” It ends.", ["The theme “Enjoying.”", "It ends."]),
        ("Some, e.g. Many, stay. End.", ["Some, e.g. Many, stay.", "End."]),
        ("No end", ["No end"]),
    ],
)
def test_sentences_end_at_a_stop_before_a_capital(text, sentences):
    assert split(text) == sentences


@given(st.text(alphabet="ab .!A”"))
def test_no_word_is_lost_between_sentences(text):
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
