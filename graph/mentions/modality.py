"""How firmly a sentence promises: will, strives, encourages, explores, should, or a statement of fact.

The words that mark a modality are the labels of its concept. The first of them in the sentence
decides, the longer before the shorter ("will strive to" before "will"). A sentence without any
states a fact.
"""

from __future__ import annotations

from graph.mentions.labels import LabelMatcher
from graph.vocabulary import Vocabulary

PRESENT_FACT = "present-fact"


class ModalityReader:
    """Reads the modality of sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._marks = LabelMatcher(vocabulary.concepts("modalities"))

    def read(self, sentence: str) -> str:
        """The slug of the sentence's modality."""
        matches = self._marks.find(sentence)
        return matches[0].slugs[0] if matches else PRESENT_FACT
