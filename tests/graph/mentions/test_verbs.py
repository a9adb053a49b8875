from __future__ import annotations

import pytest

from graph.mentions.verbs import verb_forms, verb_matcher
from tests.concepts import concept


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("amend", {"amend", "amends", "amended", "amending"}),
        ("revise", {"revise", "revises", "revised", "revising"}),
        ("apply", {"apply", "applies", "applied", "applying"}),
        ("put", {"put", "puts", "putting"}),
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("enact", {"enact", "enacts", "enacted", "enacting"}),
    ],
)
def test_verbs_have_their_forms(base, forms):
    assert set(verb_forms(base)) == forms


def test_a_phrase_is_found_in_every_form_of_its_verb():
    matcher = verb_matcher([concept("implement", hidden=("put into effect",))])
    text = "It implements, was put into effect, putting into effect"
    assert [text[m.start : m.end] for m in matcher.find(text)] == [
        "implements",
        "put into effect",
        "putting into effect",
    ]
