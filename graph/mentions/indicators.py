"""Links the amounts of a sentence to what they measure: the nearest indicators whose units fit.

Each indicator is taken once in a sentence. Of all ways to give every amount an indicator the one
with the shortest distances in total wins, and of equally short ones that which keeps their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.quantities import Amount
from graph.vocabulary import Concept, Vocabulary

_COMMA, _SEMICOLON = 40, 400  # what crossing a punctuation mark adds to a distance, in characters
_FARTHEST = 400  # beyond this distance a label says nothing of a number
_COORDINATION = re.compile(r"[ ,]*(?:\b(?:and|or)\b)?[ ,]*")


@dataclass(frozen=True, slots=True)
class Link:
    """An amount with the indicator it is a value of, the words that say so, and how far off they stand."""

    amount: Amount
    indicator: Concept
    unit: str
    words: Match
    distance: int


class IndicatorLinker:
    """Links amounts by the labels and units of a vocabulary's indicators."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._indicators = {concept.slug: concept for concept in vocabulary.concepts("indicators")}
        self._matcher = LabelMatcher(self._indicators.values())

    def link(self, text: str, amounts: tuple[Amount, ...]) -> tuple[Link, ...] | None:
        """One link for each amount, several where it is promised of several things each; None if one has none."""
        found = self._matcher.find(text)
        choices = [sorted(self._choices(text, a, found), key=lambda c: (c.distance, c.words.start)) for a in amounts]
        best = _best(choices)
        if best is None:
            return None
        taken = {link.indicator.slug for link in best}
        every = [link for first in best for link in (first, *self._coordinated(text, first, found, taken))]
        return tuple(sorted(every, key=lambda link: (link.amount.start, link.words.start)))

    def lacking(self, text: str, amounts: tuple[Amount, ...]) -> Amount:
        """The first amount that no indicator of the sentence fits, or else the first that must share one."""
        found = self._matcher.find(text)
        alone = [amount for amount in amounts if not any(self._choices(text, amount, found))]
        return (alone or list(amounts))[0]

    def _choices(self, text: str, amount: Amount, found: tuple[Match, ...]) -> Iterator[Link]:
        for match in found:
            distance = _distance(text, amount, match)
            for slug in match.slugs if distance <= _FARTHEST else ():
                unit = self._indicators[slug].value("unit")
                if unit in amount.units:
                    yield Link(amount, self._indicators[slug], unit, match, distance)

    def _coordinated(self, text: str, first: Link, found: tuple[Match, ...], taken: set[str]) -> Iterator[Link]:
        """For a number with "each": what "and" or a comma joins to the indicator that it was linked to."""
        if not first.amount.each:
            return
        start = first.words.start
        for match in reversed([m for m in found if m.end <= start]):
            if not _COORDINATION.fullmatch(text, match.end, start):
                return
            for link in self._choices(text, first.amount, (match,)):
                if link.indicator.slug not in taken:
                    yield link
            start = match.start


def _distance(text: str, amount: Amount, match: Match) -> int:
    between = text[match.end : amount.head] if match.end <= amount.head else text[amount.end : match.start]
    return len(between) + _COMMA * between.count(", ") + _SEMICOLON * between.count("; ")


def _best(choices: list[list[Link]]) -> tuple[Link, ...] | None:
    """The cheapest way to take one link of each list without taking an indicator twice."""
    best: tuple[tuple[int, int], tuple[Link, ...]] | None = None
    open_ways: list[tuple[int, tuple[Link, ...]]] = [(0, ())]
    while open_ways:
        cost, way = open_ways.pop()
        if best and cost > best[0][0]:
            continue
        if len(way) == len(choices):
            rank = (cost, _crossings(way))
            best = (rank, way) if best is None or rank < best[0] else best
            continue
        taken = {link.indicator.slug for link in way}
        free = [link for link in choices[len(way)] if link.indicator.slug not in taken]
        open_ways.extend((cost + link.distance, (*way, link)) for link in reversed(free))
    return best[1] if best else None


def _crossings(way: tuple[Link, ...]) -> int:
    """How often a later amount goes with earlier words."""
    starts = [link.words.start for link in way]
    return sum(1 for i, start in enumerate(starts) for later in starts[i + 1 :] if later < start)
