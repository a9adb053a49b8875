"""Texts are looked through before any process has them: long ones one at a time, their clients in turns.

Threads share the processor with whatever answers everybody else: were thirty long texts looked through
at once, a light query would wait for all of them.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.types import Receive

from api.sparql.deadlines import Attended
from api.sparql.protocol import SparqlLimits, check_query
from api.sparql.turns import Lane
from graph.sparql.queries import Query

_SHORT = 10_000


class Reader:
    """Looks through the texts of one release's queries."""

    def __init__(self, limits: SparqlLimits, queue: int, patience: float) -> None:
        """At most ``queue`` long texts wait, for ``patience`` seconds."""
        self._limits, self._lane = limits, Lane(1, queue, patience, lambda _: 1)

    async def check(self, query: Query, client: str, receive: Receive) -> None:
        """Raise QueryError where a query has more parts than it may, or is an update.

        A long one raises QueryOverload too where its turn does not come, and ClientGoneError where
        its client does not wait, of which ``receive`` tells.
        """
        if len(query.text) < _SHORT:
            check_query(query, self._limits)
            return
        with Attended(receive):
            await self._lane.take(client)
            try:
                await run_in_threadpool(check_query, query, self._limits)
            finally:
                self._lane.give(client)
