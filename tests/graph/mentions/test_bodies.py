from __future__ import annotations

import pytest

from graph.mentions.bodies import BodyReader
from tests.concepts import concept, vocabulary

READER = BodyReader(
    vocabulary(
        concept("the-state", "the state", scheme="bodies", bodyKind="generic-agent"),
        concept("schools", scheme="bodies"),
        concept("courts", scheme="bodies"),
        concept("employers", scheme="bodies"),
        concept("addressee", "addressed body", scheme="roles", hidden=("encourage", "urge", "improve")),
        concept("overseer", "overseeing body", scheme="roles", hidden=("supervision by",)),
        concept("partner", "partner body", scheme="roles", hidden=("cooperate with",)),
        concept("mention", "body only mentioned", scheme="roles", hidden=("prescribed by",)),
    )
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Schools should prevent bullying.", [("schools", "responsible")]),
        ("Courts at all levels will adopt measures.", [("courts", "responsible")]),
        ("In hard cases, courts should listen.", [("courts", "responsible")]),
        ("Courts will, in accordance with the law, assume guardianship.", [("courts", "responsible")]),
        ("Cases will be decided by courts.", [("courts", "responsible")]),
        ("The state will urge employers to pay.", [("employers", "addressee")]),
        ("Employers are encouraged to pay.", [("employers", "addressee")]),
        ("Schools and employers will be urged to act.", [("schools", "addressee"), ("employers", "addressee")]),
        ("The state will extend supervision by courts.", [("courts", "overseer")]),
        ("China will cooperate with schools.", [("schools", "partner")]),
        ("Books prescribed by schools are free.", [("schools", "mention")]),
        ("The share of women in schools will be kept high.", [("schools", "mention")]),
        ("There are schools.", [("schools", "mention")]),
        ("The state will act.", []),
    ],
)
def test_grammar_gives_the_role(sentence, expected):
    assert [(find.body, find.role) for find in READER.find(sentence)] == expected
