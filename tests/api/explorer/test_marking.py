from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.explorer.marking import Mark, Piece, Stretch, place_in, stretches

TEXT = "The right of rural women to health"


def mark(words, kind, name="x"):
    at = TEXT.index(words)
    return Mark(at, at + len(words), kind, name)


@st.composite
def marked_texts(draw):
    text = draw(st.text(min_size=1, max_size=60))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    pairs = draw(st.lists(places.filter(lambda pair: pair[0] < pair[1]), max_size=12))
    kinds = st.sampled_from(["right", "group", "body"])
    return text, [Mark(*pair, draw(kinds), str(number)) for number, pair in enumerate(pairs)]


@given(marked_texts())
def test_the_stretches_together_are_the_text_and_hold_each_mark_once(case):
    text, marks = case
    found = list(stretches(text, marks))
    assert "".join(stretch.text for stretch in found) == text
    assert all(piece.text for stretch in found for piece in stretch.pieces)
    assert sorted(m for stretch in found for m in stretch.marks) == sorted(marks)


@given(marked_texts())
def test_every_character_has_the_kinds_of_the_marks_over_it(case):
    text, marks = case
    pieces = [piece for stretch in stretches(text, marks) for piece in stretch.pieces]
    shown = [set(piece.kinds) for piece in pieces for _ in piece.text]
    assert shown == [{m.kind for m in marks if m.start <= at < m.end} for at in range(len(text))]


@given(marked_texts())
def test_marks_of_different_stretches_do_not_overlap(case):
    text, marks = case
    places = [
        range(min(m.start for m in s.marks), max(m.end for m in s.marks)) for s in stretches(text, marks) if s.marks
    ]
    assert all(before.stop <= after.start for before, after in pairwise(places))


def test_a_mark_within_another_adds_its_kind_to_its_own_words():
    outer, inner = mark("right of rural women", "right"), mark("rural women", "group")
    assert list(stretches(TEXT, [inner, outer])) == [
        Stretch((Piece("The ", ()),)),
        Stretch((Piece("right of ", ("right",)), Piece("rural women", ("right", "group"))), (outer, inner)),
        Stretch((Piece(" to health", ()),)),
    ]


def test_marks_that_cross_are_one_stretch_of_three_pieces():
    found = list(stretches(TEXT, [mark("right of rural", "right"), mark("rural women", "group")]))
    assert found[1].pieces == (
        Piece("right of ", ("right",)),
        Piece("rural", ("right", "group")),
        Piece(" women", ("group",)),
    )


def test_marks_that_only_touch_stay_apart():
    assert [len(s.marks) for s in stretches(TEXT, [mark("rural ", "group"), mark("women", "group")])] == [0, 1, 1, 0]


def test_two_marks_of_the_same_words_are_both_there():
    (stretch,) = [s for s in stretches(TEXT, [mark("women", "group", "a"), mark("women", "group", "b")]) if s.marks]
    assert stretch.pieces == (Piece("women", ("group",)),)
    assert [m.name for m in stretch.marks] == ["a", "b"]


def test_a_mark_beyond_the_text_or_without_length_is_refused():
    with pytest.raises(ValueError, match="ends at 99"):
        list(stretches(TEXT, [Mark(0, 99, "right", "x")]))
    with pytest.raises(ValueError, match="no place"):
        Mark(3, 3, "right", "x")


def test_a_quote_is_found_where_repair_allows_it_and_nowhere_else():
    assert place_in("one two one", "one", after=8, removed=0) == 8
    assert place_in("one two one", "one", after=10, removed=2) == 8
    assert place_in("one two one", "one", after=10, removed=1) is None
    assert place_in("one two one", "one", after=9, removed=9) is None
    assert place_in("one", "", after=0, removed=0) is None
