from __future__ import annotations

from collections import Counter

import networkx
import pytest
from rdflib import SKOS

from graph.entity_graph import SENTENCE, read_entity_graph
from graph.names import Names
from graph.networks.files import gexf, graphml
from graph.release import open_release

NAMES = Names()
RELATIONS = (
    *("agent", "concernsGroup", "hasParameter", "hasTarget", "indicator", "involvesBody", "underRight"),
    "usesInstrument",
)


@pytest.fixture(scope="module")
def whole(releases):
    return read_entity_graph(open_release(releases).read_model, NAMES)


def stated(built, predicate, ends):
    """What the graph itself states between two things of these files."""
    found = set()
    for graph in built.dataset.values():
        pairs = ((str(s), str(o)) for s, o in graph.subject_objects(predicate))
        found |= {(s.removeprefix(NAMES.things), o.removeprefix(NAMES.things)) for s, o in pairs}
    return {pair for pair in found if ends.issuperset(pair)}


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_joins_what_the_property_of_that_name_joins(built, whole, relation):
    nodes, edges = whole
    ends = {name for name, _ in nodes}
    drawn = {(source, target) for source, target, figures in edges if figures["relation"] == relation}
    assert drawn
    assert drawn == {pair for pair in stated(built, NAMES.own(relation), ends) if pair[0].startswith("plan/")}


def test_the_hierarchies_of_the_vocabulary_are_drawn(built, whole):
    nodes, edges = whole
    drawn = {(source, target) for source, target, figures in edges if figures["relation"] == "broader"}
    assert drawn == stated(built, SKOS.broader, {name for name, _ in nodes})


def test_each_link_is_drawn_once_with_its_weight(built, whole):
    _, edges = whole
    drawn = {
        frozenset((source, target)): figures["weight"]
        for source, target, figures in edges
        if "Link" in figures["relation"]
    }
    links = {node for graph in built.dataset.values() for node in graph.subjects(NAMES.own("linksMeasure"))}
    assert len(drawn) == len(links)
    assert min(drawn.values()) > 0


def test_no_edge_ends_nowhere_and_none_is_there_twice(whole):
    nodes, edges = whole
    assert len(dict(nodes)) == len(nodes)
    assert {name for name, _ in nodes} >= {end for source, target, _ in edges for end in (source, target)}
    alike = Counter(
        (source, target, figures["relation"], figures.get("qualifier")) for source, target, figures in edges
    )
    assert set(alike.values()) == {1}


@pytest.mark.parametrize(("write", "read"), [(graphml, networkx.read_graphml), (gexf, networkx.read_gexf)])
def test_both_formats_hold_all_of_it(whole, tmp_path, write, read):
    nodes, edges = whole
    path = tmp_path / "whole"
    path.write_text(write(SENTENCE, nodes, edges, directed=True), encoding="utf-8")
    found = read(path)
    assert found.is_directed()
    assert found.number_of_nodes() == len(nodes)
    assert Counter(found.edges()) == Counter((source, target) for source, target, _ in edges)
    assert Counter(figures["relation"] for *_, figures in found.edges(data=True)) == Counter(
        figures["relation"] for *_, figures in edges
    )
