"""Answers to queries: from the cache, from the same query under way, or from the engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from starlette.types import Receive

from api.sparql.cache import OVERHEAD, Bounded, Cache, Key, cache_key
from api.sparql.deadlines import Attended
from api.sparql.engine import Engine
from api.sparql.jobs import Asked, Digested
from api.sparql.protocol import SparqlRequest
from api.sparql.turns import Turn
from graph.errors import WorkerLost
from graph.sparql.queries import Query
from graph.store import Formats

Sent = tuple[bytes, str, str]  # query string, Accept, release


class Requests(Bounded[Sent, tuple[SparqlRequest, str, Key]]):
    """Requests by their bytes, with the query that each was found to ask.

    A request that comes again to the letter, as those of programs and pages do, is not read again.
    """

    def get(self, sent: Sent) -> tuple[SparqlRequest, str, Key] | None:
        """What was asked: the request as it was read, the hash of its query, and the key of its answer."""
        return self.find(sent)

    def put(self, sent: Sent, asked: SparqlRequest, digest: str, key: Key) -> None:
        """Note what was asked."""
        self.hold(sent, (asked, digest, key), 2 * OVERHEAD + 6 * sum(map(len, sent)))


class _Flight:
    """A query under way, and those who have joined whoever asked it first.

    It runs in the task of the one who asked first, who may go: then it is stopped once nobody else
    waits for it either.
    """

    def __init__(self, turn: Turn, stop: Callable[[], object]) -> None:
        self.turn, self._stop = turn, stop
        self._joined: list[asyncio.Future[Digested]] = []
        self._deserted = False

    def desert(self) -> None:
        """Say that the first does not wait any more."""
        self._deserted = True
        self._stop_if_unwanted()

    async def join(self) -> Digested:
        """The answer, when it is there."""
        answer: asyncio.Future[Digested] = asyncio.get_running_loop().create_future()
        self._joined.append(answer)
        try:
            return await answer
        finally:
            self._joined.remove(answer)
            self._stop_if_unwanted()

    def land(self, found: Digested) -> None:
        """Give the answer to all who have joined."""
        self._deserted = False
        for each in self._joined:
            if not each.done():
                each.set_result(found)

    def fail(self, error: BaseException) -> None:
        """Give the error to all who have joined."""
        self._deserted = False
        for each in self._joined:
            if not each.done():
                each.set_exception(error if isinstance(error, Exception) else _stopped())

    def _stop_if_unwanted(self) -> None:
        if self._deserted and not self._joined:
            self._stop()


class Answers:
    """Answers the queries that one release is asked. Errors are never kept."""

    def __init__(self, engine: Engine, cache: Cache, requests: Requests, release: str) -> None:
        self._engine, self._cache, self._requests, self._release = engine, cache, requests, release
        self._flights: dict[tuple[Key, float | None], _Flight] = {}

    def recall(self, query_string: bytes, accept: str | None) -> tuple[SparqlRequest, str, Digested] | None:
        """The same request without a body, with the hash of its query and its answer, where these are kept."""
        known = self._requests.get((query_string, accept or "", self._release))
        found = self._cache.get(known[2], Digested) if known else None
        return (known[0], known[1], found) if known and found else None

    def remember(self, query_string: bytes, accept: str | None, asked: SparqlRequest, digest: str) -> None:
        """Note what a request without a body asked, whose answer is kept."""
        self._requests.put(
            (query_string, accept or "", self._release), asked, digest, cast(Key, self.key(asked.query, asked.formats))
        )

    async def answer(self, asked: Asked, receive: Receive) -> tuple[Digested, str]:
        """The answer, and where it came from: ``answered``, ``cached`` or ``joined``.

        Raises as the engine does, and ClientGoneError where the client closes the connection, of
        which ``receive`` tells. Queries that are the same and run at the same time run once. One joins
        another only while that runs: a query that still waits for its turn waits by its client's
        rules, not by mine.
        """
        key = self.key(asked.query, asked.formats)
        if kept := self.kept(key):
            return kept, "cached"
        with Attended(receive) as attended:
            if flight := self._flight(key, asked):
                return await flight.join(), "joined"
            turn = await self._engine.take(asked.client)
            kept, flight = self.kept(key), self._flight(key, asked)  # another may have asked the same meanwhile
            if not kept and not flight:
                return await self._lead(key, asked, turn, attended), "answered"
            turn.end()
            return (kept, "cached") if kept else (await cast(_Flight, flight).join(), "joined")

    def key(self, query: Query, formats: Formats) -> Key | None:
        """What an answer is kept under; None for one that is not kept."""
        return cache_key(query, formats, self._release)

    def kept(self, key: Key | None) -> Digested | None:
        """The answer that is kept under a key."""
        return self._cache.get(key, Digested) if key else None

    def keep(self, key: Key, found: Digested) -> None:
        """Keep an answer."""
        self._cache.put(key, found)

    def _flight(self, key: Key | None, asked: Asked) -> _Flight | None:
        flight = self._flights.get((key, asked.timeout)) if key else None
        return flight if flight and flight.turn.holds else None

    async def _lead(self, key: Key | None, asked: Asked, turn: Turn, attended: Attended) -> Digested:
        flight = _Flight(turn, attended.leave)
        attended.leave = flight.desert
        if key:
            self._flights[key, asked.timeout] = flight
        try:
            found = await self._engine.run(asked, turn)
        except BaseException as error:
            flight.fail(error)
            raise
        finally:
            turn.end()
            if key and self._flights.get((key, asked.timeout)) is flight:
                del self._flights[key, asked.timeout]
        flight.land(found)
        if key:
            self.keep(key, found)
        return found


def _stopped() -> WorkerLost:
    return WorkerLost("The query was stopped while the service ends.", remedy="Try again.")
