"""The worker processes: warm, one query each, killed at the deadline, replaced at once."""

from __future__ import annotations

import asyncio
import logging
import select
import signal
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from api.sparql.engine import InTurns, MustYieldError, Observer, PoolLimits, fail, timed_out
from api.sparql.jobs import Asked, Digested, digested, job, peak_of
from api.sparql.lending.crew import Crew
from api.sparql.lending.messages import Terms
from api.sparql.processes import MUCH_TAKEN, Process, Template, Worker
from api.sparql.turns import Turn
from graph.errors import QueryError, QueryExhausted, QueryOverload, QueryTimeout, ServeError, WorkerLost

_LOG = logging.getLogger("hrap.sparql")
_RETRY_AFTER = 1.0
_SWOLLEN = 50_000_000  # a worker that had so many bytes more than its template ever had is replaced at once
_LASTING = 10.0  # one that has taken much beside is replaced later: what it read of the graph the next may read too
_DIED_OF_QUERY = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP})


Forked = TypeVar("Forked")


class Pool(InTurns):
    """Hands queries to idle workers, in turns, and keeps their number."""

    def __init__(
        self, nquads: Path, limits: PoolLimits, observer: Observer | None = None, terms: Terms | None = None
    ) -> None:
        """On these terms connections are lent to its crew; None where it is to have none."""
        super().__init__(limits, observer)
        self._nquads, self._terms = nquads, terms
        self._idle: deque[Worker] = deque()
        self._wanting: deque[asyncio.Future[Worker]] = deque()
        self._template: Template | None = None
        self._alive = 0
        self._renewing = asyncio.Lock()
        self._closed = False
        self._tasks: set[asyncio.Task[object]] = set()
        self._crew: Crew | None = None

    @property
    def crew(self) -> Crew | None:
        """Who answers light queries without turns, where connections may be lent."""
        return self._crew

    @property
    def name(self) -> str:
        """Which engine it is."""
        return "embedded"

    @property
    def alive(self) -> int:
        """How many workers hold the graph."""
        return self._alive

    @property
    def quads(self) -> int:
        """How many quads the workers hold."""
        return self._template.quads if self._template else 0

    async def start(self) -> None:
        """Start the template and every worker; return when all are there."""
        self._template = await self._new_template()
        try:
            for _ in range(self._limits.workers + self._limits.slow_workers):
                await self._add()
            if self._terms and hasattr(select, "epoll"):
                self._crew = Crew(self._limits.workers, self._hire_hand, self._terms, self._swollen, self._observer)
                await self._crew.start()
        except (OSError, EOFError) as error:
            await self.close()
            raise ServeError(f"The query workers did not start with {self._nquads}.") from error

    async def close(self) -> None:
        """End every worker, whatever it is doing."""
        self._closed = True
        while self._idle:
            self._idle.pop().when_lost(None)
        if self._crew:
            await self._crew.close()
        if self._template:
            await self._template.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._alive = 0

    async def responds(self) -> bool:
        """Whether a worker holds the graph."""
        return self._alive > 0

    async def _run(self, asked: Asked, turn: Turn) -> Digested:
        """One attempt, in one worker.

        Raises QueryTimeout at the deadline, QueryExhausted where the query killed its process and
        WorkerLost where something else did. Cancelling it kills the process.
        """
        limit = self._limit(asked)
        worker = await self._take_worker()
        loop = asyncio.get_running_loop()
        reply = worker.reply(job(asked.query, asked.formats, self._limits.max_answer_bytes))
        turn.stop = partial(_yield, reply)
        deadline = loop.call_later(limit, _expire, reply, limit)
        patience = loop.call_later(self._limits.quick_time, _is_heavy, turn, worker)
        try:
            message = await reply
        except EOFError as error:
            raise await self._bury(worker) from error
        except BaseException as error:
            self._replace(worker, _CAUSES.get(type(error), "disconnect"))
            raise
        finally:
            turn.stop = None  # it holds the reply
            deadline.cancel()
            patience.cancel()
        if worker.spent or peak_of(message) > self._swollen:
            self._replace(worker, "heavy")
        else:
            self._offer(worker)
            self._watch(worker)
        return digested(message)

    def _watch(self, worker: Worker) -> None:
        """Look at the memory of a worker that has answered, in a while."""
        if not worker.watched:
            worker.watched = True
            asyncio.get_running_loop().call_later(_LASTING, self._look, worker)

    def _look(self, worker: Worker) -> None:
        worker.watched = False
        if worker.taken < MUCH_TAKEN:
            return
        if worker in self._idle:
            self._idle.remove(worker)
            worker.when_lost(None)
            self._replace(worker, "heavy")
        worker.spent = True

    async def _take_worker(self) -> Worker:
        if self._idle:
            worker = self._idle.popleft()
            worker.when_lost(None)
            return worker
        wanted: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._wanting.append(wanted)
        late = asyncio.get_running_loop().call_later(self._limits.queue_timeout, fail, wanted, _none_started())
        try:
            return await wanted
        except asyncio.CancelledError:
            if wanted.done() and not wanted.cancelled() and not wanted.exception():
                self._offer(wanted.result())
            raise
        finally:
            late.cancel()

    def _offer(self, worker: Worker) -> None:
        """Give a worker to whoever waits for one, or let it idle."""
        while self._wanting:
            wanted = self._wanting.popleft()
            if not wanted.done():
                wanted.set_result(worker)
                return
        worker.when_lost(partial(self._lost_idle, worker))
        self._idle.append(worker)

    def _lost_idle(self, worker: Worker) -> None:
        self._idle.remove(worker)
        self._replace(worker, "lost")

    def _replace(self, worker: Worker, why: str) -> None:
        self._alive -= 1
        self._observer.worker_ended(why)
        self._keep(worker.stop())
        self._keep(self._refill())

    async def _bury(self, worker: Worker) -> QueryError:
        """Replace a worker that died; the error for what it died of."""
        self._alive -= 1
        ended_by = await worker.stop()
        self._keep(self._refill())
        if ended_by in _DIED_OF_QUERY:
            self._observer.worker_ended("exhausted")
            return QueryExhausted(
                "The query needed more memory or deeper nesting than a query may use.", remedy="Ask for less at a time."
            )
        self._observer.worker_ended("lost")
        return WorkerLost("The query's process was ended from outside.", remedy="Try again.")

    async def _hire_hand(self, board: int) -> tuple[Process, socket.socket] | None:
        return await self._forked(lambda template: template.fork_hand(board))

    async def _forked(self, fork: Callable[[Template], Awaitable[Forked]]) -> Forked | None:
        """What the template forks, as soon as it can; None where the pool has been closed."""
        while not self._closed and self._template:
            try:
                return await fork(self._template)
            except (OSError, EOFError):
                await self._renew_template()
        return None

    async def _refill(self) -> None:
        worker = await self._forked(Template.fork)
        if worker:
            self._alive += 1
            self._offer(worker)

    async def _renew_template(self) -> None:
        """Start another template where the present one is gone, as often as it takes."""
        async with self._renewing:
            while not self._closed and self._template and self._template.gone:
                _LOG.error("the template of the query workers is gone: starting another")
                while self._idle:
                    worker = self._idle.pop()
                    worker.when_lost(None)
                    self._replace(worker, "lost")
                await self._template.stop()
                try:
                    self._template = await self._new_template()
                except ServeError as error:
                    _LOG.error("%s", error)
                    await asyncio.sleep(_RETRY_AFTER)

    async def _new_template(self) -> Template:
        return await Template.start(self._nquads, self._limits.worker_memory, self._limits.worker_stack)

    async def _add(self) -> None:
        if self._template is None:
            raise EOFError
        worker = await self._template.fork()
        self._alive += 1
        self._offer(worker)

    @property
    def _swollen(self) -> int:
        return _SWOLLEN + (self._template.peak if self._template else 0)

    def _keep(self, work: Coroutine[None, None, object]) -> None:
        """Run something beside what is running, held until it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _yield(reply: asyncio.Future[bytes]) -> None:
    fail(reply, MustYieldError())


def _expire(reply: asyncio.Future[bytes], limit: float) -> None:
    fail(reply, timed_out(limit))


def _is_heavy(turn: Turn, worker: Worker) -> None:
    worker.calm()  # lists, pages and light queries stay quick while heavy ones use every core
    turn.is_heavy()


def _none_started() -> QueryOverload:
    return QueryOverload("No worker could be started for the query.", remedy="Try again in a few seconds.")


_CAUSES: Mapping[type[BaseException], str] = MappingProxyType({QueryTimeout: "deadline", MustYieldError: "yield"})
