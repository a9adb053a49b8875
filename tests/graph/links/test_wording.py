from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.document import parse_document
from graph.links.model import Quote
from graph.links.wording import Choice, Similarity, similarities, stem, words_of
from graph.source import read_source
from tests.api.small_release import small_content
from tests.small_plan import TEXT, write_plan

CHOICE = Choice(frozenset({"model"}), frozenset(), 0.5, 3)


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


def read(folder, *texts: str, choice: Choice = CHOICE):
    """The words and phrases of the last of the measures with these texts."""
    head, tail = TEXT.split("– Bringing")[0], "II. Implementation" + TEXT.rpartition("II. Implementation")[2]
    plan = replace(write_plan(folder, head + "".join(f"– {text}\n\n" for text in texts) + tail), expected={})
    return words_of(parse_document(read_source(plan), plan), (), choice)[f"1.1.{len(texts)}"]


def test_words_side_by_side_in_two_measures_are_a_phrase(tmp_path):
    found = read(tmp_path, "Court.", "River basin law.", "The river basins here.")
    assert {"river basin", "river", "basin"} <= set(found)
    assert found["river basin"].text == "river basins"


def test_words_that_are_apart_or_used_once_are_no_phrase(tmp_path):
    others = ("Court.", "River basin law.")
    assert "river basin" not in read(tmp_path / "a", *others, "The river, basins here.")
    assert "river basin" not in read(tmp_path / "b", *others, "The river¹ basins.\n\n¹ A footnote.")
    assert "deep lake" not in read(tmp_path / "c", *others, "The deep lake.")


def test_a_phrase_left_out_counts_only_inside_a_longer_one(tmp_path):
    choice = replace(CHOICE, left_out=frozenset({"river basin"}))
    found = read(tmp_path, "Court.", "River basin law.", "The river basin law here.", choice=choice)
    assert "river basin" not in found
    assert {"river basin law", "river", "basin"} <= set(found)


def test_a_phrase_may_go_on_with_a_verb_and_not_begin_with_one(tmp_path):
    verbs = replace(CHOICE, verbs=frozenset({"training"}))
    found = read(tmp_path, "Court.", "Water training law.", "Water training law.", choice=verbs)
    assert {"water training", "water training law"} <= set(found)
    assert not {"training", "training law"} & set(found)


def test_only_the_longest_phrases_are_quoted():
    assert Similarity(1, ("gross enrollment rate", "gross enrollment", "rate", "river")).phrases == (
        "gross enrollment rate",
        "river",
    )


def test_the_names_of_entities_and_the_words_left_out_are_no_words(tmp_path):
    content = small_content(tmp_path)
    found = words_of(content.document, content.facts.mentions, CHOICE)
    assert "risk" in found["1.1.1"]
    assert not {"women", "law", "model"} & set(found["1.1.1"])
    quote = found["1.1.1"]["residential"]
    assert quote.text == "residential"
    text = content.plan.source.read_text(encoding="utf-8")
    assert text[quote.start : quote.end] == "residen-\n\ntial"
