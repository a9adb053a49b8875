"""The memory that a hand and the service share."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.lending.board import Board, new_file
from api.visits import SECONDS, Record


@pytest.fixture
def sides():
    """The board as the hand has it, and as the service has it."""
    return both()


def both():
    file = new_file()
    try:
        return Board(file), Board(file)
    finally:
        os.close(file)


def record(outcome="answered", kind="boolean"):
    return Record("id", "client", status=200, outcome=outcome, kind=kind)


def test_what_the_hand_is_at_is_seen(sides):
    hand, service = sides
    hand.begin(7)
    assert (service.busy, service.owing, service.served) == (7, 0, 0)
    hand.hand_over(7)
    assert (service.busy, service.owing, service.served) == (0, 7, 0)
    hand.done(record(), b"line\n")
    assert (service.busy, service.owing, service.served) == (0, 0, 1)
    hand.begin(8)
    hand.leave()
    hand.swell(1234)
    assert (service.busy, service.peak) == (0, 1234)


def test_counts_are_those_since_the_last_time(sides):
    hand, service = sides
    for outcome, kind in (("answered", "boolean"), ("cached", "graph"), ("cached", "graph")):
        hand.done(record(outcome, kind), b"")
    tally = service.tally()
    assert tally.queries == {("answered", "boolean"): 1, ("cached", "graph"): 2}
    assert (sum(tally.within), len(tally.within)) == (3, len(SECONDS) + 1)
    assert tally.seconds > 0
    assert service.tally() == type(tally)((0,) * len(tally.within), 0.0, {})


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=40), st.integers(0, 1 << 20))
def test_every_line_is_read_once_wherever_it_lies(sizes, start):
    hand, service = both()
    for size in [1000] * (start // 1000):
        hand.done(record(), b"-" * size)
        service.lines()
    written = [bytes([65 + place % 26]) * size for place, size in enumerate(sizes)]
    for line in written:
        hand.done(record(), line)
    assert service.lines() == b"".join(written)
    assert service.lines() == b""


def test_a_hand_sees_when_its_lines_are_not_read(sides):
    hand, service = sides
    number = 0
    while hand.has_room:
        hand.done(record(), b"-" * 1999 + b"\n")
        number += 1
    assert number > 500
    assert service.lines().count(b"\n") == number
    assert hand.has_room
