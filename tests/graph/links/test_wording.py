from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.links.model import Quote
from graph.links.wording import similarities, stem, words_of
from tests.api.small_release import small_content


def measures(*texts: str):
    """Measures by number, each with its words."""
    return {str(n): {word: Quote(word, f"{n}.1", 0, 1) for word in text.split()} for n, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("word", "form"),
    [("Rivers", "river"), ("policies", "policy"), ("cases", "case"), ("process", "process"), ("status", "status")],
)
def test_a_word_loses_its_regular_plural(word, form):
    assert stem(word) == form


def test_measures_with_the_same_rare_words_are_wholly_similar():
    found = similarities(measures("river lake", "lake river", "court", "judge"), 0.5)
    assert found[("0", "1")].value == pytest.approx(1)
    assert found[("0", "1")].words == ("lake", "river")
    assert set(found) == {("0", "1")}


def test_words_that_too_many_use_make_nothing_similar():
    assert similarities(measures("legal river", "legal court", "legal judge", "legal"), 0.5) == {}


def test_a_rarer_shared_word_weighs_more_than_a_common_one():
    found = similarities(measures("a rare", "b rare", "c common", "d common", "e common", "f", "g", "h"), 0.5)
    assert found[("0", "1")].value > found[("2", "3")].value


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6).map(" ".join), min_size=2, max_size=7))
def test_similarity_lies_between_0_and_1_whatever_the_words(texts):
    for similarity in similarities(measures(*texts), 0.3).values():
        assert 0 < similarity.value <= 1 + 1e-9


def test_the_names_of_entities_and_the_words_left_out_are_no_words(tmp_path):
    content = small_content(tmp_path)
    found = words_of(content.document, content.facts.mentions, {"model"})
    assert "risk" in found["1.1.1"]
    assert not {"women", "law", "model"} & set(found["1.1.1"])
    quote = found["1.1.1"]["residential"]
    assert quote.text == "residential"
    text = content.plan.source.read_text(encoding="utf-8")
    assert text[quote.start : quote.end] == "residen-\n\ntial"
