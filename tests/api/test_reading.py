from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import pytest

from api.sparql.deadlines import ClientGoneError
from api.sparql.protocol import SparqlLimits
from api.sparql.reading import Reader
from graph.errors import QueryOverload, QueryTooComplex
from graph.sparql.complexity import ComplexityLimits
from graph.sparql.queries import Query

LONG = " " * 20_000


@dataclass
class Slow:
    """Limits that take their time, and note which text was looked through when."""

    seen: list[str] = field(default_factory=list)
    now: int = 0

    def check(self, text):
        self.now += 1
        assert self.now == 1
        time.sleep(0.05)
        self.seen.append(text.strip())
        self.now -= 1


async def stays():
    await asyncio.sleep(60)
    return {"type": "http.disconnect"}


async def goes():
    await asyncio.sleep(0.01)
    return {"type": "http.disconnect"}


def reader(complexity, queue=10):
    return Reader(SparqlLimits(200_000, complexity), queue, patience=10)


def long(name):
    return Query(f"ASK {{}} #{name}{LONG}")


def test_long_texts_are_looked_through_one_at_a_time_and_their_clients_take_turns():
    slow = Slow()

    async def asked():
        own = reader(slow)
        many = [own.check(long(f"many {n}"), "many", stays) for n in range(3)]
        await asyncio.gather(*many, own.check(long("one"), "one", stays))

    asyncio.run(asked())
    assert [text.partition("#")[2] for text in slow.seen] == ["many 0", "many 1", "one", "many 2"]


def test_more_long_texts_than_may_wait_are_turned_away():
    async def asked():
        own = reader(Slow(), queue=1)
        return await asyncio.gather(*(own.check(long(n), "many", stays) for n in range(3)), return_exceptions=True)

    first, second, third = asyncio.run(asked())
    assert (first, second) == (None, None)
    assert isinstance(third, QueryOverload)


def test_a_long_text_whose_client_goes_leaves_the_line():
    slow = Slow()

    async def asked():
        own = reader(slow)
        texts = (own.check(long(n), "many", goes if n == 2 else stays) for n in range(3))
        return await asyncio.gather(*texts, return_exceptions=True)

    assert isinstance(asyncio.run(asked())[2], ClientGoneError)
    assert len(slow.seen) == 2


def test_a_short_text_waits_for_none():
    with pytest.raises(QueryTooComplex):
        asyncio.run(reader(ComplexityLimits(patterns=1)).check(Query("ASK { ?s ?p ?o , ?x }"), "one", stays))
