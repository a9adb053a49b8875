"""Finds the numbers of a sentence: digits, words, Roman numerals, footnote marks.

Words that name no certain number ("both", "single", "double", "thousands") are not numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from graph.mentions.number_words import HUNDRED, SCALES, find_word_numbers

NumberForm = Literal["digits", "words", "roman", "mark"]

_SCALE_WORDS = {HUNDRED: 100, **SCALES}
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# The look-behind bars an empty match, which a word such as "VV" would give.
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])\b")
_DIGITS = re.compile(
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b| (?P<scale>{'|'.join(_SCALE_WORDS)})\b)?"
)
_FROM_MARK = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its place in the sentence; the place takes in a scale word such as "million"."""

    start: int
    end: int
    value: Decimal
    form: NumberForm
    ordinal: bool = False
    grouped: bool = False

    @property
    def looks_like_year(self) -> bool:
        """Four plain digits that could be a year of our time."""
        plain = self.form == "digits" and not self.grouped and not self.ordinal and self.end - self.start == 4
        return plain and 1900 <= self.value < 2100


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a sentence in its order."""
    found = [*_digits(text), *_words(text), *_marks(text), *_roman(text)]
    return tuple(sorted(found, key=lambda number: number.start))


def _digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        value = _scaled(Decimal(match["digits"].replace(",", "")), match["scale"])
        grouped = "," in match["digits"] or bool(match["scale"])
        yield Number(match.start(), match.end(), value, "digits", bool(match["ordinal"]), grouped)


def _words(text: str) -> Iterator[Number]:
    for word in find_word_numbers(text):
        yield Number(word.start, word.end, Decimal(word.value), "words", word.ordinal)


def _marks(text: str) -> Iterator[Number]:
    for match in _MARK.finditer(text):
        yield Number(match.start(), match.end(), Decimal(match.group().translate(_FROM_MARK)), "mark")


def _roman(text: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match.group()]
        pairs = zip(values, [*values[1:], 0], strict=True)
        value = sum(-value if value < after else value for value, after in pairs)
        yield Number(match.start(), match.end(), Decimal(value), "roman")


def _scaled(value: Decimal, scale: str | None) -> Decimal:
    """The value times its scale word; a whole product loses the decimals that "3.15 million" brings."""
    if scale is None:
        return value
    product = value * _SCALE_WORDS[scale]
    return Decimal(int(product)) if product == product.to_integral_value() else product
