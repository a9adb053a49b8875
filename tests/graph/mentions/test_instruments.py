from __future__ import annotations

import pytest

from graph.mentions.instruments import InstrumentReader
from tests.concepts import concept, vocabulary

READER = InstrumentReader(
    vocabulary(
        concept("health-law", "Health Law", scheme="instruments"),
        concept("water-law", "Water Law", scheme="instruments"),
        concept("rules-on-water", "rules on the Water Law", scheme="instruments", inTitle="water-law"),
        concept("ruling", "rulings", scheme="instruments", hidden=("rulings will be issued on water",)),
        concept("formulate", scheme="actions", hidden=("issue", "enact", "draft")),
        concept("amend", scheme="actions", hidden=("revise", "refine")),
        concept("implement", scheme="actions", hidden=("enforce", "implementation of")),
        concept("cite", scheme="actions", hidden=("in accordance with",)),
    )
)


def actions(sentence):
    return [(find.instrument, find.action) for find in READER.find(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("China will amend the Health Law.", [("health-law", "amend")]),
        ("Implementing the Health Law.", [("health-law", "implement")]),
        ("The Health Law will be amended.", [("health-law", "amend")]),
        ("China will enact and implement the Health Law.", [("health-law", "formulate"), ("health-law", "implement")]),
        (
            "The Health Law and the Water Law will be strictly enforced.",
            [("health-law", "implement"), ("water-law", "implement")],
        ),
        (
            "China will revise the Health Law and enforce the Water Law.",
            [("health-law", "amend"), ("water-law", "implement")],
        ),
        ("Water will be provided in accordance with the Water Law.", [("water-law", "cite")]),
        ("The Water Law protects water.", [("water-law", "cite")]),
        ("China will refine a system for the Health Law.", [("health-law", "cite")]),
        ("Rulings will be issued on water.", [("ruling", "formulate")]),
        ("China will draft rules on the Water Law.", [("rules-on-water", "formulate"), ("water-law", "cite")]),
        ("China will ensure implementation of the Health Law.", [("health-law", "implement")]),
    ],
)
def test_the_governing_verb_gives_the_action(sentence, expected):
    assert actions(sentence) == expected
