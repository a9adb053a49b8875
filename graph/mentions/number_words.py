"""English number words: "six", "twenty-five", "two hundred and five thousand", "twenty-first"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SMALL_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINAL_WORDS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)

SMALL = {word: value for value, word in enumerate(_SMALL_WORDS)}
TENS = dict(zip(_TENS_WORDS, range(20, 100, 10), strict=True))
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS, 1)}
ORDINALS |= {f"{word[:-1]}ieth": value for word, value in TENS.items()}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
HUNDRED = "hundred"

_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words with its place in the text."""

    start: int
    end: int
    value: int
    ordinal: bool


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    joint: str  # what stands between the word before and this one


def find_word_numbers(text: str) -> Iterator[WordNumber]:
    """Every number in words, the longest reading from its first word on."""
    words = _words(text)
    i = 0
    while i < len(words):
        after, value, ordinal = _number(words, i)
        if after > i:
            yield WordNumber(words[i].start, words[after - 1].end, value, ordinal)
        i = max(after, i + 1)


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        joint = text[found[-1].end : match.start()] if found else ""
        found.append(_Word(match.group().lower(), match.start(), match.end(), joint))
    return found


def _number(words: list[_Word], i: int) -> tuple[int, int, bool]:
    """The index after the number that begins at ``i`` (``i`` itself if none does), and its value."""
    if words[i].text in ORDINALS:
        return i + 1, ORDINALS[words[i].text], True
    if words[i].text in TENS and _joined(words, i + 1, ORDINALS) and ORDINALS[words[i + 1].text] < 10:
        return i + 2, TENS[words[i].text] + ORDINALS[words[i + 1].text], True
    after, total = i, 0
    largest: int | None = None
    while True:
        start = after + 1 if after > i and _joined(words, after, {"and"}) else after
        if start > i and not (start < len(words) and words[start].joint == " "):
            return after, total, False
        end, group = _group(words, start)
        if end == start:
            return after, total, False
        scale = SCALES[words[end].text] if _joined(words, end, SCALES) else 1
        if largest is not None and scale >= largest:
            return after, total, False
        after, total, largest = end + (scale > 1), total + group * scale, scale
        if scale == 1:
            return after, total, False


def _group(words: list[_Word], i: int) -> tuple[int, int]:
    """A number below a thousand: "five", "twenty-five", "two hundred and five"."""
    after, value = _below_hundred(words, i)
    if after == i or not _joined(words, after, {HUNDRED}):
        return after, value
    after, value = after + 1, value * 100
    start = after + 1 if _joined(words, after, {"and"}) else after
    end, rest = _below_hundred(words, start) if start < len(words) and words[start].joint == " " else (start, 0)
    return (end, value + rest) if end > start else (after, value)


def _below_hundred(words: list[_Word], i: int) -> tuple[int, int]:
    if i < len(words) and words[i].text in TENS:
        if _joined(words, i + 1, SMALL) and 0 < SMALL[words[i + 1].text] < 10:
            return i + 2, TENS[words[i].text] + SMALL[words[i + 1].text]
        return i + 1, TENS[words[i].text]
    if i < len(words) and words[i].text in SMALL:
        return i + 1, SMALL[words[i].text]
    return i, 0


def _joined(words: list[_Word], i: int, among: dict[str, int] | set[str]) -> bool:
    """Whether word ``i`` is one of ``among`` and only a space or hyphen parts it from the word before."""
    return i < len(words) and words[i].text in among and words[i].joint in (" ", "-")
