from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.document import parse_document
from graph.links.model import Quote
from graph.links.wording import Choice, Words, shared_phrases, similarities, stem, words_of
from graph.source import read_source
from tests.api.small_release import small_content
from tests.small_plan import TEXT, write_plan

CHOICE = Choice(frozenset({"model"}), 0.4, 3)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Rivers", "river"),
        ("AIDS", "aids"),
        ("policies", "policy"),
        ("cases", "case"),
        ("process", "process"),
        ("status", "status"),
    ],
)
def test_a_word_loses_its_regular_plural(word, form):
    assert stem(word) == form


def weighed(**weights: float):
    """Words of these weights, each at a place of its own."""
    return Words(weights, weights, {word: Quote(word, "1.1.1.1", n, n + 1) for n, word in enumerate(weights)})


def test_measures_with_the_same_words_are_wholly_similar():
    found = similarities({"a": weighed(river=3, lake=4), "b": weighed(river=3, lake=4), "c": weighed(court=5)})
    assert set(found) == {("a", "b")}
    assert found["a", "b"].value == pytest.approx(1)
    assert (found["a", "b"].shared, found["a", "b"].rarest) == (2, 4)


def test_similarity_in_bits_is_the_cosine_of_the_mean_length():
    found = similarities({"a": weighed(river=3, lake=4), "b": weighed(river=3), "c": weighed(court=4)})
    assert found["a", "b"].value == pytest.approx(3 / 5)
    assert found["a", "b"].information == pytest.approx(3 / 5 * (5 + 3 + 4) / 3)


def test_a_measure_that_is_unlike_all_others_takes_no_part_in_how_others_rank():
    two = {"a": weighed(river=3, lake=4), "b": weighed(river=3)}
    assert similarities(two)["a", "b"].value == similarities(two | {"c": weighed(court=4)})["a", "b"].value


@given(st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.5, 20), max_size=6), min_size=2, max_size=7))
def test_similarity_lies_between_0_and_1_whatever_the_words(measures):
    words = {str(n): weighed(**weights) for n, weights in enumerate(measures)}
    assert all(0 < similarity.value <= 1 + 1e-9 for similarity in similarities(words).values())


def read_all(folder, *texts: str, choice: Choice = CHOICE):
    """The words and phrases of each of the measures with these texts."""
    head, tail = TEXT.split("– Bringing")[0], "II. Implementation" + TEXT.rpartition("II. Implementation")[2]
    plan = replace(write_plan(folder, head + "".join(f"– {text}\n\n" for text in texts) + tail), expected={})
    return list(words_of(parse_document(read_source(plan), plan), choice).values())


def read(folder, *texts: str, choice: Choice = CHOICE):
    return read_all(folder, *texts, choice=choice)[-1]


def test_a_word_weighs_its_information_and_more_the_more_often_it_is_said(tmp_path):
    once, often, *_ = read_all(tmp_path, "River.", "River, river; lake.", "Court.", "Judge.")
    assert once.weights["river"] == pytest.approx(1)  # 2 of 4 measures
    assert often.weights["river"] == pytest.approx(1 + 1)
    assert often.weights["lake"] == pytest.approx(2)


def test_words_that_too_many_use_do_not_count(tmp_path):
    assert set(read(tmp_path, "Legal river.", "Legal court.", "Legal judge.").weights) == {"judge"}


def test_words_side_by_side_in_two_measures_are_a_phrase(tmp_path):
    found = read(tmp_path, "Court.", "River basin law.", "The river basins here.")
    assert {"river basin", "river", "basin"} <= set(found.weights)
    assert found.places["river basin"].text == "river basins"


def test_words_that_are_apart_or_in_one_measure_alone_are_no_phrase(tmp_path):
    others = ("Court.", "River basin law.")
    assert "river basin" not in read(tmp_path / "a", *others, "The river, basins here.").weights
    assert "river basin" not in read(tmp_path / "b", *others, "The river¹ basins.\n\n¹ A footnote.").weights
    assert "deep lake" not in read(tmp_path / "c", *others, "The deep lake.").weights


def test_a_phrase_has_only_words_that_count(tmp_path):
    found = read(tmp_path, "Court.", "Water model law.", "Water model law.")
    assert {"water", "law"} <= set(found.weights)
    assert not {"model", "water model", "model law"} & set(found.weights)


def test_a_phrase_left_out_counts_only_inside_a_longer_one(tmp_path):
    choice = replace(CHOICE, left_out=frozenset({"river basin"}))
    found = read(tmp_path, "Court.", "River basin law.", "The river basin law here.", choice=choice)
    assert "river basin" not in found.weights
    assert {"river basin law", "river", "basin"} <= set(found.weights)


def test_what_is_shared_is_told_by_its_longest_phrases_the_weightiest_first(tmp_path):
    said = ("Gross enrollment rates of the river.", "River, with a gross enrollment rate.")
    first, second, *_ = read_all(tmp_path, *said, "Court.", "Judge.", "Nothing.")
    assert {"gross enrollment", "rate"} <= first.weights.keys() & second.weights.keys()
    assert shared_phrases(first, second) == ["gross enrollment rate", "river"]


def test_the_words_of_names_count_and_the_words_left_out_do_not(tmp_path):
    content = small_content(tmp_path)
    found = words_of(content.document, CHOICE)["1.1.1"]
    assert {"risk", "women"} <= set(found.weights)
    assert "model" not in found.weights
    quote = found.places["residential"]
    assert quote.text == "residential"
    text = content.plan.source.read_text(encoding="utf-8")
    assert text[quote.start : quote.end] == "residen-\n\ntial"
