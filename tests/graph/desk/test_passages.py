from __future__ import annotations

import pytest

from graph.desk.passages import passage_of
from graph.errors import InputError

TEXT = "Women and rural women."


class Sentence:
    """A read model with one sentence, which stands at 100 to 122 of the source, or wherever it ends."""

    def __init__(self, end=122):
        self.row = {"code": "1.1.1.1", "provision": "1.1.1", "text": TEXT, "start": 100, "end": end}

    def rows(self, _sql, parameters=()):
        return [self.row] if self.row["start"] <= parameters[1] and parameters[2] <= self.row["end"] else []


def row(start, end, quote="omen"):
    return {"quote": quote, "start": start, "end": end}


def test_a_quote_stands_in_its_sentence():
    found = passage_of(row(110, 121, "rural women"), Sentence(), "p")
    assert (found.before, found.quote, found.after) == ("Women and ", "rural women", ".")
    assert str(found) == "1.1.1.1  Women and «rural women».  [110–121]"
    assert (found.measure, found.sentence_start, found.sentence_end) == ("1.1.1", 100, 122)


@pytest.mark.parametrize(("start", "before"), [(101, "W"), (117, "Women and rural w")])
def test_words_that_stand_twice_are_told_apart_by_their_place(start, before):
    assert passage_of(row(start, start + 4), Sentence(), "p").before == before


def test_words_that_a_footnote_could_have_moved_are_not_guessed():
    found = passage_of(row(120, 124), Sentence(end=160), "p")
    assert found.before is found.after is None
    assert str(found) == f"1.1.1.1  {TEXT}  [120–124]"


def test_a_row_without_a_place_or_outside_the_text_says_so():
    with pytest.raises(InputError, match="no end"):
        passage_of({"quote": "x", "start": 1}, Sentence(), "p")
    with pytest.raises(InputError, match="No sentence of p"):
        passage_of(row(1, 2), Sentence(), "p")
