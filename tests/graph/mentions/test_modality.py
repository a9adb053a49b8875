from __future__ import annotations

import pytest

from graph.mentions.modality import ModalityReader
from tests.concepts import concept, vocabulary

READER = ModalityReader(
    vocabulary(
        concept("will", scheme="modalities"),
        concept("strives", scheme="modalities", hidden=("will strive", "efforts will be made")),
        concept("explores", scheme="modalities", hidden=("will explore",)),
        concept("should", scheme="modalities"),
    )
)


@pytest.mark.parametrize(
    ("sentence", "after", "expected"),
    [
        ("The state will act.", " will act.", "will"),
        ("The state will strive to act and will pay.", "", "strives"),
        ("Efforts will be made to act.", "", "strives"),
        ("China will actively explore it.", "", "explores"),
        ("Schools should act.", "", "should"),
        ("The state protects them.", " protects them.", "present-fact"),
        ("China achieved it.", " achieved it.", "past-fact"),
        ("Participating in the review.", "", "bare-task"),
        ("Drawing on success, China presents it.", " presents it.", "present-fact"),
    ],
)
def test_the_first_mark_decides_how_firm_a_sentence_is(sentence, after, expected):
    assert READER.read(sentence, after) == expected
