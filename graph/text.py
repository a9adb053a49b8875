"""Text whose every character knows its place in the source file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " "})
_DROPPED = {"\ufeff", "\u00ad", "\u200b"}  # byte order mark, soft hyphen, zero-width space
_SPACES = {"\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u3000"}


def fold(text: str) -> str:
    """The text with quotation marks, dashes and spaces in one form each; its length stays the same."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Placed:
    """Repaired text, with the source offsets of each of its characters.

    ``starts[i]`` and ``ends[i]`` enclose the source code points that became ``text[i]``; both
    sequences increase, so a slice of the text encloses a slice of the source.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("each character needs one place")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets, 0-based and end-exclusive, of the non-empty slice ``text[start:end]``."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}:{end} is no slice of a text of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]

    def index(self, offset: int) -> int | None:
        """The index of the character that came from a source offset, or None where repair removed it."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.starts) and self.starts[low] <= offset else None

    def __getitem__(self, cut: slice) -> Placed:
        return Placed(self.text[cut], self.starts[cut], self.ends[cut])

    def __add__(self, other: Placed) -> Placed:
        return Placed(self.text + other.text, self.starts + other.starts, self.ends + other.ends)

    def strip(self) -> Placed:
        """Without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : max(left, len(self.text.rstrip()))]


def characters(source: str) -> Placed:
    """Undo what depends on the system a text was saved on, not on what it says.

    Composes decomposed accents (NFC), turns every line end into a line feed and every kind of
    space into a space, and drops byte order marks and soft hyphens.
    """
    found = list(_characters(source))
    return Placed("".join(c for c, _, _ in found), tuple(s for _, s, _ in found), tuple(e for _, _, e in found))


def _characters(source: str) -> Iterator[tuple[str, int, int]]:
    for cluster in re.finditer(r"\r\n?|[^\r][\u0300-\u036f]*", source):
        start, text = cluster.start(), cluster.group()
        if text[0] == "\r":
            yield "\n", start, cluster.end()
        elif text[0] in _DROPPED:
            continue
        elif len(composed := unicodedata.normalize("NFC", text)) == 1:
            yield (" " if composed in _SPACES else composed), start, cluster.end()
        else:
            yield from ((c, start + i, start + i + 1) for i, c in enumerate(text))
