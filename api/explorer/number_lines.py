"""Number lines: where a promised value stands, on an axis that only values of one sort share.

An axis is linear from zero, or logarithmic where the values lie two powers of ten apart. What a line shows is
drawn by a template; here are the places, in the units of its view box.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH, MARGIN = 400, 10
_LOGARITHMIC = 100  # times the least value; more, and a linear axis shows only the greatest
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 5

Shape = Literal["level", "change", "count"]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it is promised: its kind, comparator and direction as the read model has them."""

    number: float
    kind: str
    comparator: str
    direction: str | None

    @property
    def signed(self) -> float:
        """A change downwards is negative."""
        return -self.number if self.kind == "change" and self.direction == "decrease" else self.number


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the axis and its place."""

    x: float
    number: float


@dataclass(frozen=True, slots=True)
class Axis:
    """From which number to which, and whether by powers of ten."""

    low: float
    high: float
    logarithmic: bool

    def x(self, number: float) -> float:
        """The place of a number, with one decimal."""
        low, high, at = self.low, self.high, number
        if self.logarithmic:
            low, high, at = math.log10(low), math.log10(high), math.log10(number)
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (at - low) / (high - low), 1)

    @property
    def ticks(self) -> Sequence[Tick]:
        """A few round numbers."""
        if self.logarithmic:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            every = math.ceil((last - first) / _MOST_TICKS)
            return [Tick(self.x(10.0**power), 10.0**power) for power in range(first, last + 1, every)]
        step = _step((self.high - self.low) / _MOST_TICKS)
        least, most = math.ceil(self.low / step), math.floor(self.high / step)
        return [Tick(self.x(place * step), round(place * step, 6)) for place in range(least, most + 1)]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on its axis.

    ``ray`` is the side on which values meet the promise as well; ``closed`` tells whether the value itself does;
    ``tail`` is the side from which the indicator is to come; ``zero`` is where a change begins.
    """

    x: float
    shape: str
    closed: bool
    about: bool
    ray: Side | None
    tail: Side | None
    zero: float | None


def axis_of(values: Iterable[Value], *, share: bool) -> Axis:
    """The axis of values of one sort; ``share`` tells that they are levels in hundredths of a whole."""
    numbers = [value.signed for value in values]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    least = min(numbers)
    if share and low == 0 and high <= 100:
        return Axis(0, 100, logarithmic=False)
    if least > 0 and high / least >= _LOGARITHMIC:
        return Axis(10.0 ** math.floor(math.log10(least)), 10.0 ** math.ceil(math.log10(high * 1.2)), logarithmic=True)
    step = _step((high - low or 1) / _MOST_TICKS)
    return Axis(_outer(low, step), _outer(high, step), logarithmic=False)


def mark_of(value: Value, axis: Axis) -> Mark:
    """Where and how a value is drawn."""
    change = value.kind == "change"
    ray = _ray(value.comparator)
    if ray and value.signed < 0:
        ray = "left" if ray == "right" else "right"
    tails: dict[str | None, Side] = {"increase": "left", "decrease": "right"}
    return Mark(
        x=axis.x(value.signed),
        shape=value.kind,
        closed=value.comparator not in ("<", ">"),
        about=value.comparator == "~",
        ray=ray,
        tail=tails.get(value.direction) if value.kind == "level" else None,
        zero=axis.x(0) if change else None,
    )


def _ray(comparator: str) -> Side | None:
    if comparator in (">", ">="):
        return "right"
    return "left" if comparator in ("<", "<=") else None


def _step(rough: float) -> float:
    """The next round number."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * 0.999)


def _outer(end: float, step: float) -> float:
    """An end of the axis with some room beyond a value; zero stays zero."""
    if not end:
        return 0.0
    places = abs(end) / step
    outer = math.ceil(places) if math.ceil(places) - places >= 0.2 else math.ceil(places) + 1
    return math.copysign(outer * step, end)
