"""Snippets: where the words of a search stand in what was found, with offsets."""

from __future__ import annotations

import html
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from api.db import Row
from api.models.search import Highlight, MatchedField

OPEN, CLOSE = "\ue000", "\ue001"
"""What the index puts around words it found: two characters of Unicode's private use area, which no text here has."""

_WIDTH = 240
_FIELDS: Mapping[str, MatchedField] = MappingProxyType(
    {
        "text": "text",
        "label": "label",
        "alternative": "alternative",
        "han": "label_zh",
        "hidden": "hidden",
        "code": "code",
    }
)
"""The columns of the index, the one that is shown first where several match."""
HIGHLIGHTED = tuple(_FIELDS)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text with the spans of the words that were found in it."""

    text: str
    highlights: tuple[Highlight, ...]

    @property
    def marked(self) -> str:
        """As HTML, safe to be put into a page."""
        parts, position = [], 0
        for mark in self.highlights:
            words = html.escape(self.text[mark.start : mark.end])
            parts += [html.escape(self.text[position : mark.start]), f"<mark>{words}</mark>"]
            position = mark.end
        return "".join(parts) + html.escape(self.text[position:])


def matched_fields(row: Row) -> list[MatchedField]:
    """The fields in which the words of a search were found."""
    return [name for column, name in _FIELDS.items() if OPEN in (row[column] or "")]


def snippet_of(row: Row) -> Snippet:
    """The snippet of a row of the index whose columns have marks around words that were found."""
    column = next((name for name in _FIELDS if name != "code" and OPEN in row[name]), None)
    if column == "text":
        return _cut(*_unmarked(row["text"]), json.loads(row["places"]) if row["places"] else [[0, row["start"]]])
    if column == "han":
        return _cut(row["title_zh"], _spans_without_spaces(row["han"], row["title_zh"]), ())
    if column:
        line = next(line for line in row[column].split("\n") if OPEN in line)
        return _cut(*_unmarked(line), ())
    return _cut(row["text"] or row["title"], [], ())


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that they stood around."""
    spans: list[tuple[int, int]] = []
    parts = marked.split(OPEN)
    text = parts[0]
    for part in parts[1:]:
        words, _, rest = part.partition(CLOSE)
        spans.append((len(text), len(text) + len(words)))
        text += words + rest
    return text, spans


def _spans_without_spaces(marked: str, text: str) -> list[tuple[int, int]]:
    """The spans in a Chinese text of what is marked in its spaced form; what stands side by side is one."""
    spans: list[tuple[int, int]] = []
    position, start = 0, None
    for character in marked:
        if character == OPEN:
            start = position
        elif character == CLOSE and start is not None:
            joined = spans and spans[-1][1] == start
            spans[-1:] = [(spans[-1][0], position)] if joined else [*spans[-1:], (start, position)]
            start = None
        elif position < len(text) and text[position] == character:
            position += 1
    return spans


def _cut(text: str, spans: Sequence[tuple[int, int]], places: Sequence[Sequence[int]]) -> Snippet:
    """The stretch with the most spans, at words' ends; ``places`` lead from the text to the source."""
    start, end = _window(text, spans)
    before, after = "…" * (start > 0), "…" * (end < len(text))
    shift = len(before) - start
    highlights = tuple(
        Highlight(start=a + shift, end=b + shift, source_start=_place(a, places), source_end=_end(b, places))
        for a, b in spans
        if start <= a and b <= end
    )
    return Snippet(before + text[start:end].replace("\n", " ") + after, highlights)


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _WIDTH:
        return 0, len(text)
    ahead = _WIDTH // 6
    starts = [max(0, a - ahead) for a, _ in spans] or [0]
    start = max(starts, key=lambda s: (len({text[a:b].lower() for a, b in spans if s <= a and b <= s + _WIDTH}), -s))
    start = min(start, len(text) - _WIDTH)
    end = start + _WIDTH
    if start and (blank := text.find(" ", start - 1, min([a for a, _ in spans if a >= start] or [end]) + 1)) >= 0:
        start = blank + 1
    if end < len(text):
        last = max([b for a, b in spans if a >= start and b <= end] or [start])
        blank = text.rfind(" ", last, end + 1)
        end = blank if blank > last else end
    return start, end


def _place(position: int, places: Sequence[Sequence[int]]) -> int | None:
    """The offset in the source of a character of the text; None where there is no source."""
    if not places:
        return None
    index = bisect_right(places, position, key=lambda place: place[0]) - 1
    return position + int(places[index][1])


def _end(end: int, places: Sequence[Sequence[int]]) -> int | None:
    last = _place(end - 1, places)
    return None if last is None else last + 1
