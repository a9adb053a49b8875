from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.dossiers.marks import pieces
from tests.api.dossiers.built import mention, sentence

TEXT = "The state helps women and rural women."


@given(st.text(min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(1, 10)), max_size=6))
def test_the_pieces_are_the_sentence(text, spans):
    found = sentence(text, *(mention(text[at : at + length] or "x", position=at) for at, length in spans))
    assert "".join(piece.text for piece in pieces(found)) == text


def test_of_mentions_that_overlap_the_longer_is_marked():
    at = TEXT.index("rural")
    found = sentence(TEXT, mention("women", position=at + 6), mention("rural women", position=at))
    assert [piece.text for piece in pieces(found) if piece.mention] == ["rural women"]


def test_words_that_do_not_stand_at_their_place_are_not_marked():
    assert [piece.mention for piece in pieces(sentence(TEXT, mention("women", position=1)))] == [None]
