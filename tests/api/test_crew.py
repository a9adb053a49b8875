"""The hands that answer light queries ahead: what they take, what they put out, and that none is lost for good."""

from __future__ import annotations

import asyncio
import os
import signal

from api.sparql import crew
from api.sparql.jobs import digested, is_error, job
from graph.sparql.queries import Query
from graph.store import Formats
from tests.api.test_pool import ENDLESS, started, until


def text(query):
    return job(Query(query), Formats(), 1000)


HEAVY = text(ENDLESS.text)


def test_queries_are_answered_in_the_order_in_which_they_are_given(releases):
    async def scene():
        async with started(releases) as pool:
            found = []
            for n in range(crew._FEW):
                assert pool.crew.ask(text(f"SELECT ({n} AS ?n) {{}}"), "a", found.append)
            assert not pool.crew.ask(text("ASK {}"), "a", found.append)
            assert await until(lambda: len(found) == crew._FEW)
            bodies = [digested(message).answer.body for message in found]
            assert [f'"{n}"'.encode() in body for n, body in enumerate(bodies)] == [True] * crew._FEW

    asyncio.run(scene())


def test_a_hand_has_as_many_ahead_as_it_is_quick(releases):
    async def scene():
        async with started(releases) as pool:
            (hand,) = pool.crew._hands

            def ask_on(message):
                if message is not None and hand.room < crew._AHEAD:
                    pool.crew.ask(text("ASK {}"), "a", ask_on)

            for _ in range(crew._FEW):
                assert pool.crew.ask(text("ASK {}"), "a", ask_on)
            assert await until(lambda: hand.room == crew._AHEAD)

    asyncio.run(scene())


def test_an_error_is_an_answer(releases):
    async def scene():
        async with started(releases) as pool:
            found = []
            assert pool.crew.ask(text("SELECT"), "a", found.append)
            assert await until(lambda: found)
            assert is_error(found[0])

    asyncio.run(scene())


def test_a_heavy_query_is_put_out_with_those_behind_it_and_its_client_is_suspect_for_a_while(releases, monkeypatch):
    monkeypatch.setattr(crew, "_SUSPICION", 1.0)

    async def scene():
        async with started(releases) as pool:
            found = {}
            for client in ("heavy", "light"):
                query = HEAVY if client == "heavy" else text("ASK {}")
                assert pool.crew.ask(query, client, lambda message, client=client: found.update({client: message}))
            assert await until(lambda: len(found) == 2)
            assert found == {"heavy": None, "light": None}
            assert not pool.crew.ask(text("ASK {}"), "heavy", found.get)
            again = []
            assert await until(lambda: pool.crew.ask(text("ASK {}"), "light", again.append))
            assert await until(lambda: again)
            assert again[0] is not None
            assert await until(lambda: pool.crew.ask(text("ASK {}"), "heavy", again.append))

    asyncio.run(scene())


def test_a_hand_that_is_killed_from_outside_is_replaced_and_tells_of_its_queries(releases):
    async def scene():
        async with started(releases) as pool:
            found = []
            (hand,) = pool.crew._hands
            assert pool.crew.ask(HEAVY, "a", found.append)
            os.kill(hand.worker.pid, signal.SIGKILL)
            assert await until(lambda: found == [None])
            assert await until(lambda: pool.crew.ask(text("ASK {}"), "b", found.append))
            assert await until(lambda: len(found) == 2)

    asyncio.run(scene())


def test_a_hand_whose_memory_has_grown_is_replaced_once_it_has_nothing_to_do(releases):
    ended = []

    async def scene():
        async with started(releases) as pool:
            small = crew.Crew(1, pool.hire, 0, ended.append)
            await small.start()
            found = []
            for _ in range(3):
                assert small.ask(text("ASK {}"), "a", found.append)
            assert await until(lambda: len(found) == 3)
            assert ended == ["heavy"]
            assert await until(lambda: small.ask(text("ASK {}"), "a", found.append))
            await small.close()

    asyncio.run(scene())
