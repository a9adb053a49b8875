"""What a read model's paths run over: which rows become a tie, and which do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

import pytest

from api.db import Database
from api.paths import load_paths
from graph.networks.paths import PathFinder
from graph.release import open_release
from tests.api.small_release import write_release


@pytest.fixture(scope="module")
def finders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, PathFinder]]:
    """Those of a release of two plans that say the same."""
    root = write_release(tmp_path_factory.mktemp("two"), plans=("large", "small"))
    with closing(Database(open_release(root).read_model)) as database:
        yield load_paths(database)


def steps(finder: PathFinder, start: str, end: str) -> list[tuple[str, str, str, str | None]]:
    (path,) = finder.best(start, end, 1)
    return [(tie.relation, tie.one, tie.other, tie.quote) for tie in path.ties]


@pytest.fixture(params=["large", "small"])
def finder(finders: Mapping[str, PathFinder], request: pytest.FixtureRequest) -> PathFinder:
    return finders[request.param]


def test_a_node_is_what_a_measure_speaks_of_or_what_is_wider_or_narrower_than_that(finder):
    assert list(finder.nodes) == [
        "body/nurses",
        "group/people",
        "group/rural-women",
        "group/women",
        "indicator/risk-rate",
        "instrument/health-law",
        "measure/1.1.1",
        "measure/1.1.2",
        "right/health",
        "target/1.1.1/risk-rate",
    ]


def test_each_relation_has_its_words_and_a_wider_concept_none(finder):
    assert steps(finder, "group/people", "instrument/health-law") == [
        ("broader", "group/women", "group/people", None),
        ("names", "measure/1.1.1", "group/women", "women"),
        ("names", "measure/1.1.1", "instrument/health-law", "Health Law"),
    ]
    assert steps(finder, "body/nurses", "right/health") == [
        ("names", "measure/1.1.2", "body/nurses", "nurses"),
        ("section", "measure/1.1.2", "right/health", "Right to Health"),
    ]


def test_an_indicator_and_its_target_rest_on_the_number(finder):
    for end in ("indicator/risk-rate", "target/1.1.1/risk-rate"):
        assert steps(finder, "measure/1.1.1", end) == [("names", "measure/1.1.1", end, "3 percent")]


def test_evidence_is_of_the_plan_that_is_asked(finders):
    for plan, finder in finders.items():
        for end in ("group/women", "target/1.1.1/risk-rate"):
            ((tie,),) = (path.ties for path in finder.best("measure/1.1.1", end, 1))
            assert f"/plan/{plan}/mention/" in str(tie.evidence)
