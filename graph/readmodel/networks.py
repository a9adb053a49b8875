"""The tables of the read model that hold the networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.networks.analysis import Network, NetworkNode
from graph.readmodel.concepts import Row


def network_tables(plans: Iterable[tuple[str, Iterable[Network]]]) -> Mapping[str, list[Row]]:
    """The rows of networks, nodes and edges, by table; a plan's networks are given with its id."""
    tables: dict[str, list[Row]] = {"networks": [], "network_nodes": [], "network_edges": []}
    for plan, network in ((plan, network) for plan, networks in sorted(plans) for network in networks):
        key = (plan, network.projection.name)
        tables["networks"].append((*key, *_counts(network)))
        tables["network_nodes"] += (
            (*key, number, n.kind, n.slug, n.label, *_figures(n), n.x, n.y) for number, n in enumerate(network.nodes)
        )
        tables["network_edges"] += ((*key, e.source, e.target, e.weight, int(e.bridge)) for e in network.edges)
    return tables


def _figures(node: NetworkNode) -> Row:
    return (node.degree, node.strength, node.betweenness, node.pagerank, node.community)


def _counts(network: Network) -> Row:
    p = network.projection
    communities = {node.community for node in network.nodes} - {None}
    orphans = sum(1 for node in network.nodes if not node.degree)
    bridges = sum(1 for edge in network.edges if edge.bridge)
    sizes = (len(network.nodes), len(network.edges), len(communities), orphans, bridges)
    return (p.sentence, p.left, p.right, p.through, *sizes)
