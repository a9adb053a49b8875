"""Explains the numbers that measure nothing: years, ordinals, parts of names, idioms and the like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.mentions.labels import LabelMatcher
from graph.mentions.numbers import Number
from graph.mentions.units import UnitReader
from graph.text import fold
from graph.vocabulary import Vocabulary

_PERIOD = re.compile(r"\b(\d{4})(?: ?- ?| to | through | until )(\d{4})\b|\b[Bb]etween (\d{4}) and (\d{4})\b")
_YEAR_CUE = re.compile(r"\b(?:in|by|since|from|to|until|before|after|during|of|year) $", re.IGNORECASE)
_AFTER_YEAR = re.compile(r"[.,;:)]|$| (?:and|or|to|the|a|an|as|with|when|for|on|its|their)\b| [A-Z]")
_LEVELS = re.compile(r" (?:levels?|figures?|baseline)\b")
_UP_TO = re.compile(r"[^.;:,]{0,60}? to (?:[a-z]+ ){0,3}\d")
_CLAUSE_END = re.compile(r"[.,;:!?]|$")
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)
_FRACTION = re.compile(r"[ -](?:half|halves|thirds?|quarters?|fourths?|fifths?|tenths?|hundredths?)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """A number in its sentence, with dashes and quotation marks folded."""

    text: str
    number: Number

    @property
    def before(self) -> str:
        return self.text[: self.number.start]

    @property
    def after(self) -> str:
        return self.text[self.number.end :]

    @property
    def words(self) -> str:
        return self.text[self.number.start : self.number.end]


class NumberKinds:
    """Tells what sort of number one is that is neither target nor parameter."""

    def __init__(self, vocabulary: Vocabulary, units: UnitReader, period: tuple[int, int]) -> None:
        self._deadlines = LabelMatcher([vocabulary.get("number-kinds", "deadline")])
        self._base_years = LabelMatcher([vocabulary.get("number-kinds", "base-year")])
        self._baselines = LabelMatcher([vocabulary.get("number-kinds", "baseline")])
        self._designators = LabelMatcher([vocabulary.get("number-kinds", "part-of-a-name")])
        self._idioms = LabelMatcher([vocabulary.get("number-kinds", "idiom")])
        self._units = units
        self._first_year = period[0]
        self._rules: tuple[tuple[str, Callable[[_Place], bool]], ...] = (
            ("footnote-mark", lambda place: place.number.form == "mark"),
            ("part-of-a-name", _touches_a_name),
            ("period", _bounds_a_period),
            ("deadline", self._is_deadline),
            ("base-year", self._is_base_year),
            ("baseline", self._is_baseline),
            ("year", self._is_year),
            ("part-of-a-name", self._is_named),
            ("compound-word", self._is_compounded),
            ("ordinal", lambda place: place.number.ordinal),
            ("pronoun", _is_pronoun),
        )

    def find(self, text: str, number: Number) -> str | None:
        """The slug of a concept of number-kinds, or None for a number that ought to measure something."""
        place = _Place(fold(text), number)
        if any(m.start <= number.start and number.end <= m.end for m in self._idioms.find(text)):
            return "idiom"
        return next((kind for kind, holds in self._rules if holds(place)), None)

    def _is_deadline(self, place: _Place) -> bool:
        """A year after a word of deadlines; a year before the plan's period sets none."""
        in_time = place.number.looks_like_year and place.number.value >= self._first_year
        return in_time and _leads_to(place, self._deadlines)

    def _is_base_year(self, place: _Place) -> bool:
        """A year after a word of comparison, as in "compared with 2025" and "over 2020 levels"."""
        if not place.number.looks_like_year or place.number.value > self._first_year:
            return False
        alone = _LEVELS.match(place.after) or _AFTER_YEAR.match(place.after)
        return bool(alone) and _leads_to(place, self._base_years)

    def _is_baseline(self, place: _Place) -> bool:
        """A value that leads on to another, as in "from 3 to 5 percent"."""
        in_digits = place.number.form == "digits" and not place.number.looks_like_year
        return in_digits and bool(_UP_TO.match(place.after)) and _leads_to(place, self._baselines)

    def _is_year(self, place: _Place) -> bool:
        """A year after a preposition, unless a noun after it shows that it counts something."""
        cue = place.number.looks_like_year and _YEAR_CUE.search(place.before)
        return bool(cue and _AFTER_YEAR.match(place.after))

    def _is_named(self, place: _Place) -> bool:
        """Written with a capital or part of a designation: "Five-Year", "Rank II", "Type 2", "the 2030 Agenda"."""
        if place.number.form == "words":
            return place.words[0].isupper() and bool(place.before.strip(' "(')) and not place.number.ordinal
        if place.number.form == "roman":
            return True
        titled = place.number.looks_like_year and _ARTICLE.search(place.before) and re.match(" [A-Z]", place.after)
        return bool(titled) or _leads_to(place, self._designators)

    def _is_compounded(self, place: _Place) -> bool:
        """A hyphen joins it to a word that is no unit ("one-stop"), or to the word before ("health-first")."""
        if place.number.form == "words" and re.search(r"[^\W\d]-$", place.before):
            return True
        joined = re.match(r"-[^\W\d]", place.after)
        fraction = _FRACTION.match(place.after)
        return bool(joined) and not place.number.ordinal and not fraction and not self._has_unit(place)

    def _has_unit(self, place: _Place) -> bool:
        return self._units.read(place.text, place.number.end) is not None


def is_fraction(text: str, number: Number) -> bool:
    """Whether the number is the upper part of a fraction in words, such as "two thirds"."""
    return number.form == "words" and not number.ordinal and bool(_FRACTION.match(text[number.end :]))


def _leads_to(place: _Place, matcher: LabelMatcher) -> bool:
    """Whether a label stands right before the number."""
    matches = matcher.find(place.before)
    return bool(matches) and not place.before[matches[-1].end :].strip()


def _touches_a_name(place: _Place) -> bool:
    """Digits that touch letters, a plus sign or the closing quotation mark: PM_{2.5}, COVID-19, 5G, "3+1"."""
    if place.number.form != "digits":
        return False
    joined_before = re.search(r"[^\W\d]$|[_{+]$|[A-Z]-$", place.before)
    joined_after = re.match(r"[A-Z_+\"]", place.after)
    return bool(joined_before or joined_after)


def _bounds_a_period(place: _Place) -> bool:
    if not place.number.looks_like_year:
        return False
    spans = [match.span(group) for match in _PERIOD.finditer(place.text) for group in range(1, 5)]
    return (place.number.start, place.number.end) in spans


def _is_pronoun(place: _Place) -> bool:
    """A word for things already spoken of, as in "one that covers …" and "between the two."."""
    if place.number.form != "words":
        return False
    relative = place.number.value == 1 and re.match(" (?:that|which|who|whose)\\b", place.after)
    alone = _ARTICLE.search(place.before) and _CLAUSE_END.match(place.after)
    return bool(relative or alone)
