from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from api.markdown import plain

HOSTILE = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e/x.png)", "a | b", "&lt;b&gt;", "# x"]


def rendered(text: str) -> str:
    """A paragraph of Markdown as HTML, as a reader's own program makes it."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- {plain(text)}")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    shown = rendered(text)
    assert not [tag for tag in ("<script", "<a ", "<img", "<h1") if tag in shown]


@example("-")
@example("+ one")
@example("--- -")
@example("1. one")
@example("123456789) one")
@example("-5 % to 1.5")
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_what_a_reader_sees_is_what_was_written(text):
    shown = html.unescape(re.sub(r"<[^>]+>", "", rendered(text)))
    assert " ".join(shown.split()) == " ".join(text.split())


def test_signs_that_turn_the_direction_of_writing_are_shown():
    assert plain("a\u202eb\u2066c\nd") == "a\ufffdb\ufffdc d"
