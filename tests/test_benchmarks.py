"""Benchmarks are run by hand, and so nobody would see that one no longer fits what it measures."""

from __future__ import annotations

from tests.benchmarks import growth


def test_the_benchmark_of_growth_builds_a_plan_and_asks_it(tmp_path):
    figures: growth.Figures = {}
    growth.build(growth.copies(tmp_path / "plans", 1), tmp_path, figures)
    growth.ask_read_model(tmp_path / "hrap.sqlite", figures)
    assert {"links (s)", "networks (s)", "links of a measure (ms)", "paths of two rights (ms)"} <= set(figures)
