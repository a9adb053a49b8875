"""Tells how a number is promised: as a level, a change or a count, and in which direction."""

from __future__ import annotations

from graph.mentions.indicators import Link
from graph.mentions.labels import LabelMatcher
from graph.model import TargetKind
from graph.vocabulary import Vocabulary

_COUNT = "count"  # the unit of things counted one by one


class KindReader:
    """Reads kind and direction by the labels of target-kinds and directions."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = LabelMatcher(vocabulary.concepts("target-kinds"))
        self._directions = LabelMatcher(vocabulary.concepts("directions"))

    def kind(self, text: str, link: Link, *, is_extent: bool) -> TargetKind:
        """A change where "by" touches the number; a count of things, or an extent of things built; else a level.

        Things counted one by one make a level where the words before say that somebody has or
        keeps them ("every school is staffed with at least one teacher").
        """
        if link.amount.touching == "change":
            return "change"
        said = self._last(self._kinds, text, link)
        if link.unit == _COUNT:
            return "level" if said == "level" else "count"
        return "count" if is_extent and said == "count" else "level"

    def direction(self, text: str, link: Link, kind: TargetKind) -> str | None:
        """What the nearest verb before the number, after the last semicolon, does to a level."""
        return None if kind == "count" else self._last(self._directions, text, link)

    def _last(self, matcher: LabelMatcher, text: str, link: Link) -> str | None:
        start = link.amount.start
        matches = [match for match in matcher.find(text[: link.amount.end]) if match.end <= start]
        clause = text.rfind(";", 0, start)
        return matches[-1].slugs[0] if matches and matches[-1].start > clause else None
