"""Whose query runs next: two lanes, and in each the clients take turns.

A query starts in the quick lane. One that has run for longer than ``quick_time`` is heavy: as soon
as another query waits, it moves to the slow lane, where it runs on if a place is free, and is else
stopped and begun anew when its turn there comes. So a light query waits for a heavy one no longer
than ``quick_time``.

In each lane a client that is served goes behind those that wait (round robin). No client holds the
last place of the slow lane, and none that has a heavy query holds the last place of the quick one,
where the lane has more than one. A full queue turns away the newest query of the client that has
the most waiting, so nobody's queries can keep another's out.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from functools import partial

from graph.errors import QueryOverload

Share = Callable[[str], int]


class Lane:
    """A number of places, and a line of waiting turns for each client."""

    def __init__(self, places: int, queue: int, patience: float, share: Share) -> None:
        """At most ``queue`` turns wait, for ``patience`` seconds; ``share`` is how many places a client may hold."""
        self._free, self._queue, self._patience, self._share = places, queue, patience, share
        self._held: Counter[str] = Counter()
        self._lines: OrderedDict[str, list[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        return sum(map(len, self._lines.values()))

    def concerns(self, client: str) -> bool:
        """Whether the client holds or awaits a place."""
        return self._held[client] > 0 or client in self._lines

    def try_take(self, client: str) -> bool:
        """Take a place if the client may have one now."""
        if self._free == 0 or client in self._lines or self._held[client] >= self._share(client):
            return False
        self._free -= 1
        self._held[client] += 1
        return True

    async def take(self, client: str) -> None:
        """Take a place when the client's turn comes. Raises QueryOverload where it does not come in time."""
        if self.try_take(client):
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._enqueue(client, turn)
        overdue = asyncio.get_running_loop().call_later(
            self._patience, _fail, turn, f"The query's turn did not come within {self._patience:g} seconds."
        )
        try:
            await turn
        except BaseException:
            if turn.done() and not turn.cancelled() and not turn.exception():
                self.give(client)  # the turn came while its query was being given up
            raise
        finally:
            overdue.cancel()
            self._leave(client, turn)

    def give(self, client: str) -> None:
        """Give a place back."""
        self._free += 1
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        self.serve()

    def serve(self) -> None:
        """Hand free places to whoever may have them, in turn."""
        while self._free and (client := next((c for c in self._lines if self._held[c] < self._share(c)), None)):
            turn = self._lines[client][0]
            self._leave(client, turn)
            if client in self._lines:
                self._lines.move_to_end(client)
            if not turn.done():
                self._free -= 1
                self._held[client] += 1
                turn.set_result(None)

    def _enqueue(self, client: str, turn: asyncio.Future[None]) -> None:
        self._lines.setdefault(client, []).append(turn)
        if self.waiting > self._queue:
            longest = max(self._lines, key=lambda c: (len(self._lines[c]), c == client))
            dropped = self._lines[longest][-1]
            self._leave(longest, dropped)
            _fail(dropped, f"{self._queue} queries are waiting already.")

    def _leave(self, client: str, turn: asyncio.Future[None]) -> None:
        line = self._lines.get(client, [])
        if turn in line:
            line.remove(turn)
        if not line:
            self._lines.pop(client, None)


class Turn:
    """A query's place, first in the quick lane, later perhaps in the slow one."""

    def __init__(self, turns: Turns, client: str) -> None:
        self._turns, self._client = turns, client
        self._lane: Lane | None = turns.quick
        self.stop: Callable[[], None] | None = None

    @property
    def holds(self) -> bool:
        """Whether it is the query's turn: it was not stopped to wait for a place in the slow lane."""
        return self._lane is not None

    def is_heavy(self) -> None:
        """Say that the query has run for longer than ``quick_time``; ``stop`` will be called if it has to yield."""
        if self._lane is self._turns.quick:
            self._turns.heavy.append(self)
            self._turns.relieve()

    def move(self) -> None:
        """Leave the quick lane: run on in the slow one if a place is free, else stop."""
        turns = self._turns
        self._lane = turns.slow if turns.slow.try_take(self._client) else None
        if self._lane is None and self.stop:
            self.stop()
        turns.quick.give(self._client)

    async def wait(self) -> None:
        """Wait for a place in the slow lane, having had to stop. Raises QueryOverload where none comes free."""
        await self._turns.slow.take(self._client)
        self._lane = self._turns.slow

    def end(self) -> None:
        """Give the place back."""
        lane, self._lane = self._lane, None
        if self in self._turns.heavy:
            self._turns.heavy.remove(self)
        if lane:
            lane.give(self._client)
        if lane is self._turns.slow:
            self._turns.quick.serve()  # the client may be no longer one with a heavy query


class Turns:
    """Both lanes."""

    def __init__(self, quick: int, slow: int, queue: int, patience: float) -> None:
        self.slow = Lane(slow, queue, patience, lambda _: max(1, slow - 1))
        self.quick = Lane(quick, queue, patience, partial(self._share, quick))
        self.heavy: list[Turn] = []

    @property
    def waiting(self) -> int:
        return self.quick.waiting + self.slow.waiting

    async def take(self, client: str) -> Turn:
        """A place in the quick lane. Raises QueryOverload where there is none in time."""
        if not self.quick.try_take(client):
            asyncio.get_running_loop().call_soon(self.relieve)  # once it stands in line
            await self.quick.take(client)
        return Turn(self, client)

    def relieve(self) -> None:
        """Move heavy queries out of the quick lane while others wait for it."""
        while self.heavy and self.quick.waiting:
            self.heavy.pop(0).move()

    def _share(self, places: int, client: str) -> int:
        return max(1, places - 1) if self.slow.concerns(client) else places


def _fail(turn: asyncio.Future[None], detail: str) -> None:
    if not turn.done():
        turn.set_exception(QueryOverload(detail, remedy="Try again in a few seconds."))
