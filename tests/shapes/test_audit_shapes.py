"""Every criterion of the audit has an example that it passes by and one that it finds.

``audit/<criterion>_pass.ttl`` and ``audit/<criterion>_fail.ttl`` stand alone. What a failing one is to
show is marked in it, ``ex:measure test:shows shape:measure-without-body .``, and found by a SHACL engine
and by the build's own run of the queries alike.
"""

from __future__ import annotations

from functools import cache

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, SH

from graph.audit.criteria import load_criteria
from graph.audit.findings import audit
from graph.config import Config
from graph.names import Names
from graph.validation.checking import load_shapes
from tests.shapes.test_shapes import FOLDER, PREFIX, TEST

EXAMPLES = FOLDER / "audit"
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(Config())}
Results = set[tuple[URIRef, URIRef, URIRef]]


@cache
def shapes() -> Graph:
    return load_shapes(Config(), "prefixes", "audit")


def shape_alone(name: str) -> Graph:
    """The criteria, of which only one has a target."""
    alone = Graph() + shapes()
    for target in (SH.targetClass, SH.target):
        for shape in set(alone.subjects(target)) - {URIRef(PREFIX + name)}:
            alone.remove((shape, target, None))
    return alone


def example(name: str) -> tuple[Graph, Results]:
    """An example, and what it is to show: focus node, criterion and severity."""
    graph = Graph().parse(EXAMPLES / f"{name}.ttl")
    marks = {(node, shape, shapes().value(shape, SH.severity)) for node, shape in graph.subject_objects(TEST.shows)}
    graph.remove((None, TEST.shows, None))
    return graph, marks


def engine_results(data: Graph, name: str) -> Results:
    _, found, _ = pyshacl.validate(data, shacl_graph=shape_alone(name), advanced=True, inference="none")
    return {
        (found.value(node, SH.focusNode), found.value(node, SH.sourceShape), found.value(node, SH.resultSeverity))
        for node in found.subjects(RDF.type, SH.ValidationResult)
    }


def own_results(data: Graph, name: str) -> Results:
    found = audit(data, "x", [CRITERIA[name]], Names()).findings
    return {(finding.focus, CRITERIA[name].iri, SH[CRITERIA[name].severity]) for finding in found}


def test_every_criterion_has_both_examples() -> None:
    files = {path.stem for path in EXAMPLES.glob("*.ttl")}
    assert files == {f"{name}_{kind}" for name in CRITERIA for kind in ("pass", "fail")}


@pytest.mark.parametrize("name", sorted(CRITERIA))
@pytest.mark.parametrize("results", [engine_results, own_results])
def test_the_passing_example_shows_nothing_although_it_is_asked(name, results):
    data, marks = example(f"{name}_pass")
    assert not marks
    assert results(data, name) == set()
    (tally, *_) = audit(data, "x", [CRITERIA[name]], Names()).tallies
    assert tally.population > 0


@pytest.mark.parametrize("name", sorted(CRITERIA))
@pytest.mark.parametrize("results", [engine_results, own_results])
def test_the_failing_example_shows_exactly_what_is_marked(name, results):
    data, marks = example(f"{name}_fail")
    assert marks
    assert results(data, name) == marks


def test_no_criterion_is_a_violation_and_each_names_its_sources() -> None:
    for criterion in CRITERIA.values():
        assert criterion.severity in ("Warning", "Info")
        assert set(map(str, shapes().objects(criterion.iri, DCTERMS.source))) == set(criterion.sources) != set()
