from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mentions.labels import LabelMatcher
from tests.concepts import concept

MATCHER = LabelMatcher(
    [
        concept("women", alternative=("woman",)),
        concept("rural-women", "rural women", alternative=("women in rural areas",)),
        concept("labor-law", "Labor Law"),
        concept("schools", negative=("schools of thought",)),
        concept("villagers-committees", "villagers committees", hidden=("villagers and residents committees",)),
        concept("residents-committees", "residents committees", hidden=("villagers and residents committees",)),
        concept("elderly-care-bodies", "bodies"),
    ]
)


def found(text):
    return [(text[m.start : m.end], m.slugs) for m in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Women and a woman", [("Women", ("women",)), ("woman", ("women",))]),
        ("rural women’s rights", [("rural women", ("rural-women",))]),
        ("women in  rural areas", [("women in  rural areas", ("rural-women",))]),
        ("the Labor Law, no labor law", [("Labor Law", ("labor-law",))]),
        ("a school", [("school", ("schools",))]),
        ("a body", [("body", ("elderly-care-bodies",))]),
        ("schools of thought and schools", [("schools", ("schools",))]),
        ("women-led, non-women", []),
        ("womenfolk", []),
        (
            "villagers and residents committees",
            [("villagers and residents committees", ("residents-committees", "villagers-committees"))],
        ),
    ],
)
def test_labels_match_as_their_rules_say(text, matches):
    assert found(text) == matches


@given(st.lists(st.sampled_from(["women", "rural", "in", "areas", "schools", "of", "thought", ",", "Labor", "Law"])))
def test_matches_lie_in_order_and_never_overlap(words):
    matches = MATCHER.find(" ".join(words))
    assert all(left.end <= right.start for left, right in pairwise(matches))


@given(st.lists(st.sampled_from(["women", "a", "school", "the Labor Law"]), min_size=1), st.randoms())
def test_the_order_of_the_concepts_changes_nothing(words, random):
    concepts = [concept("women"), concept("schools"), concept("labor-law", "Labor Law")]
    shuffled = concepts[:]
    random.shuffle(shuffled)
    text = " ".join(words)
    assert LabelMatcher(concepts).find(text) == LabelMatcher(shuffled).find(text)
