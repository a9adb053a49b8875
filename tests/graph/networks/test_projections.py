from __future__ import annotations

from dataclasses import replace

import pytest

from graph.config import Config
from graph.errors import VocabularyError
from graph.networks.projections import Projection, edges_of, load_projections, nodes_of

NAMED = {
    "1": {"measure": frozenset({"1"}), "group": frozenset({"women", "men"}), "instrument": frozenset({"law"})},
    "2": {"measure": frozenset({"2"}), "group": frozenset({"women"}), "instrument": frozenset({"law", "plan"})},
    "3": {"measure": frozenset({"3"}), "group": frozenset({"men", "women"})},
}


def edges(left, right, through=None):
    found = edges_of(Projection("x", left, right, through, "X."), NAMED, ())
    return {(one[1], other[1]): weight for (one, other), weight in found.items()}


def test_two_kinds_are_joined_in_each_measure_that_speaks_of_both():
    assert edges("group", "instrument") == {
        ("men", "law"): 1.0,
        ("women", "law"): 2.0,
        ("women", "plan"): 1.0,
    }


def test_things_of_one_kind_are_joined_by_what_they_share():
    assert edges("measure", "measure", "instrument") == {("1", "2"): 1.0}
    assert edges("group", "group", "measure") == {("men", "women"): 2.0}


def test_the_nodes_are_all_that_is_spoken_of_joined_or_not():
    nodes = nodes_of(Projection("x", "measure", "measure", "instrument", "X."), NAMED)
    assert nodes == (("measure", "1"), ("measure", "2"), ("measure", "3"))


def test_the_projections_of_the_project_are_well_formed():
    found = load_projections(Config())
    assert [p.name for p in found] == sorted(p.name for p in found)
    assert all(p.sentence.endswith(".") for p in found)


@pytest.mark.parametrize(
    "row",
    [
        'left = "right"',
        'left = "right"\nright = "planet"\nsentence = "X."',
        'left = "right"\nright = "right"\nsentence = "X."',
    ],
)
def test_a_projection_that_joins_nothing_is_refused(tmp_path, row):
    (tmp_path / "networks.toml").write_text(f"[x]\n{row}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"networks\.toml"):
        load_projections(replace(Config(), ontology=tmp_path))
