"""The links of the plan against the neighbours that a reader of its text gave 41 of its measures."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "gold" / "neighbours"
LISTED = 10
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))


def rows():
    for name in ("from_the_text.csv", "from_the_lists.csv"):
        with (GOLD / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


GRADES = {frozenset((row["measure"], row["neighbour"])): row["grade"] for row in rows()}


@pytest.fixture(scope="module")
def measures(built):
    (content,) = built.contents
    return [p.code for p in content.document.provisions if p.kind == "measure"]


@pytest.fixture(scope="module")
def neighbours(built):
    """The ten first neighbours of every measure."""
    (content,) = built.contents
    ends = ((end, link) for link in content.links for end in (0, 1))
    found: dict[str, set[str]] = {}
    for end, link in ends:
        if link.ranks[end] <= LISTED:
            one, other = (link.first, link.second)[end], (link.first, link.second)[1 - end]
            found.setdefault(one, set()).add(other)
    return found


def test_the_measures_read_are_every_fifth_and_each_pair_is_graded_once(measures):
    read = measures[::5]
    assert {row["grade"] for row in rows()} == {"strong", "fair", "weak", "empty"}
    assert len(GRADES) == sum(1 for _ in rows())
    assert all(pair <= set(measures) and pair & set(read) for pair in GRADES)
    assert {code for code in read if any(code in pair and g == "strong" for pair, g in GRADES.items())} == set(read)


@pytest.mark.parametrize("part", ["all", "held_out"])
def test_links_are_what_a_reader_calls_neighbours(part, measures, neighbours):
    read = measures[::5] if part == "all" else measures[::5][1::2]
    listed = Counter(GRADES.get(frozenset((code, other))) for code in read for other in neighbours.get(code, ()))
    judged = listed.total() - listed[None]
    strong = sum(len([p for p, grade in GRADES.items() if code in p and grade == "strong"]) for code in read)
    floors = FLOORS[part]
    assert judged / listed.total() >= floors["judged"], "judge the pairs that are new in tests/gold/neighbours"
    assert listed["strong"] / strong >= floors["recall_of_strong"]
    assert listed["empty"] / judged <= floors["share_of_empty"]
    assert (listed["empty"] + listed["weak"]) / judged <= floors["share_of_weak_or_empty"]
