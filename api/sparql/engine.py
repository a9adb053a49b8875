"""What answers queries, whatever stands behind it: worker processes or a remote store, both in fair turns.

``Engine`` is all that the service knows of either. ``InTurns`` is what both share: a query waits
for its client's turn, and one that keeps others waiting is stopped and begun anew.
"""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from api.sparql.jobs import Asked, Digested
from api.sparql.turns import Turn, Turns
from graph.errors import QueryTimeout

if TYPE_CHECKING:
    from api.sparql.lending.board import Tally
    from api.sparql.lending.crew import Crew


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many queries at once, and how long, deep and large each may be."""

    workers: int
    slow_workers: int
    quick_time: float
    query_timeout: float
    queue: int
    queue_timeout: float
    max_answer_bytes: int
    worker_memory: int
    worker_stack: int


@dataclass(frozen=True, slots=True)
class Observer:
    """Who is told what happens: why a worker ended, and for how many seconds a query waited for its turn.

    A worker ends for one of: deadline, yield, disconnect, exhausted, lost, or heavy: a heavy query
    leaves it with memory that it does not give back, or without precedence. Of a remote store it is
    the request that ends, for one of the first three, or lost. The last two are told what the crew
    has counted and logged.
    """

    worker_ended: Callable[[str], None] = lambda _: None
    waited: Callable[[float], None] = lambda _: None
    counted: Callable[[Tally], None] = lambda _: None
    logged: Callable[[str], None] = lambda _: None


class Engine(Protocol):
    """Answers queries over one release."""

    @property
    def name(self) -> str:
        """Which engine it is, in words for whoever runs the service."""

    @property
    def crew(self) -> Crew | None:
        """Who answers light queries without turns; None where nobody does."""

    @property
    def alive(self) -> int:
        """How many workers hold the graph; 1 for a remote store that answered when last asked, else 0."""

    @property
    def waiting(self) -> int:
        """How many queries wait for their turn."""

    @property
    def quads(self) -> int:
        """How many quads it holds."""

    async def start(self) -> None:
        """Be ready to answer. Raises HrapError where that fails."""

    async def close(self) -> None:
        """End whatever is under way."""

    async def responds(self) -> bool:
        """Whether a query would find it there."""

    async def answer(self, asked: Asked) -> Digested:
        """Answer a query when its turn comes. Raises QueryError."""

    async def take(self, client: str) -> Turn:
        """A turn for a query of the client. Raises QueryOverload."""

    async def run(self, asked: Asked, turn: Turn) -> Digested:
        """Answer a query whose turn it is. Raises QueryError."""


class MustYieldError(Exception):
    """The query has to leave its place to another, and is begun anew later."""


class InTurns(ABC):
    """Queries run in turns, at most so many at once."""

    def __init__(self, limits: PoolLimits, observer: Observer | None) -> None:
        self._limits, self._observer = limits, observer or Observer()
        self._turns = Turns(limits.workers, limits.slow_workers, limits.queue, limits.queue_timeout)

    @property
    def waiting(self) -> int:
        """How many queries wait for their turn."""
        return self._turns.waiting

    async def answer(self, asked: Asked) -> Digested:
        """Answer a query when its turn comes: ``take``, ``run`` and the end of the turn in one."""
        turn = await self.take(asked.client)
        try:
            return await self.run(asked, turn)
        finally:
            turn.end()

    async def take(self, client: str) -> Turn:
        """A turn for a query of the client. Raises QueryOverload where none comes. Whoever takes it ends it."""
        start = time.monotonic()
        turn = await self._turns.take(client)
        self._observer.waited(time.monotonic() - start)
        return turn

    async def run(self, asked: Asked, turn: Turn) -> Digested:
        """Answer a query whose turn it is.

        Raises QueryTimeout at the deadline, QueryOverload where it had to yield and its turn came
        no more, and whatever QueryError the query deserves or the engine has. Cancelling it stops
        the query.
        """
        try:
            return await self._run(asked, turn)
        except MustYieldError:
            await turn.wait()
            return await self._run(asked, turn)

    @abstractmethod
    async def _run(self, asked: Asked, turn: Turn) -> Digested:
        """One attempt. Raises MustYieldError where ``turn.stop`` was called."""

    def _limit(self, asked: Asked) -> float:
        return min(asked.timeout or self._limits.query_timeout, self._limits.query_timeout)


def fail(awaited: asyncio.Future[Any], error: Exception) -> None:
    """Fail what is awaited, unless it is done."""
    if not awaited.done():
        awaited.set_exception(error)


def timed_out(limit: float) -> QueryTimeout:
    """The error of a query that was stopped after so many seconds."""
    return QueryTimeout(
        f"The query was stopped after {limit:g} seconds.",
        remedy="Ask for less: fewer patterns without a shared variable, none after an OPTIONAL, a LIMIT, or one graph.",
    )
