"""Reads the amounts of a sentence: numbers with their units, comparators and denominators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.mentions.labels import LabelMatcher, Match
from graph.mentions.numbers import Number
from graph.mentions.units import SHARE, UnitReader
from graph.model import Comparator
from graph.text import fold
from graph.vocabulary import Vocabulary

_GAP = re.compile(r" (?:the(?: [a-z]+){1,3} of |a total of )?")  # "below the red line of 120 million"
_TIMES = r"(?:day|week|month|quarter|year|hour)"
_EACH_AFTER = re.compile(rf" each\b(?! {_TIMES})")
_EACH_BEFORE = re.compile(r"\b(?:will|shall|should|must|to) each (?:[a-z]+ ){1,3}$")
_OF_WHOLE = re.compile(r" of (?:the )?")
_WHOLE_END = re.compile(
    r"[,.;:()]|$"
    r"| (?:will|would|shall|should|must|is|are|was|were|be|has|have|to|in|on|at|by|from|while|who|that|which)\b"
    r"| and (?=(?:[a-z]+ ){0,3}[0-9])"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that measures something, as far as its own words tell.

    ``head`` is where its words begin, comparator and "by" included; ``start`` and ``end`` enclose
    the number with its unit. ``units`` holds every unit that its words allow. ``touching`` is the
    kind of target that a word right before it tells, such as "by" a change.
    """

    number: Number
    head: int
    start: int
    end: int
    units: tuple[str, ...]
    unsaid: bool
    comparator: Comparator
    touching: str | None
    each: bool
    whole: str | None
    carried: bool = False


class AmountReader:
    """Reads amounts by the labels of comparators, units and kinds of targets."""

    def __init__(self, vocabulary: Vocabulary, units: UnitReader) -> None:
        self._units = units
        comparators = vocabulary.concepts("comparators")
        self._symbols = {c.slug: c.value("symbol") for c in comparators}
        self._comparators = LabelMatcher(comparators)
        self._kinds = LabelMatcher(vocabulary.concepts("target-kinds"))

    def read(self, text: str, numbers: Iterable[Number]) -> tuple[Amount, ...]:
        """The amounts of the numbers that are not otherwise explained; denominators carry along a list."""
        comparators, kinds = self._comparators.find(text), self._kinds.find(text)
        folded, found = fold(text), list[Amount]()
        inside = 0
        for number in numbers:
            if number.start >= inside:  # "1,000" of "3.5 per 1,000" belongs to the amount before it
                found.append(self._amount(folded, number, comparators, kinds))
                inside = found[-1].end
        return tuple(self._carry_denominators(folded, found))

    def _amount(self, text: str, number: Number, comparators: tuple[Match, ...], kinds: tuple[Match, ...]) -> Amount:
        unit = self._units.read(text, number.end)
        end = unit.end if unit else number.end
        before = _match_before(text, number.start, comparators)
        comparator = _match_after(text, end, comparators) or before
        head = before.start if before else number.start
        touching = _match_before(text, head, kinds)
        head = touching.start if touching else head
        return Amount(
            number=number,
            head=head,
            start=number.start,
            end=end,
            units=unit.slugs if unit else self._units.unsaid,
            unsaid=unit is None,
            comparator=self._symbol(comparator),
            touching=touching.slugs[0] if touching else None,
            each=bool(_EACH_AFTER.match(text, end) or _EACH_BEFORE.search(text[:head])),
            whole=_whole(text, end) if unit and unit.slugs == (SHARE,) else None,
        )

    def _symbol(self, comparator: Match | None) -> Comparator:
        symbol = self._symbols[comparator.slugs[0]] if comparator else "="
        allowed: tuple[Comparator, ...] = ("=", ">=", ">", "<=", "<", "~")
        return next(known for known in allowed if known == symbol)

    def _carry_denominators(self, text: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
        """Give "3.5 per 1,000" the live births of the "3 per 1,000 live births" before it."""
        carried: str | None = None
        for amount in amounts:
            bases = {self._units.base(unit): unit for unit in amount.units}
            if amount.unsaid or None in bases:
                yield amount
            elif named := next((base for base in bases if base and text[: amount.end].endswith(base)), None):
                carried = named
                yield amount
            else:
                units = (bases[carried],) if carried in bases else amount.units
                yield replace(amount, units=units, carried=True)


def _match_before(text: str, start: int, matches: Iterable[Match]) -> Match | None:
    """The match whose words lead straight to ``start``."""
    return next((m for m in matches if m.end < start and _GAP.fullmatch(text, m.end, start)), None)


def _match_after(text: str, end: int, matches: Iterable[Match]) -> Match | None:
    """A match such as "and older" straight after ``end``; it begins with a conjunction."""
    return next((m for m in matches if m.start == end + 1 and text[m.start : m.end].startswith(("and ", "or "))), None)


def _whole(text: str, end: int) -> str | None:
    """What a percentage is a share of, where the text says "percent of …"."""
    of = _OF_WHOLE.match(text, end)
    stop = _WHOLE_END.search(text, of.end()) if of else None
    return text[of.end() : stop.start()].strip() or None if of and stop else None
