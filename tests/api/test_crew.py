"""The hands that connections are lent to: what they give back, when they are killed, and that none is lost for good."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
from contextlib import asynccontextmanager
from urllib.parse import quote

from api.sparql.engine import Observer
from api.sparql.lending import crew
from api.sparql.lending.messages import Terms
from tests.api.test_pool import ENDLESS, started, until

TERMS = Terms("x-head: of every answer\r\n", "text", None, 1_000_000, 128, 500, 100)
CLIENT = "127.0.0.1"


def request(query):
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: h\r\n\r\n".encode()


class Lent:
    """A connection over loopback: the client's end, and what the service gets back of its own."""

    peer = CLIENT

    def __init__(self):
        with socket.create_server((CLIENT, 0)) as server:
            self.client = socket.create_connection(server.getsockname())
            self.service, _ = server.accept()
        self.service.setblocking(False)
        self.client.setblocking(False)
        self.back = []

    def fileno(self):
        return self.service.fileno()

    def returned(self, back):
        self.back.append(back)

    def close(self):
        self.client.close()
        self.service.close()

    def send(self, query):
        self.client.sendall(request(query))

    async def answer(self):
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.sock_recv(self.client, 1 << 16), 10)

    def unread(self):
        return self.service.recv(1 << 16, socket.MSG_PEEK)


@asynccontextmanager
async def lending(releases, number=1, observer=None):
    """A pool with a crew, and connections that are lent to it."""
    connections = [Lent() for _ in range(number)]
    try:
        async with started(releases, observer, terms=TERMS) as pool:
            for each in connections:
                assert pool.crew.lend(each, CLIENT)
            yield pool, connections
    finally:
        for each in connections:
            each.close()


def test_a_hand_answers_on_the_connections_that_it_has(releases):
    async def scene():
        async with lending(releases, 3) as (_, connections):
            for n, connection in enumerate(connections):
                connection.send(f"SELECT ({n} AS ?n) {{}}")
            for n, connection in enumerate(connections):
                answer = await connection.answer()
                assert b"\r\nx-head: of every answer\r\n" in answer
                assert f'"{n}"'.encode() in answer
            assert not any(connection.back for connection in connections)

    asyncio.run(scene())


def test_what_is_not_for_a_hand_comes_back_unread(releases):
    async def scene():
        async with lending(releases) as (_, (connection,)):
            connection.send("ASK {}")
            await connection.answer()
            connection.send("SELECT")
            assert await until(lambda: connection.back)
            assert connection.back == [crew.Returned(answered=1)]
            assert connection.unread() == request("SELECT")

    asyncio.run(scene())


def test_a_connection_comes_back_when_it_is_called_when_it_asks_nothing_and_when_it_is_closed(releases):
    async def scene():
        async with started(releases, terms=TERMS) as pool:
            called, idle, closed = (Lent() for _ in range(3))
            call_back = pool.crew.lend(called, CLIENT)
            assert pool.crew.lend(idle, CLIENT)
            assert pool.crew.lend(closed, CLIENT)
            call_back()
            closed.client.close()
            assert await until(lambda: called.back and closed.back)
            assert await until(lambda: idle.back)
            for each in (called, idle, closed):
                assert each.back == [crew.Returned()]
                each.close()

    asyncio.run(scene())


def test_a_heavy_query_is_put_out_and_its_client_is_suspect_for_a_while(releases, monkeypatch):
    monkeypatch.setattr(crew, "_SUSPICION", 1.0)
    ended = []

    async def scene():
        async with lending(releases, 2, Observer(ended.append)) as (pool, (heavy, light)):
            heavy.send(ENDLESS.text)
            assert await until(lambda: heavy.back and light.back)
            assert ended == ["heavy"]
            assert heavy.back == [crew.Returned(heavy=True)]
            assert light.back == [crew.Returned()]
            assert heavy.unread() == request(ENDLESS.text)
            assert await until(lambda: pool.crew.lend(light, CLIENT))
            pool.crew.suspect(CLIENT)
            assert pool.crew.lend(heavy, CLIENT) is None
            light.send("ASK {}")
            assert await until(lambda: len(light.back) == 2)
            assert light.unread() == request("ASK {}")
            assert await until(lambda: pool.crew.lend(light, CLIENT))
            await light.answer()

    asyncio.run(scene())


def test_a_query_that_is_not_quite_light_is_answered_and_its_connection_comes_back(releases, monkeypatch):
    """Many of them would each stay below what a hand is killed for, and together keep all others waiting."""
    monkeypatch.setattr(crew, "_LIGHT", 60.0)
    product = " ".join(f"VALUES ?v{n} {{ {'1 ' * 60} }}" for n in range(2))

    async def scene():
        async with lending(releases) as (_, (connection,)):
            connection.send("ASK {}")
            await connection.answer()
            connection.send(f"SELECT (SUM(?v0 * ?v1) AS ?n) {{ {product} }}")
            assert b'"3600"' in await connection.answer()
            assert await until(lambda: connection.back == [crew.Returned(answered=2)])

    asyncio.run(scene())


