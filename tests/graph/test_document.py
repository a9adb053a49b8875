from __future__ import annotations

import pytest

from graph.errors import LayoutError
from tests.small_plan import TEXT, read_plan


def test_codes_follow_chapters_sections_and_items(tmp_path):
    _, _, document = read_plan(tmp_path)
    assert [p.code for p in document.provisions] == ["0.p1", "0.p2", "0.1", "0.2", "1.1.1", "1.1.2", "2.1"]
    assert [s.code for s in document.provisions[4].sentences] == ["1.1.1.0", "1.1.1.1", "1.1.1.2", "1.1.1.n1"]


def test_the_first_sentence_of_a_measure_is_its_heading(tmp_path):
    _, _, document = read_plan(tmp_path)
    assert document.provisions[4].heading == "Bringing health to all."
    assert document.provisions[4].sentences[0].role == "heading"


def test_a_measure_of_one_sentence_is_a_commitment(tmp_path):
    _, _, document = read_plan(tmp_path)
    assert [(s.code, s.role) for s in document.provisions[5].sentences] == [("1.1.2.1", "commitment")]


def test_a_footnote_belongs_to_the_measure_that_bears_its_mark_and_not_to_its_text(tmp_path):
    _, _, document = read_plan(tmp_path)
    measure = document.provisions[4]
    assert measure.sentences[-1].role == "footnote"
    assert "note on the model" not in measure.text


def test_sections_carry_the_printed_page_of_the_contents_and_their_right(tmp_path):
    _, _, document = read_plan(tmp_path)
    assert [(s.code, s.page, s.right) for s in document.sections] == [("1.1", 3, "health")]


def test_every_sentence_is_the_slice_of_the_source_that_it_cites(tmp_path):
    _, source, document = read_plan(tmp_path)
    assert all(source.quote(*sentence.span) == sentence.text for sentence in document.sentences)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("\n1. Right to Health\n\n–", "\n1. Right to Wealth\n\n–"), "Right to Health"),
        (("– Training nurses in rural areas.\n", ""), "1 measures instead of 2"),
        (("The objectives are:", "Objectives are:"), "after no lead-in"),
        (("\t", " "), "no contents list"),
        (("\nIntroduction\n\nThe plan", "\nPreface\n\nThe plan"), "no introduction"),
        (("model¹ for", "model for"), "bears the mark"),
    ],
)
def test_a_text_that_does_not_fit_its_layout_is_refused_with_the_place(tmp_path, change, message):
    with pytest.raises(LayoutError, match=message):
        read_plan(tmp_path, TEXT.replace(*change))


@pytest.mark.parametrize(
    "disguise",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: "\ufeff" + t,
        lambda t: t.replace("– ", "- "),
        lambda t: t.replace("women to", "women\u00a0to"),
        lambda t: t.replace("implement", "imple\u00adment"),
    ],
)
def test_the_same_words_saved_otherwise_give_the_same_tree(tmp_path, disguise):
    _, _, plain = read_plan(tmp_path / "a")
    _, source, other = read_plan(tmp_path / "b", disguise(TEXT))
    assert [(s.code, s.text) for s in other.sentences] == [(s.code, s.text) for s in plain.sentences]
    assert all(source.quote(*s.span) == s.text for s in other.sentences)
