from __future__ import annotations

import asyncio

import pytest

from api.sparql.turns import Lane, Turns
from graph.errors import QueryOverload


def lane(places=1, queue=100, share=100):
    return Lane(places, queue, 60, lambda _: share)


def test_clients_take_turns_however_many_queries_each_has():
    async def scene():
        served = []
        places = lane()
        await places.take("first")

        async def query(client):
            await places.take(client)
            served.append(client)
            places.give(client)

        tasks = [asyncio.create_task(query(client)) for client in ("a", "a", "a", "b", "c", "b")]
        await asyncio.sleep(0)
        places.give("first")
        await asyncio.gather(*tasks)
        assert served == ["a", "b", "c", "a", "b", "a"]

    asyncio.run(scene())


def test_a_client_holds_no_more_than_its_share_while_others_get_the_rest():
    async def scene():
        places = lane(places=3, share=2)
        assert [places.try_take("a") for _ in range(3)] == [True, True, False]
        waiting = asyncio.create_task(places.take("a"))
        await asyncio.sleep(0)
        assert places.try_take("b")
        places.give("b")
        await asyncio.sleep(0)
        assert not waiting.done()
        places.give("a")
        await waiting

    asyncio.run(scene())


def test_a_full_queue_drops_the_newest_of_whoever_has_the_most():
    async def scene():
        places = lane(queue=3)
        await places.take("x")
        greedy = [asyncio.create_task(places.take("a")) for _ in range(3)]
        await asyncio.sleep(0)
        modest = asyncio.create_task(places.take("b"))
        await asyncio.sleep(0)
        with pytest.raises(QueryOverload):
            await greedy[2]
        assert not any(task.done() for task in (*greedy[:2], modest))
        with pytest.raises(QueryOverload):
            await places.take("a")
        for task in (*greedy, modest):
            task.cancel()

    asyncio.run(scene())


def test_whoever_gives_up_leaves_the_line_and_no_place_is_lost():
    async def scene():
        places = lane()
        await places.take("x")
        tasks = [asyncio.create_task(places.take(client)) for client in ("a", "b")]
        await asyncio.sleep(0)
        tasks[0].cancel()
        await asyncio.sleep(0)
        assert places.waiting == 1
        places.give("x")
        tasks[1].cancel()  # after its turn was called, before it heard
        await asyncio.gather(*tasks, return_exceptions=True)
        assert places.try_take("c")

    asyncio.run(scene())


def test_a_heavy_query_runs_on_where_the_slow_lane_has_room_and_else_stops():
    async def scene():
        stopped = []
        turns = Turns(quick=2, slow=1, queue=10, patience=60)
        first, second = await turns.take("a"), await turns.take("a")
        for name, turn in (("first", first), ("second", second)):
            turn.stop = lambda name=name: stopped.append(name)
            turn.is_heavy()
        assert not stopped  # nobody waits
        others = [asyncio.create_task(turns.take(client)) for client in ("b", "c")]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert stopped == ["second"]
        assert (first.holds, second.holds) == (True, False)
        await asyncio.gather(*others)
        again = asyncio.create_task(second.wait())
        await asyncio.sleep(0)
        assert not again.done()
        first.end()
        await again
        assert second.holds

    asyncio.run(scene())


def test_a_client_with_a_heavy_query_leaves_the_last_quick_place_to_others():
    async def scene():
        turns = Turns(quick=2, slow=2, queue=10, patience=60)
        heavy = await turns.take("a")
        heavy.is_heavy()
        light = await turns.take("a")
        waiting = asyncio.create_task(turns.take("a"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not waiting.done()  # the heavy query made room, but not for its own client
        (await turns.take("b")).end()
        heavy.end()
        await waiting
        light.end()

    asyncio.run(scene())
