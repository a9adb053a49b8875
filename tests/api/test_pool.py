from __future__ import annotations

import asyncio
import os
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from api.sparql import pool as pools
from api.sparql import processes
from api.sparql.engine import Observer, PoolLimits
from api.sparql.jobs import Asked, digested, job
from api.sparql.pool import Pool
from api.sparql.processes import Template
from graph.errors import QueryExhausted, QueryOverload, QueryTimeout, ServeError, WorkerLost
from graph.sparql.queries import Query
from graph.store import Formats

LIMITS = PoolLimits(
    workers=1,
    slow_workers=1,
    quick_time=0.1,
    query_timeout=0.5,
    queue=1,
    queue_timeout=5,
    max_answer_bytes=1_000_000,
    worker_memory=1_000_000_000,
    worker_stack=256_000_000,
)
ENDLESS = Query("SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(8)) + " }")
QUICK = Query("ASK {}")


def asked(query, client="a", timeout=None):
    return Asked(query, Formats(), client, timeout)


@asynccontextmanager
async def started(releases, observer=None, terms=None, **changes):
    pool = Pool(releases / "current" / "graph.nq", replace(LIMITS, **changes), observer, terms)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


async def until(condition):
    for _ in range(1000):
        if condition():
            return True
        await asyncio.sleep(0.01)
    return False


def test_workers_are_warm_when_the_pool_has_started(releases):
    async def scene():
        async with started(releases, workers=2) as pool:
            assert (pool.alive, pool.quads) == (3, 2)
            assert (await pool.answer(asked(QUICK))).answer.kind == "boolean"
        assert pool.alive == 0

    asyncio.run(scene())


def test_a_worker_killed_at_the_deadline_is_replaced(releases):
    async def scene():
        async with started(releases) as pool:
            with pytest.raises(QueryTimeout, match=r"0\.5 seconds"):
                await pool.answer(asked(ENDLESS))
            assert await until(lambda: pool.alive == 2)
            assert await pool.answer(asked(QUICK))

    asyncio.run(scene())


def test_a_caller_may_ask_for_an_earlier_deadline_but_not_for_a_later(releases):
    async def scene():
        async with started(releases) as pool:
            with pytest.raises(QueryTimeout, match=r"0\.1 seconds"):
                await pool.answer(asked(ENDLESS, timeout=0.1))
            with pytest.raises(QueryTimeout, match=r"0\.5 seconds"):
                await pool.answer(asked(ENDLESS, timeout=100))

    asyncio.run(scene())


def test_a_light_query_is_answered_while_heavy_ones_hold_every_place(releases):
    """One quick place: the first heavy query moves to the slow lane, the others yield and wait for it."""
    ended = []

    async def scene():
        observer = Observer(worker_ended=ended.append)
        async with started(releases, observer, query_timeout=60, queue=20, queue_timeout=60) as pool:
            heavy = [asyncio.create_task(pool.answer(asked(ENDLESS))) for _ in range(4)]
            await asyncio.sleep(0.05)
            for _ in range(5):
                assert await pool.answer(asked(QUICK, client="b"))
            assert not any(task.done() for task in heavy)
            for task in heavy:
                task.cancel()
            await asyncio.gather(*heavy, return_exceptions=True)
            assert await until(lambda: pool.alive == 2)
        assert set(ended) <= {"yield", "disconnect"}

    asyncio.run(scene())


def test_a_query_that_yielded_is_begun_anew_and_answered(releases):
    """It takes about a second: longer than it may keep another waiting, shorter than its deadline."""
    heavy = Query("SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 100} }}" for n in range(3)) + " }")
    ended = []

    async def scene():
        observer = Observer(worker_ended=ended.append)
        async with started(releases, observer, quick_time=0.01, query_timeout=60, queue=20, queue_timeout=60) as pool:
            tasks = [asyncio.create_task(pool.answer(asked(heavy, client=str(n)))) for n in range(3)]
            answers = await asyncio.gather(*tasks)
            assert len({answer.digest for answer in answers}) == 1
        assert "yield" in ended

    asyncio.run(scene())


def test_a_full_queue_turns_queries_away(releases):
    async def scene():
        async with started(releases, quick_time=60) as pool:
            running = [asyncio.create_task(pool.answer(asked(query))) for query in (ENDLESS, QUICK)]
            await asyncio.sleep(0.1)
            with pytest.raises(QueryOverload):
                await pool.answer(asked(QUICK))
            results = await asyncio.gather(*running, return_exceptions=True)
            assert isinstance(results[0], QueryTimeout)
            assert results[1].answer.kind == "boolean"

    asyncio.run(scene())


def test_a_query_that_waits_too_long_is_turned_away(releases):
    async def scene():
        async with started(releases, quick_time=60, queue_timeout=0.1) as pool:
            running = asyncio.create_task(pool.answer(asked(ENDLESS)))
            await asyncio.sleep(0.05)
            with pytest.raises(QueryOverload):
                await pool.answer(asked(QUICK))
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(scene())


def test_a_worker_killed_by_its_query_is_told_from_one_killed_from_outside(releases):
    async def scene():
        async with started(releases, worker_stack=1_000_000, query_timeout=20) as pool:
            deep = Query("SELECT * " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000)
            with pytest.raises(QueryExhausted):
                await pool.answer(asked(deep))
            assert await until(lambda: pool.alive == 2)
            running = asyncio.create_task(pool.answer(asked(ENDLESS)))
            await asyncio.sleep(0.1)
            for pid in workers(pool):
                os.kill(pid, signal.SIGKILL)
            with pytest.raises(WorkerLost):
                await running
            assert await until(lambda: pool.alive == 2)
            assert await pool.answer(asked(QUICK))

    asyncio.run(scene())


