"""Networks as the read model has them, and the files that other tools open."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from api.conditions import Conditions
from api.db import Database, Row
from api.models.networks import NetworkEdgeItem, NetworkItem, NetworkNodeItem, NetworksFilters
from api.querying import Selection
from graph.networks import files

_SORTS = MappingProxyType({name: name for name in ("name", "node_count", "edge_count")})


@dataclass(frozen=True, slots=True)
class Network:
    """One network of one plan."""

    item: NetworkItem
    nodes: tuple[NetworkNodeItem, ...]
    edges: tuple[NetworkEdgeItem, ...]


def networks(filters: NetworksFilters) -> Selection:
    """Every network."""
    conditions = Conditions()
    conditions.any_of("plan", filters.plan)
    return Selection("*", "networks", "plan, name", conditions, _SORTS)


def read_network(database: Database, plan: str, name: str) -> Network | None:
    """A network by its plan and name, or None where there is none."""
    found = database.row("SELECT * FROM networks WHERE plan = ? AND name = ?", (plan, name))
    if found is None:
        return None
    nodes = database.rows("SELECT * FROM network_nodes WHERE plan = ? AND name = ? ORDER BY number", (plan, name))
    edges = database.rows(
        "SELECT * FROM network_edges WHERE plan = ? AND name = ? ORDER BY source, target", (plan, name)
    )
    ids = [f"{row['kind']}/{row['slug']}" for row in nodes]
    return Network(
        NetworkItem.model_validate(found),
        tuple(_node(row) for row in nodes),
        tuple(
            NetworkEdgeItem(
                source=ids[row["source"]], target=ids[row["target"]], weight=row["weight"], bridge=bool(row["bridge"])
            )
            for row in edges
        ),
    )


def graphml(network: Network) -> str:
    """The network as GraphML, for Gephi, yEd, igraph and others."""
    return files.graphml(network.item.sentence, _nodes(network), _edges(network))


def gexf(network: Network) -> str:
    """The network as GEXF, for Gephi."""
    return files.gexf(network.item.sentence, _nodes(network), _edges(network))


def _node(row: Row) -> NetworkNodeItem:
    kept = {name: row[name] for name in NetworkNodeItem.model_fields if name != "id"}
    return NetworkNodeItem(id=f"{row['kind']}/{row['slug']}", **kept)


def _nodes(network: Network) -> files.Nodes:
    return [(node.id, node.model_dump(exclude={"id"}, exclude_none=True)) for node in network.nodes]


def _edges(network: Network) -> files.Edges:
    return [(edge.source, edge.target, {"weight": edge.weight, "bridge": edge.bridge}) for edge in network.edges]
