"""Finds what stands out from a sentence as a name: capitalised words, and words in quotation marks or asterisks.

It knows no labels, so that a name which no label finds is noticed all the same.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from graph.text import fold

_WORD = re.compile(r"[^\W\d_][\w&]*|\d\w*[^\W\d_]\w*")
_QUOTED = re.compile(r'"[^"]+"|\*[^*]+\*')
_LINK = re.compile(r"(?:'s)?(?:[ -]|(?: (?:of|the|on|for|and|in|to|with))+ )")
_OPENING = ' "(*'


@dataclass(frozen=True, slots=True)
class StandOut:
    """A capitalised word, or quoted words as one.

    ``joined`` says that it goes on the name before it: nothing but a space, a hyphen, or words
    such as "of the" stand between them. ``heads`` says that it opens its sentence.
    """

    start: int
    end: int
    joined: bool
    heads: bool


def find_stand_outs(text: str, ordinary: Container[str]) -> tuple[StandOut, ...]:
    """Everything that stands out from a sentence, in order.

    A sentence begins with a capital whatever its first word is: that word stands out only where it
    has another capital, or is none of the ``ordinary`` words, which the text also writes small.
    """
    folded = fold(text)
    found: list[StandOut] = []
    for start, end in _candidates(folded):
        heads = not folded[:start].strip(_OPENING)
        if heads and _is_ordinary(folded[start:end], ordinary):
            continue
        joined = bool(found) and bool(_LINK.fullmatch(folded[found[-1].end : start]))
        found.append(StandOut(start, end, joined, heads))
    return tuple(found)


def small_words(text: str) -> frozenset[str]:
    """The words that a text writes without any capital."""
    return frozenset(word for word in _WORD.findall(fold(text)) if word == word.lower())


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Quoted stretches, and the capitalised words outside of them."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    words = (match for match in _WORD.finditer(text) if match.group() != match.group().lower())
    outside = [m.span() for m in words if not any(start <= m.start() < end for start, end in quoted)]
    yield from sorted([*quoted, *outside])


def _is_ordinary(word: str, ordinary: Container[str]) -> bool:
    return word[1:] == word[1:].lower() and word.lower() in ordinary
