from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.suggestions import distance


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("women", "women", 0),
        ("womne", "women", 1),
        ("helth", "health", 1),
        ("healtth", "health", 1),
        ("heolth", "health", 1),
        ("", "abc", 3),
        ("ca", "abc", 3),
    ],
)
def test_wrong_letters_are_counted(first, second, wrong):
    assert distance(first, second) == wrong


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_the_same_both_ways_and_none_only_between_equals(first, second):
    assert distance(first, second) == distance(second, first) <= max(len(first), len(second))
    assert (distance(first, second) == 0) == (first == second)
