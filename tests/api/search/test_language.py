from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.language import MAX_DEPTH, MAX_TERMS, read
from graph.errors import SearchError


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("rural women", "rural AND women"),
        ("rural AND women", "rural AND women"),
        ('"rural women" OR girls', '"rural women" OR girls'),
        ("a OR b c", "a OR (b AND c)"),
        ("(a OR b) c", "(a OR b) AND c"),
        ("health NOT mental", "health NOT mental"),
        ("health -mental -bone", "health NOT mental NOT bone"),
        ("NOT mental health", "health NOT mental"),
        ("health-care", "health-care"),
        ("child*", "child*"),
        ("and or not", "and AND or AND not"),
        ("“right to life”", '"right to life"'),
        ("（a OR b）", "a OR b"),
        ("健康权 OR 法", "健康权 OR 法"),
        ("AI法律", "ai AND 法律"),
        ("text:x NEAR(a b) ^c", "text:x AND near AND (a AND b) AND ^c"),
    ],
)
def test_a_search_is_read_as_its_writer_meant(given, read_as):
    reading = read(given)
    assert reading.text == read_as
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("given", "read_as", "note"),
    [
        ('"rural women', '"rural women"', "quotation mark was not closed"),
        ("(rural", "rural", "bracket was not closed"),
        ("rural) women", "rural AND women", "closing bracket"),
        ("rural AND", "rural", "AND without words"),
        ("OR rural", "rural", "OR without words"),
        ("the right to health", "right AND health", "Passed over: the, to."),
    ],
)
def test_what_can_be_read_in_one_way_only_is_forgiven_with_a_note(given, read_as, note):
    reading = read(given, {"the", "to"})
    assert reading.text == read_as
    assert note in " ".join(reading.notes)


def test_stop_words_count_where_there_are_no_others_and_in_phrases():
    assert read("the", {"the"}).text == "the"
    assert read('"the law" the', {"the"}).text == '"the law"'


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "no word"),
        ("?! -- ()", "no word"),
        ("\x00 \ud800 \x1b", "no word"),
        ("NOT health", "only what is not"),
        ("a OR NOT b", "only what is not"),
        ("a*", "too many words"),
        ("x" * 8000, "more than 500"),
        ("x " * (MAX_TERMS + 1), "more than 32"),
        ("(" * (MAX_DEPTH + 2) + "x", "deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(given, words):
    with pytest.raises(SearchError) as refused:
        read(given)
    assert words in refused.value.message
    assert refused.value.remedy


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"()-* 法aAND')), max_size=60))
def test_anything_is_read_or_refused(text):
    try:
        reading = read(text)
    except SearchError:
        return
    assert reading.text
