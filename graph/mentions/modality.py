"""How firmly a sentence promises: will, strives, encourages, explores, should, or a statement of fact.

The words that mark a modality are the labels of its concept. The first of them in the sentence
decides, the longer before the shorter ("will strive to" before "will"); adverbs between them are
passed over ("will also strive to"), so that labels have none. Without any mark, a sentence
that opens with a gerund sets a bare task, one whose agent has a verb in the past tells a past
fact, and every other states a present one.
"""

from __future__ import annotations

import re

from graph.mentions.labels import LabelMatcher
from graph.text import fold
from graph.vocabulary import Vocabulary

BARE_TASK, PAST_FACT, PRESENT_FACT = "bare-task", "past-fact", "present-fact"

_GERUND = re.compile(r"^(?:[A-Za-z]+ly )?[A-Za-z]+ing\b(?!,)")
_ADVERB = re.compile(r"\b(?!(?:apply|supply|comply|rely|reply)\b)(?:[a-z]+ly|also|further) ")


class ModalityReader:
    """Reads the modality of sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._marks = LabelMatcher(vocabulary.concepts("modalities"))

    def read(self, sentence: str, words_after_agent: str = "") -> str:
        """The slug of the sentence's modality; ``words_after_agent`` are those that follow its subject."""
        matches = self._marks.find(_ADVERB.sub("", fold(sentence)))
        if matches:
            return matches[0].slugs[0]
        if re.match(r" (?:[a-z]+ly )?[a-z]+ed\b", words_after_agent):
            return PAST_FACT
        return BARE_TASK if _GERUND.match(sentence) and not words_after_agent else PRESENT_FACT
