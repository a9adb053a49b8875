"""What a hand and the service both see: what the hand is at, what it has counted, and the lines of its log.

It is memory that two processes share, so that a hand says all this without waking anybody, and leaves it behind
when it is killed. Each word of it is written by one side only.
"""

from __future__ import annotations

import mmap
import os
import struct
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from api.visits import SECONDS, Record
from graph.sparql.queries import AnswerKind

_SERVED, _BUSY, _OWING, _PEAK, _WRITTEN, _READ, _WITHIN = range(7)
_LABELS = [(outcome, kind) for outcome in ("answered", "cached", "disconnected") for kind in get_args(AnswerKind)]
_QUERIES = _WITHIN + len(SECONDS) + 1
_PLACES = {labels: _QUERIES + place for place, labels in enumerate(_LABELS)}
_TIME = _QUERIES + len(_LABELS)
_WORD = struct.calcsize("Q")
_HEAD = _WORD * (_TIME + 1)
_ROOM = 1 << 20
_LONGEST_LINE = 2000


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of requests: by the bounds of their time, the seconds of all, and by outcome and sort of answer."""

    within: tuple[int, ...]
    seconds: float
    queries: Mapping[tuple[str, str], int]


class Board:
    """The shared memory of one hand: from ``has_room`` to ``swell`` for it, from ``served`` on for the service."""

    def __init__(self, file: int) -> None:
        """``file`` is what ``new_file`` gave, in this process or in the one that sent it; it may be closed then."""
        memory = memoryview(mmap.mmap(file, _HEAD + _ROOM))
        self._words, self._seconds = memory[:_HEAD].cast("Q"), memory[_HEAD - _WORD : _HEAD].cast("d")
        self._lines = memory[_HEAD:]
        self._taken = [0] * _TIME
        self._time = 0.0

    @property
    def has_room(self) -> bool:
        """Whether one more line finds a place, as the service has read enough of those before it."""
        return self._words[_WRITTEN] - self._words[_READ] < _ROOM - _LONGEST_LINE

    def begin(self, connection: int) -> None:
        """Say that a request of this connection is read and answered from now on. It stays in the socket."""
        self._words[_BUSY] = connection

    def leave(self) -> None:
        """Say that nothing is being answered any more, be it as another is to do that."""
        self._words[_BUSY] = 0

    def hand_over(self, connection: int) -> None:
        """Say that the answer is there: the request leaves the socket now, and the answer is owed."""
        words = self._words
        words[_OWING] = connection
        words[_BUSY] = 0

    def done(self, record: Record, line: bytes) -> None:
        """Count a request that is over, and add its line to the log."""
        words, seconds = self._words, record.seconds
        words[_OWING] = 0
        words[_SERVED] += 1
        words[_WITHIN + bisect_left(SECONDS, seconds)] += 1
        words[_PLACES[record.outcome, record.kind]] += 1
        self._seconds[0] += seconds
        start, size = words[_WRITTEN] % _ROOM, len(line)
        first = min(size, _ROOM - start)
        self._lines[start : start + first] = line[:first]
        if first < size:
            self._lines[: size - first] = line[first:]
        words[_WRITTEN] += size

    def swell(self, peak: int) -> None:
        """Say how many bytes of memory the process had at the most."""
        self._words[_PEAK] = peak

    @property
    def served(self) -> int:
        """How many requests are over."""
        return int(self._words[_SERVED])

    @property
    def busy(self) -> int:
        """The connection whose request is being answered; 0 where none is."""
        return int(self._words[_BUSY])

    @property
    def owing(self) -> int:
        """The connection whose request left the socket without its answer, where the hand has been killed."""
        return int(self._words[_OWING])

    @property
    def peak(self) -> int:
        """The most bytes of memory that the process had, as it last said."""
        return int(self._words[_PEAK])

    def lines(self) -> bytes:
        """The lines that have come since the last call."""
        start, end = int(self._words[_READ]), int(self._words[_WRITTEN])
        first, last = start % _ROOM, end % _ROOM
        if start == end:
            return b""
        parts = (self._lines[first:last],) if first < last else (self._lines[first:], self._lines[:last])
        found = b"".join(parts)
        self._words[_READ] = end
        return found

    def tally(self) -> Tally:
        """What was counted since the last call."""
        now, seconds = [int(word) for word in self._words[:_TIME]], self._seconds[0]
        new = [each - before for each, before in zip(now, self._taken, strict=True)]
        spent = seconds - self._time
        self._taken, self._time = now, seconds
        counts = zip(_LABELS, new[_QUERIES:], strict=True)
        return Tally(tuple(new[_WITHIN:_QUERIES]), spent, {labels: number for labels, number in counts if number})


def new_file() -> int:
    """Memory for a board, as a file that has no name; whoever takes it closes it."""
    file = os.memfd_create("hrap-board")
    os.truncate(file, _HEAD + _ROOM)
    return file