def test_a_hand_that_comes_later_knows_who_is_suspect(releases):
    async def scene():
        async with lending(releases) as (pool, (connection,)):
            pool.crew.suspect(CLIENT)
            (hand,) = pool.crew._hands
            os.kill(hand.process.pid, signal.SIGKILL)
            assert await until(lambda: connection.back)
            assert await until(lambda: pool.crew.lend(connection, "another"))
            connection.send("ASK {}")
            assert await until(lambda: len(connection.back) == 2)

    asyncio.run(scene())


def test_a_hand_that_is_killed_from_outside_is_replaced_and_gives_back_what_it_had(releases):
    ended = []

    async def scene():
        async with lending(releases, 1, Observer(ended.append)) as (pool, (connection,)):
            (hand,) = pool.crew._hands
            os.kill(hand.process.pid, signal.SIGSTOP)
            connection.send("ASK {}")
            os.kill(hand.process.pid, signal.SIGKILL)
            assert await until(lambda: connection.back == [crew.Returned()])
            assert ended == ["lost"]
            assert connection.unread() == request("ASK {}")
            assert await until(lambda: pool.crew.lend(connection, CLIENT))
            await connection.answer()

    asyncio.run(scene())


def test_an_answer_that_may_be_lost_breaks_its_connection(releases):
    async def scene():
        async with lending(releases) as (pool, (connection,)):
            (hand,) = pool.crew._hands
            (number,) = hand._lent
            os.kill(hand.process.pid, signal.SIGSTOP)
            hand._board.hand_over(number)  # as the hand does before it takes the request out of the socket
            os.kill(hand.process.pid, signal.SIGKILL)
            assert await until(lambda: connection.back == [crew.Returned(broken=True)])

    asyncio.run(scene())


def test_a_hand_whose_memory_has_grown_is_replaced_and_gives_back_what_it_had(releases, monkeypatch):
    ended = []

    async def scene():
        async with lending(releases, 1, Observer(ended.append)) as (pool, (connection,)):
            monkeypatch.setattr(pool.crew, "_swollen", 0)
            for _ in range(70):
                connection.send("ASK {}")
                await connection.answer()
            assert await until(lambda: connection.back == [crew.Returned(answered=70)])
            assert await until(lambda: ended == ["heavy"])
            assert await until(lambda: pool.crew.lend(connection, CLIENT))

    asyncio.run(scene())


def test_a_hand_that_has_taken_much_memory_is_replaced_when_it_has_no_connection(releases, monkeypatch):
    monkeypatch.setattr(crew, "MUCH_TAKEN", 0)
    ended = []

    async def scene():
        async with lending(releases, 1, Observer(ended.append)) as (pool, (connection,)):
            connection.send("ASK {}")
            await connection.answer()
            assert ended == []
            assert await until(lambda: connection.back == [crew.Returned(answered=1)])
            assert await until(lambda: ended == ["heavy"])
            assert await until(lambda: pool.crew.lend(connection, CLIENT))

    asyncio.run(scene())


def test_what_was_counted_and_logged_is_passed_on_though_the_hand_is_killed(releases):
    counted, logged = [], []

    async def scene():
        async with lending(releases, 1, Observer(counted=counted.append, logged=logged.append)) as (
            pool,
            (connection,),
        ):
            for query in ("ASK {}", "ASK {}", "SELECT (1 AS ?n) {}"):
                connection.send(query)
                await connection.answer()
            (hand,) = pool.crew._hands
            assert await until(lambda: hand._board.served == 3)
            os.kill(hand.process.pid, signal.SIGKILL)
            assert await until(lambda: connection.back)
            queries = {}
            for tally in counted:
                for labels, number in tally.queries.items():
                    queries[labels] = queries.get(labels, 0) + number
            assert queries == {("answered", "boolean"): 1, ("cached", "boolean"): 1, ("answered", "solutions"): 1}
            assert sum(sum(tally.within) for tally in counted) == 3
            assert "".join(logged).count('path="/sparql" status=200') == 3

    asyncio.run(scene())


def test_a_crew_that_ends_gives_everything_back_and_takes_nothing_more(releases):
    async def scene():
        async with lending(releases, 5) as (pool, connections):
            pool.crew.end()
            assert await until(lambda: all(connection.back == [crew.Returned()] for connection in connections))
            assert pool.crew.lend(connections[0], CLIENT) is None

    asyncio.run(scene())


def test_a_hand_may_open_nothing_while_a_query_runs(releases):
    """Its connections have descriptors, as it got them between two queries; for another there is no room."""

    async def scene():
        async with lending(releases, 3) as (pool, (connection, *_)):
            connection.send(ENDLESS.text)
            (hand,) = pool.crew._hands
            assert await until(lambda: hand._board.busy)
            soft, _ = resource.prlimit(hand.process.pid, resource.RLIMIT_NOFILE)
            assert soft == 3 < len(os.listdir(f"/proc/{hand.process.pid}/fd"))

    asyncio.run(scene())
