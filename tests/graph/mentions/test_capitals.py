from __future__ import annotations

import pytest

from graph.mentions.capitals import find_stand_outs, small_words

ORDINARY = small_words("the state and its people work on it in a city")


def words(text):
    return [text[found.start : found.end] for found in find_stand_outs(text, ORDINARY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The people work.", []),
        ("The people of Xanadu work.", ["Xanadu"]),
        ("Xanadu will work.", ["Xanadu"]),
        ("It will use AI, R&D and 5G.", ["AI", "R&D", "5G"]),
        ("AI will work.", ["AI"]),
        ("It will work on the “one metre” rule and on *A Great Book*.", ["“one metre”", "*A Great Book*"]),
        ("It will work on the iPhone.", ["iPhone"]),
        ("It will follow the Kunming-Montreal Framework.", ["Kunming", "Montreal", "Framework"]),
        ("It will reach 5 percent by 2030.", []),
    ],
)
def test_what_is_written_large_or_quoted_stands_out(text, expected):
    assert words(text) == expected


def test_the_first_word_stands_out_where_the_text_never_writes_it_small():
    assert words("State organs work.") == []
    assert words("Meanwhile it works.") == ["Meanwhile"]
    assert find_stand_outs("Meanwhile it works.", ORDINARY)[0].heads


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("in the Ministry of the Interior", [False, True]),
        ("in China's Hebei", [False, True]),
        ("in Kunming-Montreal", [False, True]),
        ("in Kunming, Montreal", [False, False]),
        ("in Kunming or Montreal", [False, False]),
    ],
)
def test_words_of_one_title_are_joined(text, joined):
    assert [found.joined for found in find_stand_outs(text, ORDINARY)] == joined


def test_small_words_are_those_without_any_capital():
    assert small_words("The state uses an iPhone") == {"state", "uses", "an"}
