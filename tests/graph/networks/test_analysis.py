from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.networks.analysis import find_networks, pagerank
from graph.networks.projections import Projection
from tests.api.small_release import small_content, small_link, small_vocabulary

PROJECTIONS = (
    Projection("groups-measures", "group", "measure", None, "Groups."),
    Projection("measures", "measure", "measure", "links", "Links."),
    Projection("rights-groups", "right", "group", None, "Both."),
)


@pytest.fixture
def networks(tmp_path):
    content = small_content(tmp_path)
    found = find_networks(content.document, content.facts, [small_link(content.facts)], small_vocabulary(), PROJECTIONS)
    return {network.projection.name: network for network in found}


def joined(network):
    return [(network.nodes[e.source].slug, network.nodes[e.target].slug, e.weight) for e in network.edges]


def test_things_are_joined_by_the_measures_that_speak_of_both(networks):
    assert joined(networks["rights-groups"]) == [("women", "health", 1.0)]
    assert joined(networks["groups-measures"]) == [("women", "1.1.1", 1.0)]


def test_measures_are_joined_by_their_links_with_their_weight(networks):
    assert joined(networks["measures"]) == [("1.1.1", "1.1.2", 3.5)]


def test_an_orphan_has_no_edge_and_no_community(networks):
    orphan = next(node for node in networks["groups-measures"].nodes if node.slug == "1.1.2")
    assert (orphan.degree, orphan.strength, orphan.community) == (0, 0.0, None)
    assert orphan.label == "Training nurses in rural areas."
    assert {n.community for n in networks["groups-measures"].nodes if n.degree} == {1}


def test_an_only_edge_is_a_bridge(networks):
    assert [edge.bridge for edge in networks["measures"].edges] == [True]


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda e: e[0] < e[1])))
def test_pagerank_sums_to_1_and_no_node_has_none(edges):
    graph = networkx.empty_graph(7)
    graph.add_edges_from(edges, weight=2.0)
    ranks = pagerank(graph)
    assert sum(ranks.values()) == pytest.approx(1)
    assert min(ranks.values()) > 0


def test_pagerank_is_even_on_a_ring_and_highest_in_the_middle_of_a_star():
    ring, star = networkx.cycle_graph(5), networkx.star_graph(4)
    for graph in (ring, star):
        networkx.set_edge_attributes(graph, 1.0, "weight")
    assert list(pagerank(ring).values()) == pytest.approx([0.2] * 5)
    assert max(pagerank(star), key=pagerank(star).__getitem__) == 0
    assert pagerank(networkx.Graph()) == {}
