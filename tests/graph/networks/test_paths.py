from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.networks.paths import PathFinder, Tie


def names(measure, thing, quote="words", start=0):
    return Tie("names", f"measure/{measure}", thing, quote, start, start + len(quote))


TIES = (
    names(1, "right/health", "health", 10),
    names(1, "group/women", "women", 20),
    names(2, "right/health"),
    names(2, "body/schools"),
    names(3, "body/schools"),
    names(3, "group/women"),
    names(4, "group/rural-women"),
    names(5, "body/island"),
    Tie("broader", "group/rural-women", "group/women"),
    Tie("broader", "group/nobody", "group/people"),
)


def measures(count):
    return [f"measure/{number}" for number in range(count)]


FINDER = PathFinder(TIES, measures(8))


def test_the_best_path_is_the_direct_one_with_its_words():
    first, second = FINDER.best("right/health", "group/women", 5)
    assert first.nodes == ("right/health", "measure/1", "group/women")
    assert [(tie.quote, tie.start, tie.end) for tie in first.ties] == [("health", 10, 16), ("women", 20, 25)]
    assert second.nodes == ("right/health", "measure/2", "body/schools", "measure/3", "group/women")
    assert first.cost < second.cost


def test_a_measure_that_speaks_of_nothing_is_known_and_joined_to_nothing():
    assert "measure/7" in FINDER
    assert FINDER.best("measure/7", "group/women", 5) == ()


def test_a_target_is_an_end_that_makes_no_other_path_dearer():
    with_target = PathFinder([*TIES, names(1, "target/1/doctors", "two doctors", 30)], measures(8))
    (path, *_) = with_target.best("group/women", "target/1/doctors", 1)
    assert path.nodes == ("group/women", "measure/1", "target/1/doctors")
    assert [tie.quote for tie in path.ties] == ["women", "two doctors"]
    ends = ("right/health", "group/women", 5)
    assert with_target.best(*ends) == FINDER.best(*ends)


def test_no_more_paths_than_asked_for():
    assert len(FINDER.best("right/health", "group/women", 1)) == 1


def test_a_step_of_the_vocabulary_has_no_words():
    (path, *_) = FINDER.best("measure/4", "measure/1", 1)
    assert path.nodes == ("measure/4", "group/rural-women", "group/women", "measure/1")
    assert [(tie.relation, tie.quote) for tie in path.ties][1] == ("broader", None)


def test_what_nothing_joins_has_no_path():
    assert FINDER.best("right/health", "body/island", 5) == ()
    assert FINDER.best("right/health", "right/health", 5) == ()


def test_what_no_measure_speaks_of_is_not_there():
    assert "group/nobody" not in FINDER
    assert "group/women" in FINDER
    assert "measure/1" in FINDER.nodes


def test_a_path_through_a_rarer_thing_is_better():
    common = [names(n, "body/common") for n in range(1, 8)]
    ties = [names(1, "right/a"), names(2, "group/b"), names(1, "body/rare"), names(2, "body/rare"), *common]
    best, other = PathFinder(ties, measures(16)).best("right/a", "group/b", 2)
    assert "body/rare" in best.nodes
    assert "body/common" in other.nodes


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from("abcdef")), min_size=1, max_size=20), st.integers(1, 4))
def test_paths_are_different_ordered_and_made_of_ties(pairs, count):
    finder = PathFinder((names(measure, f"group/{thing}") for measure, thing in pairs), measures(10))
    start, end = finder.nodes[0], finder.nodes[-1]
    found = finder.best(start, end, count)
    assert len({path.nodes for path in found}) == len(found) <= count
    assert [path.cost for path in found] == sorted(path.cost for path in found)
    for path in found:
        assert (path.nodes[0], path.nodes[-1]) == (start, end)
        for a, b, tie in zip(path.nodes, path.nodes[1:], path.ties, strict=False):
            assert {a, b} == {tie.one, tie.other}


def test_a_thing_in_every_measure_still_has_a_finite_cost():
    (path,) = PathFinder([names(1, "group/a"), names(1, "group/b")], measures(1)).best("group/a", "group/b", 1)
    assert path.cost == pytest.approx(2 * (1 / 0.5 + 0.125))
