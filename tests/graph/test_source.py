from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Config
from graph.errors import SourceError
from graph.plan import load_plan
from graph.source import read_source
from tests.small_plan import TEXT, read_plan, write_plan

WHOLE = read_source(load_plan(Config().plans / "cn-2026-2030"))


def test_a_sentence_that_crosses_a_page_is_joined_around_the_footnote(tmp_path):
    _, source, _ = read_plan(tmp_path)
    lines = [line.text for line in source.lines]
    assert (
        "– Bringing health to all. The government will reduce the residential risk model¹ for women to 3 percent "
        "by 2030. It will implement the Health Law." in lines
    )
    assert "¹ A note on the model." in lines


def test_a_hyphen_at_a_pages_end_stays_where_the_text_hyphenates_the_word_elsewhere(tmp_path):
    text = TEXT.replace("residen-\n\ntial risk", "low-\n\ncost risk of low-cost care")
    _, source, _ = read_plan(tmp_path, text)
    assert any("the low-cost risk of low-cost care" in line.text for line in source.lines)


@given(st.data())
def test_repairing_a_slice_of_the_source_gives_the_slice_of_the_repaired_text(data):
    line = data.draw(st.sampled_from([line for line in WHOLE.lines if len(line.text) > 40]))
    start = data.draw(st.integers(0, len(line.text) - 2))
    end = data.draw(st.integers(start + 1, len(line.text)))
    quote = line.text[start:end].strip()
    if quote and not quote.endswith("-"):
        at = line.text.index(quote, start)
        assert WHOLE.quote(*line.span(at, at + len(quote))) == quote


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: path.write_bytes(b" \n "), "is empty"),
        (lambda path: path.write_bytes(path.read_bytes()[:-20]), "not the registered text"),
        (lambda path: path.write_bytes(path.read_bytes() + b"x"), "not the registered text"),
    ],
)
def test_a_missing_empty_truncated_or_altered_text_is_refused(tmp_path, change, message):
    plan = write_plan(tmp_path)
    change(plan.source)
    with pytest.raises(SourceError, match=message):
        read_source(plan)


def test_a_text_that_is_not_utf8_is_refused_with_the_place_of_the_byte(tmp_path):
    plan = write_plan(tmp_path, b"abc \xff")
    with pytest.raises(SourceError, match="byte 4 is not UTF-8"):
        read_source(plan)
