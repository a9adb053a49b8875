from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sparql.tokens import token_count, tokens


def kinds(text):
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<http://e/#SELECT>", [("iri", "<http://e/#SELECT>")]),
        ("?a<?b", [("variable", "?a"), ("mark", "<"), ("variable", "?b")]),
        ("'it\\'s'@en-GB", [("string", "'it\\'s'"), ("language", "@en-GB")]),
        ('"""a " b"""', [("string", '"""a " b"""')]),
        ("e:a.b. :x", [("name", "e:a.b"), ("mark", "."), ("name", ":x")]),
        ("e:p?/e:q", [("name", "e:p"), ("mark", "?"), ("mark", "/"), ("name", "e:q")]),
        ("e:a\\,b e:%20", [("name", "e:a\\,b"), ("name", "e:%20")]),
        (
            "_:b1 -1.5e3 'x'^^e:t",
            [("blank", "_:b1"), ("number", "-1.5e3"), ("string", "'x'"), ("mark", "^^"), ("name", "e:t")],
        ),
        ("a # { b\nc", [("word", "a"), ("word", "c")]),
        ("'open \\'\nx", [("other", "'open \\'"), ("word", "x")]),
        ('\\"a', [("other", '\\"'), ("word", "a")]),
    ],
)
def test_tokens_are_those_of_the_standard(text, found):
    assert kinds(text) == found


@given(st.text(max_size=60))
def test_every_token_is_a_piece_of_the_text_and_nothing_but_space_and_comment_is_left_out(text):
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    ends = [0, *(token.end for token in found)]
    between = [text[a:b] for a, b in zip(ends, [*(t.start for t in found), len(text)], strict=True)]
    assert all(not line.split("#")[0].strip() for gap in between for line in gap.replace("\r", "\n").split("\n"))


PIECES = (
    "<http://e/#a>",
    '"""',
    "'",
    "\\",
    "?a",
    "_:b",
    "@en",
    "e:a.",
    ":",
    "-1.5e3",
    "word",
    "{",
    "||",
    "#",
    " ",
    "\n",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_tokens_are_counted_as_they_are_told_apart(parts):
    text = "".join(parts)
    assert len(tokens(text)) <= token_count(text) <= len(tokens(text)) + 1
    assert token_count(text + "\n.") == len(tokens(text + "\n."))


@pytest.mark.parametrize("piece", [*PIECES, "#\n", " #", "\t", "\r", "<", '"', "\\'", "a:", "a-", "_:a.", "1e+"])
def test_the_time_grows_with_the_length_of_the_text_and_not_with_its_square(piece):
    """A text of this length would else take minutes, in which nothing else is answered."""
    text = "ASK {}" + piece * (200_000 // len(piece))
    assert token_count(text) <= len(text)
