"""The figures of a network: centralities, communities, bridges, orphans.

Degree and betweenness are those of Freeman (Centrality in Social Networks, 1979); betweenness counts steps,
whatever their weight. PageRank is that of Brin and Page (1998) on the undirected network with its weights.
Communities are those of Blondel and others (Fast unfolding of communities in large networks, 2008) with a
fixed seed. Nodes go into networkx as numbers in a fixed order, so that no hash of a word changes the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import networkx

from graph.links.model import Link
from graph.model import SCHEME_OF, Document, Facts, MentionType
from graph.networks.layout import layout
from graph.networks.projections import Named, Node, Projection, edges_of, named_by_measures, nodes_of
from graph.vocabulary import Vocabulary

_SEED = 2030
_DAMPING, _ROUNDS = 0.85, 100


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A node with its figures; ``degree`` counts its edges, the others lie between 0 and 1.

    ``community`` counts from 1, the largest first; an orphan, which has no edge, has none, nor a place.
    """

    kind: str
    slug: str
    label: str
    degree: int
    strength: float
    betweenness: float
    pagerank: float
    community: int | None
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """Two nodes by their places in the list of nodes; without a bridge its two sides come apart."""

    source: int
    target: int
    weight: float
    bridge: bool


@dataclass(frozen=True, slots=True)
class Network:
    """A projection of a plan with its figures, nodes and edges sorted."""

    projection: Projection
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


def find_networks(
    document: Document,
    facts: Facts,
    links: Iterable[Link],
    vocabulary: Vocabulary,
    projections: Iterable[Projection],
) -> tuple[Network, ...]:
    """Every network of a plan."""
    named, known = named_by_measures(document, facts, vocabulary), tuple(links)
    headings = {p.code: p.heading for p in document.provisions}
    return tuple(_analyse(projection, named, known, headings, vocabulary) for projection in projections)


def pagerank(graph: networkx.Graph[int]) -> Mapping[int, float]:
    """The PageRank of every node, which sum to 1; a node without edges passes its rank on to all alike."""
    count = graph.number_of_nodes()
    strength = {node: float(size) for node, size in graph.degree(weight="weight")}
    rank = dict.fromkeys(graph, 1 / count) if count else {}
    for _ in range(_ROUNDS):
        idle = sum(rank[node] for node in rank if not strength[node])
        rest = (1 - _DAMPING + _DAMPING * idle) / count if count else 0.0
        rank = {
            node: rest + _DAMPING * sum(rank[n] * edge["weight"] / strength[n] for n, edge in graph[node].items())
            for node in graph
        }
    return rank


def _analyse(
    projection: Projection, named: Named, links: tuple[Link, ...], headings: Mapping[str, str], vocabulary: Vocabulary
) -> Network:
    nodes = nodes_of(projection, named)
    place = {node: number for number, node in enumerate(nodes)}
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    for (one, other), weight in edges_of(projection, named, links).items():
        graph.add_edge(*sorted((place[one], place[other])), weight=weight)
    bridges = {(min(a, b), max(a, b)) for a, b in cast(Iterable[tuple[int, int]], networkx.bridges(graph))}
    edges = sorted((min(a, b), max(a, b), float(data["weight"])) for a, b, data in graph.edges(data=True))
    return Network(
        projection,
        tuple(_nodes(graph, nodes, headings, vocabulary)),
        tuple(NetworkEdge(a, b, round(weight, 2), (a, b) in bridges) for a, b, weight in edges),
    )


def _nodes(
    graph: networkx.Graph[int], nodes: tuple[Node, ...], headings: Mapping[str, str], vocabulary: Vocabulary
) -> Iterable[NetworkNode]:
    betweenness = networkx.betweenness_centrality(graph)
    ranks, community = pagerank(graph), _communities(graph)
    places = layout(graph, community)
    strength = dict(graph.degree(weight="weight"))
    for number, (kind, slug) in enumerate(nodes):
        yield NetworkNode(
            kind=kind,
            slug=slug,
            label=headings[slug] if kind == "measure" else _label(kind, slug, vocabulary),
            degree=graph.degree(number),
            strength=round(float(strength[number]), 2),
            betweenness=round(betweenness[number], 4),
            pagerank=round(ranks[number], 4),
            community=community.get(number),
            x=places[number][0] if number in places else None,
            y=places[number][1] if number in places else None,
        )


def _communities(graph: networkx.Graph[int]) -> Mapping[int, int]:
    """The number of each joined node's community, the largest first."""
    joined = graph.subgraph(sorted(node for node, degree in graph.degree() if degree)).copy()
    if not joined:
        return {}
    found = networkx.community.louvain_communities(joined, weight="weight", seed=_SEED)
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    return {node: number for number, members in enumerate(ordered, 1) for node in members}


def _label(kind: str, slug: str, vocabulary: Vocabulary) -> str:
    types: Mapping[str, MentionType] = {name: name for name in SCHEME_OF}
    return vocabulary.get(SCHEME_OF[types[kind]], slug).label