def test_a_lost_template_is_replaced_with_its_workers(releases):
    async def scene():
        async with started(releases) as pool:
            before = template(pool)
            os.kill(before, signal.SIGKILL)
            with pytest.raises(QueryTimeout):
                await pool.answer(asked(ENDLESS))
            assert await until(lambda: template(pool) != before and pool.alive == 2)
            assert await pool.answer(asked(QUICK))

    asyncio.run(scene())


def test_a_query_for_which_no_worker_can_be_started_is_turned_away(releases, tmp_path):
    """The graph is gone, the template lost: what is left is to say so, and to go on trying."""

    async def scene():
        graph = tmp_path / "graph.nq"
        shutil.copy(releases / "current" / "graph.nq", graph)
        pool = Pool(graph, replace(LIMITS, queue_timeout=0.5))
        await pool.start()
        try:
            graph.unlink()
            pids = workers(pool)
            os.kill(template(pool), signal.SIGKILL)
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            assert await until(lambda: pool.alive == 0)
            with pytest.raises(QueryOverload, match="No worker"):
                await pool.answer(asked(QUICK))
            shutil.copy(releases / "current" / "graph.nq", graph)
            assert await until(lambda: pool.alive == 2)
            assert await pool.answer(asked(QUICK))
        finally:
            await pool.close()

    asyncio.run(scene())


def test_a_cancelled_query_gives_its_worker_up_at_once(releases):
    async def scene():
        async with started(releases, query_timeout=30) as pool:
            running = asyncio.create_task(pool.answer(asked(ENDLESS)))
            await asyncio.sleep(0.1)
            before = set(workers(pool))
            assert len(before) == 2
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            assert (await pool.answer(asked(QUICK))).answer.kind == "boolean"
            assert await until(lambda: len(before & set(workers(pool))) == 1 and pool.alive == 2)

    asyncio.run(scene())


def test_a_worker_that_has_taken_much_memory_is_replaced_after_a_while_and_no_other(releases, monkeypatch):
    monkeypatch.setattr(pools, "_LASTING", 0.3)
    values = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(60)))} }}" for name in "abc")
    ended = []

    async def scene():
        observer = Observer(worker_ended=ended.append)
        async with started(releases, observer, workers=2, quick_time=60, query_timeout=60) as pool:
            before = set(workers(pool))
            await pool.answer(asked(QUICK))
            await pool.answer(asked(Query(f"SELECT * {{ {values} }} ORDER BY ?c ?b ?a LIMIT 1")))
            assert ended == []
            assert await until(lambda: ended == ["heavy"] and pool.alive == 3)
            await asyncio.sleep(0.6)
            assert len(before - set(workers(pool))) == 1
            assert await pool.answer(asked(QUICK))
        assert ended == ["heavy"]

    asyncio.run(scene())


def test_a_pool_that_is_closed_ends_every_process_whatever_it_does(releases):
    async def scene():
        async with started(releases, query_timeout=60) as pool:
            running = asyncio.create_task(pool.answer(asked(ENDLESS)))
            await asyncio.sleep(0.1)
            alive = [template(pool), *workers(pool)]
        with pytest.raises(WorkerLost):
            await running
        assert pool.alive == 0
        assert await until(lambda: not any(map(runs, alive)))

    asyncio.run(scene())


def test_a_worker_may_open_nothing(releases):
    """What the text check refuses politely, the limit of descriptors makes impossible."""

    async def scene():
        made = await Template.start(releases / "current" / "graph.nq", LIMITS.worker_memory, LIMITS.worker_stack)
        try:
            worker = await made.fork()
            assert digested(await worker.reply(job(QUICK, Formats(), 1000))).answer.kind == "boolean"
            assert sorted(os.listdir(f"/proc/{worker.pid}/fd")) == ["0", "1", "2"]
            assert resource.prlimit(worker.pid, resource.RLIMIT_NOFILE) == (3, 3)
        finally:
            await made.stop()

    asyncio.run(scene())


@pytest.mark.parametrize("limited", [False, True])
def test_the_limit_of_descriptors_keeps_the_engine_from_opening_a_connection(limited):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        limit = "resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3)); " if limited else ""
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        code = f"import resource; from pyoxigraph import Store; {limit}list(Store().query('{query}'))"
        asking = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
        opened = select.poll()
        opened.register(listener, select.POLLIN)
        while asking.poll() is None and not opened.poll(50):
            pass
        assert bool(opened.poll(0)) is not limited
        asking.kill()
        asking.wait()


def test_a_pool_without_a_graph_does_not_start(tmp_path):
    async def scene():
        with pytest.raises(ServeError, match="did not start"):
            await Pool(tmp_path / "none.nq", LIMITS).start()

    asyncio.run(scene())


def test_a_pool_closed_right_after_a_kill_has_reaped_every_process(releases, monkeypatch):
    launched = []
    launch = processes._launch

    def recorded(channel):
        launched.append(launch(channel))
        return launched[-1]

    monkeypatch.setattr(processes, "_launch", recorded)

    async def scene():
        async with started(releases) as pool:
            with pytest.raises(QueryTimeout):
                await pool.answer(asked(ENDLESS))

    asyncio.run(scene())
    assert launched
    assert all(process.returncode is not None for process in launched)


def template(pool):
    return pool._template._process.pid


def workers(pool):
    """The processes that the template forked, as the system lists them."""
    with open(f"/proc/{template(pool)}/task/{template(pool)}/children") as file:
        return [int(pid) for pid in file.read().split()]


def runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
