"""Answers to queries: from the cache, from the same query under way, or from the engine."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import cast

from api.sparql.cache import Cache, Key, cache_key
from api.sparql.engine import Engine
from api.sparql.jobs import Asked, Digested
from api.sparql.turns import Turn


@dataclass(slots=True)
class _Flight:
    """A query under way, and how many wait for its answer."""

    task: asyncio.Task[Digested]
    turn: Turn
    waiters: int = 0


class Answers:
    """Answers the queries that one release is asked. Errors are never kept."""

    def __init__(self, engine: Engine, cache: Cache, release: str) -> None:
        self._engine, self._cache, self._release = engine, cache, release
        self._flights: dict[tuple[Key, float | None], _Flight] = {}

    async def answer(self, asked: Asked) -> tuple[Digested, str]:
        """The answer, and where it came from: ``answered``, ``cached`` or ``joined``. Raises as the engine does.

        Queries that are the same and run at the same time run once. One joins another only while
        that runs: a query that still waits for its turn waits by its client's rules, not by mine.
        """
        key = cache_key(asked, self._release)
        if key is None:
            return await self._engine.answer(asked), "answered"
        kept, flight = self._known(key, asked)
        if not kept and not flight:
            turn = await self._engine.take(asked.client)
            kept, flight = self._known(key, asked)  # while this one waited, another may have asked the same
            if not kept and not flight:
                flight = self._launch(key, asked, turn)
                return await self._await(flight), "answered"
            turn.end()
        if kept:
            return kept, "cached"
        return await self._await(cast(_Flight, flight)), "joined"

    def _known(self, key: Key, asked: Asked) -> tuple[Digested | None, _Flight | None]:
        flight = self._flights.get((key, asked.timeout))
        return self._cache.get(key, Digested), flight if flight and flight.turn.holds else None

    def _launch(self, key: Key, asked: Asked, turn: Turn) -> _Flight:
        flight = _Flight(asyncio.get_running_loop().create_task(self._engine.run(asked, turn)), turn)
        self._flights[key, asked.timeout] = flight

        def landed(task: asyncio.Task[Digested]) -> None:
            turn.end()
            if self._flights.get((key, asked.timeout)) is flight:
                del self._flights[key, asked.timeout]
            if not task.cancelled() and not task.exception():
                self._cache.put(key, task.result())

        flight.task.add_done_callback(landed)
        return flight

    async def _await(self, flight: _Flight) -> Digested:
        """The answer of a flight, which is given up when nobody waits for it any more."""
        flight.waiters += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiters -= 1
            if not flight.waiters and not flight.task.done():
                flight.task.cancel()
