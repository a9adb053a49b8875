from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from api.sparql import pool as pool_module
from api.sparql.channel import Frame
from api.sparql.pool import Pool, PoolLimits, Worker
from graph.errors import QueryOverload, QueryTimeout, ServeError, WorkerLost
from graph.queries import Query
from graph.store import Formats

LIMITS = PoolLimits(
    workers=1,
    query_timeout=0.5,
    queue=1,
    queue_timeout=5,
    max_answer_bytes=1_000_000,
    worker_memory=1_000_000_000,
    worker_stack=256_000_000,
)
ENDLESS = Query("SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(8)) + " }")
QUICK = Query("ASK {}")


@asynccontextmanager
async def started(releases, **changes):
    pool = Pool(releases / "current" / "graph.nq", replace(LIMITS, **changes))
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


async def alive(pool, number):
    for _ in range(500):
        if pool.alive == number:
            return True
        await asyncio.sleep(0.01)
    return False


def test_workers_are_warm_when_the_pool_has_started(releases):
    async def scene():
        async with started(releases, workers=2) as pool:
            assert pool.alive == 2
            assert (await pool.answer(QUICK, Formats())).kind == "boolean"
        assert pool.alive == 0

    asyncio.run(scene())


def test_a_worker_killed_at_the_deadline_is_replaced(releases):
    async def scene():
        async with started(releases) as pool:
            with pytest.raises(QueryTimeout):
                await pool.answer(ENDLESS, Formats())
            assert await alive(pool, 1)
            assert await pool.answer(QUICK, Formats())

    asyncio.run(scene())


def test_a_full_queue_turns_queries_away_at_once(releases):
    async def scene():
        async with started(releases) as pool:
            running = [asyncio.create_task(pool.answer(query, Formats())) for query in (ENDLESS, QUICK)]
            await asyncio.sleep(0.1)
            with pytest.raises(QueryOverload):
                await pool.answer(QUICK, Formats())
            results = await asyncio.gather(*running, return_exceptions=True)
            assert isinstance(results[0], QueryTimeout)
            assert results[1].kind == "boolean"

    asyncio.run(scene())


def test_a_query_that_waits_too_long_is_turned_away(releases):
    async def scene():
        async with started(releases, queue_timeout=0.1) as pool:
            running = asyncio.create_task(pool.answer(ENDLESS, Formats()))
            await asyncio.sleep(0.05)
            with pytest.raises(QueryOverload):
                await pool.answer(QUICK, Formats())
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(scene())


def test_a_worker_that_dies_is_reported_and_replaced(releases):
    async def scene():
        async with started(releases, worker_stack=1_000_000, query_timeout=10) as pool:
            deep = Query("SELECT * " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000)
            with pytest.raises(WorkerLost):
                await pool.answer(deep, Formats())
            assert await alive(pool, 1)

    asyncio.run(scene())


def test_a_cancelled_query_gives_its_worker_up(releases):
    async def scene():
        async with started(releases, query_timeout=30) as pool:
            running = asyncio.create_task(pool.answer(ENDLESS, Formats()))
            await asyncio.sleep(0.1)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            assert (await pool.answer(QUICK, Formats())).kind == "boolean"

    asyncio.run(scene())


def test_a_pool_that_is_closed_while_a_query_runs_starts_no_other_worker(releases):
    async def scene():
        async with started(releases) as pool:
            running = asyncio.create_task(pool.answer(ENDLESS, Formats()))
            await asyncio.sleep(0.1)
        with pytest.raises(QueryTimeout):
            await running
        await asyncio.sleep(0.5)
        assert pool.alive == 0

    asyncio.run(scene())


def test_a_worker_opens_no_socket_even_where_no_check_stops_the_query(releases):
    """What the text check refuses politely, the descriptor limit makes impossible."""

    async def scene():
        worker = await Worker.start(releases / "current" / "graph.nq", LIMITS)
        try:
            job = {
                "text": "ASK {}",
                "default_graphs": [],
                "named_graphs": [],
                "table": "json",
                "graph": None,
                "max_bytes": 1000,
                "timeout": 5,
            }
            assert (await worker.ask(Frame(job))).header["kind"] == "boolean"
            service = "SELECT * { S\\u0045RVICE <http://127.0.0.1:8080/> { ?s ?p ?o } }"
            assert "error" in (await worker.ask(Frame({**job, "text": service}))).header
        finally:
            await worker.stop()

    asyncio.run(scene())


def test_a_pool_without_a_graph_does_not_start(tmp_path):
    async def scene():
        with pytest.raises(ServeError, match="did not start"):
            await Pool(tmp_path / "none.nq", LIMITS).start()

    asyncio.run(scene())


def test_a_pool_closed_right_after_a_kill_has_reaped_every_process(releases, monkeypatch):
    launched = []
    launch = pool_module._launch

    def recorded(channel):
        launched.append(launch(channel))
        return launched[-1]

    monkeypatch.setattr(pool_module, "_launch", recorded)

    async def scene():
        async with started(releases) as pool:
            with pytest.raises(QueryTimeout):
                await pool.answer(ENDLESS, Formats())

    asyncio.run(scene())
    assert launched
    assert all(process.returncode is not None for process in launched)
