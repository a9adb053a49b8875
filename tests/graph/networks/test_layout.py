from __future__ import annotations

import math
from itertools import combinations

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.networks.layout import layout

edges = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda e: e[0] < e[1]), max_size=20)


@given(edges, st.lists(st.integers(1, 3), min_size=13, max_size=13))
@settings(max_examples=30)
def test_every_joined_node_has_a_place_of_its_own_and_an_orphan_has_none(given_edges, communities):
    graph = networkx.empty_graph(13)
    graph.add_edges_from(given_edges)
    community = dict(enumerate(communities))
    places = layout(graph, community)
    assert {*places} == {node for node, degree in graph.degree() if degree}
    assert all(x >= 0 and y >= 0 for x, y in places.values())
    assert all(math.dist(one, other) > 5 for one, other in combinations(places.values(), 2))
    assert layout(graph, community) == places


def test_the_order_in_which_edges_come_changes_nothing():
    ways = networkx.Graph([(0, 1), (1, 2), (2, 3)]), networkx.Graph([(2, 3), (1, 2), (0, 1)])
    assert layout(ways[0], {}) == layout(ways[1], {})


def test_the_ends_of_a_path_lie_further_apart_than_neighbours():
    places = layout(networkx.path_graph(5), {})
    assert math.dist(places[0], places[4]) > 3 * math.dist(places[0], places[1])


def test_communities_that_one_edge_joins_come_apart():
    graph = networkx.barbell_graph(5, 0)
    apart = layout(graph, {node: 1 + node // 5 for node in graph})
    middles = [[sum(apart[node][axis] for node in part) / 5 for axis in (0, 1)] for part in (range(5), range(5, 10))]
    within = max(math.dist(apart[node], middles[node // 5]) for node in graph)
    assert math.dist(*middles) > within
