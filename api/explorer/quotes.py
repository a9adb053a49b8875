"""Words in their sentence: what stands before and after them, and where the sentence can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.db import Database

Places = Sequence[tuple[int, int, str]]
"""Where sentences begin and end, and the path at which each is read."""

_SENTENCES = (
    'SELECT s."start", s."end", s.code, p.chapter, p.section FROM sentences s JOIN provisions p ON p.plan = s.plan'
    " AND p.code = s.provision WHERE s.plan = ? AND p.code IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence around words of it; without a place for the words, all of it stands before them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a sentence, and the sides whose words they belong to."""

    text: str
    sides: tuple[str, ...]


def place_of(sentence: str, words: str, expected: int) -> int | None:
    """Where words stand in their sentence, or None where they do not.

    ``expected`` is how many code points of the source after the sentence's own start they begin. Line breaks and
    page breaks of the source are repaired in the sentence, so that of several places the nearest is meant.
    """
    places = [found.start() for found in re.finditer(re.escape(words), sentence)] if words else []
    return min(places, key=lambda start: abs(start - expected), default=None)


def quoted(sentence: str, words: str, expected: int) -> Quoted:
    """The sentence, cut at the words."""
    place = place_of(sentence, words, expected)
    if place is None:
        return Quoted(sentence, "", "")
    return Quoted(sentence[:place], words, sentence[place + len(words) :])


def pieces(sentence: str, spans: Iterable[tuple[int, int, str]]) -> Sequence[Piece]:
    """The sentence, cut wherever words of a side begin or end; together the pieces are the sentence."""
    known = sorted(set(spans))
    cuts = sorted({0, len(sentence), *(place for start, end, _ in known for place in (start, end))})
    return [
        Piece(sentence[a:b], tuple(sorted({side for start, end, side in known if start <= a and b <= end})))
        for a, b in pairwise(cuts)
    ]


def reading_place(plan: str, chapter: str, section: str | None, sentence: str) -> str:
    """The path at which a sentence is read in its section, or in its chapter where it stands in none."""
    return f"/read/{plan}/{section or chapter}#{sentence}"


def reading_places(database: Database, plan: str, codes: Sequence[str]) -> Places:
    """The places of all sentences of some measures."""
    rows = database.rows(_SENTENCES, (plan, json.dumps(codes)))
    return [(r["start"], r["end"], reading_place(plan, r["chapter"], r["section"], r["code"])) for r in rows]


def place_at(places: Places, start: int) -> str:
    """Where what begins at an offset is read; empty where none of the sentences holds it."""
    return next((path for first, end, path in places if first <= start < end), "")
