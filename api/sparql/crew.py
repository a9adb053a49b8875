"""Workers that are given light queries ahead, so that they never wait for the next one.

Between an answer and the next question a worker of the pool sleeps, and to wake it takes longer than a light query
does. A hand of the crew has several queries at once, which it answers one after the other. That a query is light only
its running shows: whoever keeps a hand busy for longer is put out, with the process, and so are the queries behind it,
unanswered. All of them are then asked of the pool, which has turns for heavy ones. For a while their client is
suspect, and not served here. So others' queries lose at most the time that it takes to find one out.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from api.sparql.channel import Answered
from api.sparql.jobs import peak_of
from api.sparql.processes import Worker

_AHEAD = 32  # queries that a hand has at most
_FEW = 4  # of these, while it is not known to be quick: what is behind waits for a tenth of a second at most
_LIGHT = 0.01  # seconds of processor that a light query takes at most, and seconds between two looks
_PATIENCE = 0.25  # seconds after which a query is put out even where it computed less
_SUSPICION = 10.0  # seconds
_MOST_SUSPECTS = 1000

Hire = Callable[[], Awaitable[Worker | None]]


class Crew:
    """Hands that answer light queries, and the clients that are not served as their queries were heavy."""

    def __init__(self, size: int, hire: Hire, swollen: int, ended: Callable[[str], None]) -> None:
        """``hire`` gives a new worker; one that had more than ``swollen`` bytes of memory is replaced.

        ``ended`` is told why a worker ended: ``heavy`` or ``lost``.
        """
        self._size, self._hire, self._swollen, self._ended = size, hire, swollen, ended
        self._hands: list[_Hand] = []
        self._suspects: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Have every hand ready."""
        for _ in range(self._size):
            await self._add()

    async def close(self) -> None:
        """Put every hand out, whatever it is doing."""
        self._closed = True
        for hand in [*self._hands]:
            self._dismiss(hand)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ask(self, job: bytes, client: str, answered: Answered) -> bool:
        """Have a query answered; False where it has to be asked of the pool at once.

        ``answered`` is called later: with the message of the worker, or with None where the query turned out to be
        none for here, and has to be asked of the pool.
        """
        hand = min(self._hands, key=len, default=None)
        if hand is None or len(hand) >= hand.room or client in self._suspects:
            return False
        hand.ask(job, client, answered)
        return True

    def put_out(self, hand: _Hand, why: str) -> None:
        """End a hand and get another."""
        if hand in self._hands:
            if hand.first:
                self._suspect(hand.first)
            self._ended(why)
            self._dismiss(hand)

    def retire(self, hand: _Hand) -> None:
        """Get another hand in the place of one that has nothing to do and too much memory."""
        if hand in self._hands and not len(hand):
            self._ended("heavy")
            self._dismiss(hand)

    def _dismiss(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        task = asyncio.get_running_loop().create_task(self._replace(hand))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        hand.give_up()

    async def _replace(self, hand: _Hand) -> None:
        await hand.worker.stop()
        await self._add()

    async def _add(self) -> None:
        worker = None if self._closed else await self._hire()
        if worker:
            self._hands.append(_Hand(worker, self, self._swollen))

    def _suspect(self, client: str) -> None:
        if len(self._suspects) < _MOST_SUSPECTS:
            self._suspects.add(client)
            asyncio.get_running_loop().call_later(_SUSPICION, self._suspects.discard, client)


class _Hand:
    """A worker with the queries that it was given."""

    def __init__(self, worker: Worker, crew: Crew, swollen: int) -> None:
        self.worker, self._crew, self._swollen = worker, crew, swollen
        self._waiting: deque[tuple[str, Answered]] = deque()
        self._served = self._pace = 0
        self._timer: asyncio.TimerHandle | None = None
        self._seen = (0, 0.0, 0.0)
        worker.when_lost(self._lost)

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def room(self) -> int:
        """How many queries it may have: few more than it answered between the last two looks."""
        return min(_AHEAD, _FEW + self._pace)

    @property
    def first(self) -> str | None:
        """The client whose query the worker is at."""
        return self._waiting[0][0] if self._waiting else None

    def ask(self, job: bytes, client: str, answered: Answered) -> None:
        self._waiting.append((client, answered))
        if not self._timer:
            self._watch()
        self.worker.ask(job, self._answered)

    def give_up(self) -> None:
        """Tell of every query that it will not be answered here."""
        if self._timer:
            self._timer.cancel()
        waiting, self._waiting = self._waiting, deque()
        for _, answered in waiting:
            answered(None)

    def _answered(self, message: bytes | None) -> None:
        if message is None or not self._waiting:
            return  # the worker is lost, or was given up
        _, answered = self._waiting.popleft()
        self._served += 1
        answered(message)
        if peak_of(message) > self._swollen:
            self._crew.retire(self)

    def _lost(self) -> None:
        self._crew.put_out(self, "lost")

    def _watch(self) -> None:
        """Note which query the worker is at, and look again soon."""
        loop = asyncio.get_running_loop()
        self._seen = (self._served, self.worker.processor_time, loop.time())
        self._timer = loop.call_later(_LIGHT, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._waiting:
            return
        served, computed, since = self._seen
        self._pace = self._served - served
        if self._pace:
            self._watch()
            return
        loop = asyncio.get_running_loop()
        if self.worker.processor_time - computed > _LIGHT or loop.time() - since > _PATIENCE:
            self._crew.put_out(self, "heavy")
        else:
            self._timer = loop.call_later(_LIGHT, self._look)
