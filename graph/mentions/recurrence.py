"""Reads how often, or for each of what, a number is promised: "per day", "each year", "every county"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.mentions.quantities import Amount
from graph.text import fold

_TIME = r"(?:day|week|month|quarter|year|hour)"
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "annually": "year"}
_VERBS = "will|would|shall|should|must|can|may|has|have|is|are|was|were|be|to|of|in|on|at|for|with|that|which|who"
_PHRASE = re.compile(
    rf"\b(?:(?:per|each|every) (?P<time>{_TIME})\b|(?<!in )(?<!for )an? (?P<rate>{_TIME})\b"
    rf"|(?P<adverb>{'|'.join(_ADVERBS)})\b"
    rf"|(?:each|every) (?P<thing>(?!(?:{_VERBS})\b)[a-z][a-z-]*(?: (?!(?:{_VERBS})\b)[a-z-]+)*))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    start: int
    end: int
    noun: str
    follows: bool  # "two hours a day": the phrase comes after its number, never before


def recurrences(text: str, amounts: tuple[Amount, ...]) -> dict[int, str]:
    """For amounts by their place in ``amounts``: the noun of the phrase that governs them.

    A phrase governs the amount right before it, if no punctuation parts them, and otherwise the
    next one after it.
    """
    found: dict[int, str] = {}
    for phrase in _phrases(fold(text)):
        place = _governed(text, amounts, phrase)
        if place is not None:
            found.setdefault(place, phrase.noun)
    return found


def _phrases(text: str) -> Iterator[_Phrase]:
    for match in _PHRASE.finditer(text):
        noun = match["time"] or match["rate"] or match["thing"] or _ADVERBS[match["adverb"].lower()]
        yield _Phrase(match.start(), match.end(), noun, bool(match["rate"]))


def _governed(text: str, amounts: tuple[Amount, ...], phrase: _Phrase) -> int | None:
    before = [i for i, amount in enumerate(amounts) if amount.end <= phrase.start]
    if before and not re.search(r"[,;:]", text[amounts[before[-1]].end : phrase.start]):
        return before[-1]
    if phrase.follows:
        return None
    return next((i for i, amount in enumerate(amounts) if amount.start >= phrase.end), None)
