from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import Placed, characters, fold


def test_quotation_marks_and_dashes_are_folded_without_changing_the_length():
    assert fold("“It’s” – a—b") == '"It\'s" - a-b'


@pytest.mark.parametrize(
    ("source", "repaired"),
    [
        ("\ufeffa", "a"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("re\u00adpair", "repair"),
        ("a\u00a0b", "a b"),
        ("e\u0301a", "éa"),
    ],
)
def test_marks_of_the_system_a_text_was_saved_on_are_undone(source, repaired):
    assert characters(source).text == repaired


def test_a_composed_accent_keeps_both_its_code_points():
    placed = characters("xe\u0301y")
    assert placed.span(1, 2) == (1, 3)


@given(st.text())
def test_every_character_knows_its_place_and_the_place_its_character(source):
    placed = characters(source)
    for i in range(len(placed.text)):
        start, end = placed.span(i, i + 1)
        assert 0 <= start < end <= len(source)
        assert placed.index(start) == i


def test_an_offset_that_repair_removed_has_no_character():
    assert characters("a\u00adb").index(1) is None


@pytest.mark.parametrize("cut", [(0, 0), (1, 1), (0, 9), (-1, 1)])
def test_an_empty_or_impossible_slice_has_no_span(cut):
    with pytest.raises(ValueError, match="no slice"):
        characters("abc").span(*cut)


def test_text_without_a_place_for_each_character_cannot_be_made():
    with pytest.raises(ValueError, match="one place"):
        Placed("ab", (0,), (1,))
