"""The worker processes: warm from the start, one query each, killed at the deadline, replaced at once."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path

import api
from api.sparql.channel import Frame, exchange
from graph import errors
from graph.errors import QueryError, QueryOverload, QueryTimeout, ServeError, WorkerLost
from graph.queries import Query
from graph.store import Answer, Formats

_LOG = logging.getLogger("hrap.sparql")
_START_TIMEOUT = 30.0
_RETRY_AFTER = 1.0
_SWOLLEN = 250_000_000  # a worker that once took this many bytes is replaced, as it gives none back
_PACKAGES = Path(api.__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many queries at once, and how long, deep and large each may be."""

    workers: int
    query_timeout: float
    queue: int
    queue_timeout: float
    max_answer_bytes: int
    worker_memory: int
    worker_stack: int


class Worker:
    """One process and the channel to it."""

    def __init__(self, process: subprocess.Popen[bytes], channel: socket.socket) -> None:
        self._process, self._channel = process, channel

    @classmethod
    async def start(cls, nquads: Path, limits: PoolLimits) -> Worker:
        """Start a process and wait until it has the graph. Raises ServeError where it does not come up."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        worker = cls(_launch(theirs), ours)
        config = {"nquads": str(nquads), "memory": limits.worker_memory, "stack": limits.worker_stack}
        try:
            await asyncio.wait_for(exchange(ours, Frame(config)), _START_TIMEOUT)
        except (OSError, EOFError, TimeoutError) as error:
            await worker.stop()
            raise ServeError(
                f"A query worker did not start with {nquads}.",
                remedy="Build the release again, or raise HRAP_WORKER_MEMORY.",
            ) from error
        except BaseException:
            await worker.stop()
            raise
        return worker

    async def ask(self, job: Frame) -> Frame:
        return await exchange(self._channel, job)

    async def stop(self) -> None:
        """Kill the process, whatever it is doing, and reap it."""
        self._channel.close()
        self._process.kill()
        await asyncio.to_thread(self._process.wait)


class Pool:
    """Hands queries to idle workers; at most ``queue`` more wait for one."""

    def __init__(self, nquads: Path, limits: PoolLimits) -> None:
        self._nquads, self._limits = nquads, limits
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._alive = 0
        self._closed = False
        self._starting: set[asyncio.Task[None]] = set()
        self._stopping: set[asyncio.Task[None]] = set()

    @property
    def alive(self) -> int:
        """How many workers hold the graph."""
        return self._alive

    async def start(self) -> None:
        """Start every worker; return when all are warm."""
        results = await asyncio.gather(*(self._add() for _ in range(self._limits.workers)), return_exceptions=True)
        failure = next((result for result in results if isinstance(result, BaseException)), None)
        if failure:
            await self.close()
            raise failure

    async def close(self) -> None:
        """End every worker that is idle or starting; one that is busy ends with its query."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, *self._stopping, return_exceptions=True)
        while not self._idle.empty():
            self._alive -= 1
            await self._idle.get_nowait().stop()

    async def answer(self, query: Query, formats: Formats) -> Answer:
        """Answer a query.

        Raises QueryOverload where the queue is full, QueryTimeout at the deadline, WorkerLost
        where the process died, and whatever QueryError the query itself deserves.
        """
        query.check()
        worker = await self._acquire()
        job = _job(query, formats, self._limits)
        healthy = False
        try:
            reply = await asyncio.wait_for(worker.ask(job), self._limits.query_timeout)
            healthy = reply.header["peak"] < _SWOLLEN
        except TimeoutError as error:
            raise QueryTimeout(
                f"The query was stopped after {self._limits.query_timeout:g} seconds.",
                remedy="Ask for less: fewer patterns without a shared variable, a LIMIT, or one graph.",
            ) from error
        except (OSError, EOFError) as error:
            raise WorkerLost(
                "The query needed more memory or deeper nesting than a query may use.",
                remedy="Ask for less at a time.",
            ) from error
        finally:
            self._release(worker, healthy)
        return _answer(reply)

    async def _acquire(self) -> Worker:
        if self._idle.empty() and self._waiting >= self._limits.queue:
            raise _overload(f"{self._waiting} queries are waiting already.")
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self._limits.queue_timeout)
        except TimeoutError as error:
            raise _overload(f"No worker came free within {self._limits.queue_timeout:g} seconds.") from error
        finally:
            self._waiting -= 1

    def _release(self, worker: Worker, healthy: bool) -> None:
        if healthy and not self._closed:
            self._idle.put_nowait(worker)
            return
        self._alive -= 1
        # Two tasks: closing the pool may cancel a start, but never keep a process from being reaped.
        _keep(self._stopping, worker.stop())
        _keep(self._starting, self._refill())

    async def _refill(self) -> None:
        while not self._closed:
            try:
                await self._add()
                break
            except ServeError as error:
                _LOG.error("%s", error)
                await asyncio.sleep(_RETRY_AFTER)

    async def _add(self) -> None:
        worker = await Worker.start(self._nquads, self._limits)
        self._alive += 1
        self._idle.put_nowait(worker)


def _keep(tasks: set[asyncio.Task[None]], work: Coroutine[None, None, None]) -> None:
    """Run something beside what is running, held until it is done."""
    task = asyncio.get_running_loop().create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


def _launch(channel: socket.socket) -> subprocess.Popen[bytes]:
    """Start a worker with ``channel`` as its standard input, and close our copy of that end.

    An open copy would hide the worker's death. The session of its own keeps a Ctrl-C in the
    terminal for the service, which then ends its workers itself.
    """
    with channel:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "api.sparql.worker"],
            stdin=channel.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(_PACKAGES)},
            start_new_session=True,
        )


def _job(query: Query, formats: Formats, limits: PoolLimits) -> Frame:
    return Frame(
        {
            "text": query.text,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "table": formats.table,
            "graph": formats.graph,
            "max_bytes": limits.max_answer_bytes,
            "timeout": limits.query_timeout,
        }
    )


def _answer(reply: Frame) -> Answer:
    header = reply.header
    if "error" in header:
        cls: type[QueryError] = getattr(errors, header["error"])
        raise cls(header["message"], remedy=header["remedy"])
    return Answer(header["kind"], header["format"], reply.body)


def _overload(detail: str) -> QueryOverload:
    return QueryOverload(detail, remedy="Try again in a few seconds.")
