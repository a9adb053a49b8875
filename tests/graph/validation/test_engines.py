"""The two engines find the same, in the same words where the reference says them."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from graph.config import Config
from graph.errors import InputError
from graph.validation import engines
from graph.validation.checking import load_shapes, validate
from graph.validation.engines import by_property, raw_report
from graph.validation.forking import forked
from graph.validation.results import ValidationReport
from graph.vocabulary import read_turtle

EXAMPLES = Path(__file__).parents[2] / "shapes"
BROKEN = sorted(EXAMPLES.glob("*_fail.ttl"))


@cache
def shapes() -> Graph:
    return load_shapes(Config())


@cache
def surroundings() -> Graph:
    config = Config()
    return read_turtle([*sorted(config.ontology.glob("*.ttl")), EXAMPLES / "base.ttl"], config)


@cache
def broken() -> Graph:
    """All the broken examples in one graph: each shape is broken somewhere in it."""
    data = Graph()
    for path in BROKEN:
        data.parse(path)
    return data + surroundings()


@cache
def faults() -> ValidationReport:
    """What one process of the reference engine finds in them."""
    return validate(broken(), shapes())


def found(report: ValidationReport) -> set[tuple[str, ...]]:
    return {(r.severity, r.shape, r.focus, r.path, r.value, r.about, r.quote) for r in report.results}


def test_both_engines_find_nothing_in_a_graph_that_breaks_nothing() -> None:
    assert validate(surroundings(), shapes(), engine="rudof").results == ()


def test_both_engines_find_the_same_in_a_graph_that_breaks_every_shape() -> None:
    one, other = faults(), validate(broken(), shapes(), engine="rudof")
    assert len({result.shape for result in one.results}) > 100
    assert found(one) ^ found(other) == set()


def test_an_engine_without_words_of_its_own_gets_those_of_the_shape() -> None:
    data = Graph().parse(EXAMPLES / "quote-equals-source_fail.ttl") + surroundings()
    report = validate(data, shapes(), engine="rudof")
    (message,) = {result.message for result in report.results if result.shape.endswith("/quote-equals-source")}
    assert "correct its offsets or its quote." in message
    assert "{" not in message


def test_both_engines_say_of_a_core_shape_what_the_shape_says() -> None:
    data = Graph().parse(EXAMPLES / "target_fail.ttl") + surroundings()
    one, other = ({r.message for r in validate(data, shapes(), engine=name).results} for name in ("pyshacl", "rudof"))
    assert one == other


def test_an_engine_that_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrudof", None)
    with pytest.raises(InputError, match=r"rudof is not installed.*pip install 'hrap\[engines\]'"):
        raw_report(Graph(), shapes(), "rudof")


def test_property_shapes_get_the_targets_of_their_node_shapes() -> None:
    flat = by_property(shapes())
    for node, part in shapes().subject_objects(SH.property):
        assert set(shapes().objects(node, SH.targetClass)) <= set(flat.objects(part, SH.targetClass))
    assert not [node for node in flat.subjects(SH.property) if (node, SH.targetClass, None) in flat]
    assert set(flat.subjects(RDF.type, SH.NodeShape)) == set(shapes().subjects(RDF.type, SH.NodeShape))


def test_a_property_shape_without_targets_above_it_stays_where_it_is() -> None:
    inner, part = URIRef("https://example.org/inner"), URIRef("https://example.org/part")
    graph = Graph().add((inner, SH.property, part))
    assert set(by_property(graph)) == set(graph)


@pytest.mark.parametrize("cores", [1, 2])
def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    expected = faults().results
    started: list[bool] = []
    monkeypatch.setattr(engines, "_LARGE", 1)
    monkeypatch.setattr(engines, "available_cores", lambda: cores)
    monkeypatch.setattr(engines, "forked", lambda work: started.append(True) or forked(work))
    assert validate(broken(), shapes()).results == expected
    assert started == [True] * (cores - 1)


def test_the_halves_of_the_shapes_share_out_every_target() -> None:
    flat = by_property(shapes())
    one, other = engines.halves(flat)
    assert {*one, *other} == set(flat)
    targets = [set(half.subjects(SH.targetNode)) for half in (one, other)]
    assert not targets[0] & targets[1]
    assert abs(len(targets[0]) - len(targets[1])) <= len(targets[0]) // 4
