"""Reads the unit that follows a number: "27 micrograms per cubic meter", "15-minute", "3.5 per 1,000"."""

from __future__ import annotations

from dataclasses import dataclass

from graph.mentions.labels import LabelMatcher
from graph.text import fold
from graph.vocabulary import Concept, Vocabulary

SHARE = "percent"  # the unit of parts of a whole
_LONGEST = 60  # characters after a number within which its unit ends


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words of a unit, and the units that they may stand for (several where a denominator is left out)."""

    end: int
    slugs: tuple[str, ...]


class UnitReader:
    """Knows the units of a vocabulary and the words for them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._units: dict[str, Concept] = {unit.slug: unit for unit in vocabulary.concepts("units")}
        self._matcher = LabelMatcher(self._units.values())
        self.unsaid = tuple(slug for slug, unit in self._units.items() if unit.value("unsaid") == "true")

    def read(self, text: str, end: int) -> UnitWords | None:
        """The unit whose words follow the number that ends at ``end``, after a space or hyphen at most."""
        joint = fold(text[end : end + 1])
        start = end + (joint in (" ", "-"))
        window = fold(text[start : start + _LONGEST])
        if joint == "-":
            window = window.partition("-")[0]  # "15-year-old" is in years
        for match in self._matcher.find(window):
            if match.start == 0:
                return UnitWords(start + match.end, match.slugs)
        return None

    def denominator(self, unit: str) -> str | None:
        """What a rate counts its cases against, such as "1,000 live births"."""
        return self._units[unit].value("denominator")

    def is_share(self, unit: str) -> bool:
        """Whether the unit gives a part of a whole."""
        return unit == SHARE

    def base(self, unit: str) -> str | None:
        """The denominator without its number: "live births"."""
        denominator = self.denominator(unit)
        return denominator.partition(" ")[2] if denominator else None
