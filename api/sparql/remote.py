"""A remote SPARQL 1.1 store in the place of the worker processes.

It holds the graphs of the release under names of the release (``graph.remote.names``), so two
releases are served side by side while one takes over from the other. Turns, deadlines, caps, the
kinds of errors and the formats are those of the embedded engine. What a store sends is read in
whole before an answer begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import httpx

from api.sparql.engine import InTurns, MustYieldError, Observer, PoolLimits, timed_out
from api.sparql.jobs import Asked, Digested, answer_digest
from api.sparql.turns import Turn
from graph.config import Config
from graph.errors import QueryError, QueryTooLarge, ReleaseError, StoreLost
from graph.release import Release
from graph.remote.answer import (
    GRAPH_TYPE,
    TABLE_TYPE,
    check_syntax,
    graph_answer,
    read_rows,
    resolve,
    table_answer,
    things,
)
from graph.remote.http import StoreAddress, lost, refusal
from graph.remote.names import ReleaseNames
from graph.remote.query import Sent, Translator
from graph.sparql.describing import MOST_THINGS, read_recipe
from graph.sparql.queries import Query
from graph.store import Answer, Formats, answer_too_large, graph_names, too_many_things

_PATIENCE = 2.0  # for the question whether it is there
_OVERHEAD = 4  # JSON and N-Triples take so many times the room of any format that is given
_FEWEST_ROWS = 1_000_000
_ROW_CAP, _SERVER = "x-sparql-maxrows", "server"


class RemoteStore(InTurns):
    """Answers queries over one release by asking a store."""

    def __init__(
        self,
        address: StoreAddress,
        release: Release,
        graphs: Collection[str],
        limits: PoolLimits,
        observer: Observer | None = None,
    ) -> None:
        """``graphs`` are the release's named graphs, by their public names."""
        super().__init__(limits, observer)
        self._address, self._release = address, release
        self._names = ReleaseNames(release.sha256)
        self._translator = Translator(self._names, frozenset(graphs), resolve)
        self._recipe = read_recipe(Config())
        most = limits.workers + limits.slow_workers + 2
        self._client = httpx.AsyncClient(**address.options, limits=httpx.Limits(max_connections=most))
        self._engine, self._there, self._quads = "", False, 0

    @property
    def name(self) -> str:
        """The store as it names itself."""
        return f"remote: {self._engine or 'unnamed'}"

    @property
    def crew(self) -> None:
        """Nobody: what a store computes for whom, it does not tell."""

    @property
    def alive(self) -> int:
        """1 where the store answered when it was last asked, else 0."""
        return int(self._there)

    @property
    def quads(self) -> int:
        """How many quads the store holds of the release."""
        return self._quads

    async def start(self) -> None:
        """Find the release in the store. Raises StoreLost, or ReleaseError where it is not there in whole."""
        rows = await self._marks()
        if not rows or not rows[0][0]:
            raise ReleaseError(
                f"The store does not hold release {self._release.version} {self._release.sha256[:12]} in whole.",
                remedy="Load it: hrap load.",
            )
        self._quads = int(rows[0][0])

    async def close(self) -> None:
        """Close every connection."""
        self._there = False
        await self._client.aclose()

    async def responds(self) -> bool:
        """Whether the store answers, and holds the release."""
        try:
            return bool(await self._marks())
        except QueryError:
            return False

    async def _marks(self) -> list[list[str | None]]:
        sent = Sent(self._names.mark_query, (self._names.nothing,), (self._names.release,))
        try:
            async with asyncio.timeout(_PATIENCE):
                return read_rows(await self._post(sent, TABLE_TYPE, 1 << 20, _PATIENCE))
        except TimeoutError as error:
            self._there = False
            raise StoreLost("The store does not answer.", remedy="Try again.") from error

    async def _run(self, asked: Asked, turn: Turn) -> Digested:
        """One attempt. Raises QueryTimeout at the deadline. However it ends, the request to the store ends with it."""
        limit, must_yield = self._limit(asked), False
        loop = asyncio.get_running_loop()
        work = loop.create_task(self._evaluated(asked, limit))

        def stop() -> None:
            nonlocal must_yield
            must_yield = work.cancel()

        turn.stop = stop
        patience = loop.call_later(self._limits.quick_time, turn.is_heavy)
        try:
            async with asyncio.timeout(limit):
                return await work
        except TimeoutError as error:
            self._observer.worker_ended("deadline")
            raise timed_out(limit) from error
        except asyncio.CancelledError:
            self._observer.worker_ended("yield" if must_yield else "disconnect")
            if must_yield:
                raise MustYieldError from None
            raise
        except StoreLost:
            self._observer.worker_ended("lost")
            raise
        finally:
            patience.cancel()
            turn.stop = None
            work.cancel()

    async def _evaluated(self, asked: Asked, limit: float) -> Digested:
        query = asked.query
        query.check()
        graph_names((*query.default_graphs, *query.named_graphs))  # refuses what is no IRI
        check_syntax(query.text)
        answer = await self._answered(query, asked.formats, limit)
        return Digested(answer, answer_digest(answer.body).hex())

    async def _answered(self, query: Query, formats: Formats, limit: float) -> Answer:
        most, kind = self._limits.max_answer_bytes, query.kind or "solutions"
        if kind == "graph":
            bodies = await (self._described if query.form == "DESCRIBE" else self._constructed)(query, limit)
            return await asyncio.to_thread(graph_answer, bodies, formats, most)
        body = await self._post(self._translator.sent(query), TABLE_TYPE, self._cap, limit)
        return await asyncio.to_thread(table_answer, body, kind, formats, most)

    async def _constructed(self, query: Query, limit: float) -> list[bytes]:
        return [await self._post(self._translator.sent(query), GRAPH_TYPE, self._cap, limit)]

    async def _described(self, query: Query, limit: float) -> list[bytes]:
        """What the recipe finds for each thing that is described, as the embedded engine does it."""
        named, selection, dataset = self._translator.described(query)
        found = dict.fromkeys(named)
        if selection:
            sent = self._translator.sent(selection)
            found.update(dict.fromkeys(things(await self._post(sent, TABLE_TYPE, self._cap, limit))))
        if len(found) > MOST_THINGS:
            raise too_many_things()
        bodies: list[bytes] = []
        room = self._cap
        for thing in found:
            for step in self._recipe:
                text = self._translator.sent(Query(step(f"<{thing}>"))).text
                sent = Sent(text, dataset.default_graphs, dataset.named_graphs)
                bodies.append(await self._post(sent, GRAPH_TYPE, room, limit))
                room -= len(bodies[-1])
        return bodies

    @property
    def _cap(self) -> int:
        return _OVERHEAD * self._limits.max_answer_bytes

    async def _post(self, sent: Sent, media_type: str, cap: int, limit: float) -> bytes:
        """Ask the store; its answer in public names. Raises QueryError, QueryTooLarge, or StoreLost."""
        fields: dict[str, str | list[str]] = {
            "query": sent.text,
            "default-graph-uri": list(sent.default_graphs),
            "named-graph-uri": list(sent.named_graphs),
        }
        if self._engine.startswith("Virtuoso"):
            # Past it Virtuoso gives what it has so far. It comes after our own deadline, so that nobody
            # takes part of an answer for all of it, and ends a query that nobody waits for.
            fields["timeout"] = str(round(1000 * (limit + 1)))
        request = self._client.build_request("POST", self._address.url, data=fields, headers={"Accept": media_type})
        try:
            response = await self._client.send(request, stream=True)
            try:
                body = await _body(response, cap)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            self._there = False
            raise lost(error) from error
        body = self._names.outside(body)
        self._check(response, body, media_type)
        return body

    def _check(self, response: httpx.Response, body: bytes, media_type: str) -> None:
        self._engine = response.headers.get(_SERVER, "").strip()[:100]
        error = refusal(response.status_code, response.headers, body[:1000].decode("utf-8", "replace"))
        self._there = not isinstance(error, StoreLost)
        if error:
            raise error
        if response.headers.get("content-type", "").split(";")[0].strip() != media_type:
            raise StoreLost(f"The store does not answer in {media_type}.", remedy="Its operator can mend it.")
        rows = int(response.headers.get(_ROW_CAP, _FEWEST_ROWS))
        if rows < _FEWEST_ROWS:
            raise StoreLost(
                f"The store cuts every answer at {rows} rows without saying so in it.",
                remedy=f"Its operator can raise ResultSetMaxRows to {_FEWEST_ROWS} or more.",
            )
        may_be_cut = _ROW_CAP in response.headers and media_type == TABLE_TYPE and len(body) > rows
        if may_be_cut and len(read_rows(body)) >= rows:
            raise QueryTooLarge(f"The answer has more than {rows:,} rows.", remedy="Ask for fewer with LIMIT.")


async def _body(response: httpx.Response, cap: int) -> bytes:
    """What a store sends. Raises QueryTooLarge, having read no more, where it exceeds the cap."""
    found = bytearray()
    async for part in response.aiter_raw():
        found += part
        if len(found) > cap:
            raise answer_too_large(cap // _OVERHEAD)
    return bytes(found)
