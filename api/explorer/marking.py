"""A text with the marks that stand in it, cut so that overlapping marks can be shown side by side.

A stretch is as much of the text as hangs together by overlapping marks, or the plain text between two such. Within a
stretch every place where a mark begins or ends cuts a piece, and each piece knows the marks that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What stands at ``text[start:end]``: its kind, and the name under which more is said of it."""

    start: int
    end: int
    kind: str
    name: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.start}:{self.end} is no place in a text")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters, and the kinds of the marks that cover them, the longest mark's first."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that hang together by the marks in them; plain text is one piece without any."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def stretches(text: str, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """The text as stretches, in its order; together they are the text. Raises ValueError for a mark beyond its end."""
    done = 0
    for group in _overlapping(sorted(marks, key=_longest_first)):
        start, end = group[0].start, max(mark.end for mark in group)
        if end > len(text):
            raise ValueError(f"a mark ends at {end}, the text at {len(text)}")
        if done < start:
            yield Stretch((Piece(text[done:start], ()),))
        yield Stretch(tuple(_pieces(text, start, end, group)), tuple(group))
        done = end
    if done < len(text):
        yield Stretch((Piece(text[done:], ()),))


def place_in(text: str, quote: str, after: int, removed: int) -> int | None:
    """Where a quote stands in a repaired text, or None where that cannot be told.

    ``after`` is the number of characters before it in the source, of which repair removed at most ``removed``. Of the
    places that this allows, it is the one where the quote stands; with none or several of them it is told nowhere.
    """
    found = [at for at in range(max(0, after - removed), after + 1) if text.startswith(quote, at)]
    return found[0] if len(found) == 1 and quote else None


def _longest_first(mark: Mark) -> tuple[int, int, str, str]:
    return (mark.start, -mark.end, mark.kind, mark.name)


def _overlapping(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks in the order of the text, together where each begins before those before it have ended."""
    group: list[Mark] = []
    end = 0
    for mark in marks:
        if group and mark.start >= end:
            yield group
            group = []
        group.append(mark)
        end = max(end, mark.end) if len(group) > 1 else mark.end
    if group:
        yield group


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    cuts = sorted({start, end, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for left, right in pairwise(cuts):
        kinds = dict.fromkeys(mark.kind for mark in marks if mark.start <= left and right <= mark.end)
        yield Piece(text[left:right], tuple(kinds))
