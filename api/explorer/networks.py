"""The networks of a plan for readers: a picture, its tables, and its communities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.explorer.network_evidence import Node
from api.explorer.network_picture import Picture, draw

_NODES = (
    "SELECT n.*, c.label_zh FROM network_nodes n LEFT JOIN concepts c ON c.slug = n.slug AND c.scheme = CASE n.kind"
    " WHEN 'body' THEN 'bodies' ELSE n.kind || 's' END WHERE n.plan = ? AND n.name = ? ORDER BY n.number"
)
_EDGES = "SELECT source, target, weight, bridge FROM network_edges WHERE plan = ? AND name = ? ORDER BY source, target"
_LEADING = 3  # members by which a community is named


@dataclass(frozen=True, slots=True)
class Community:
    """A community with its best joined members."""

    number: int
    size: int
    leading: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a node is joined to."""

    row: Row
    weight: float
    bridge: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """A network as it is stored, with its edges of a weight or more."""

    item: Row
    nodes: Sequence[Row]
    edges: Sequence[Row]
    weights: Sequence[float]

    @property
    def joined(self) -> Sequence[Row]:
        """The nodes that such an edge ends at."""
        ends = {edge[end] for edge in self.edges for end in ("source", "target")}
        return [node for node in self.nodes if node["number"] in ends]

    def picture(self, names: Mapping[int, str], measure: str) -> Picture:
        """The picture of what is joined."""
        return draw(self.joined, self.edges, names, measure)

    def communities(self) -> Sequence[Community]:
        """The communities that are shown, the largest first."""
        members: dict[int, list[Row]] = defaultdict(list)
        for node in self.joined:
            members[node["community"]].append(node)
        for several in members.values():
            several.sort(key=lambda node: (-node["degree"], -node["betweenness"], node["number"]))
        return [Community(number, len(several), several[:_LEADING]) for number, several in sorted(members.items())]

    def table(self, part: str, measure: str, community: int | None) -> Sequence[Row]:
        """The rows of one of the tables, the weightiest first: nodes by a measure, or edges; of a community, or all."""
        if part == "nodes":
            nodes = sorted(self.nodes, key=lambda node: -node[measure])
            return [node for node in nodes if community in (None, node["community"])]
        edges = sorted(self.edges, key=lambda edge: -edge["weight"])
        ends = [{self.nodes[edge[end]]["community"] for end in ("source", "target")} for edge in edges]
        return [edge for edge, of in zip(edges, ends, strict=True) if community is None or of == {community}]

    def find(self, node: Node) -> Row | None:
        """A node by its kind and slug."""
        return next((row for row in self.nodes if (row["kind"], row["slug"]) == (node.kind, node.slug)), None)

    def neighbours(self, row: Row) -> Sequence[Neighbour]:
        """What a node is joined to, the heaviest edge first."""
        found = []
        for edge in self.edges:
            ends = (edge["source"], edge["target"])
            if row["number"] in ends:
                other = self.nodes[ends[ends[0] == row["number"]]]
                found.append(Neighbour(other, edge["weight"], bool(edge["bridge"])))
        return sorted(found, key=lambda neighbour: (-neighbour.weight, neighbour.row["number"]))

    def edge(self, one: Row, other: Row) -> Row | None:
        """The edge between two nodes."""
        ends = sorted((one["number"], other["number"]))
        return next((edge for edge in self.edges if [edge["source"], edge["target"]] == ends), None)


def read_graph(database: Database, plan: str, name: str, least: float = 0) -> Graph | None:
    """A network by its plan and name, with the edges that weigh ``least`` or more; None where there is none."""
    item = database.row("SELECT * FROM networks WHERE plan = ? AND name = ?", (plan, name))
    if item is None:
        return None
    edges = database.rows(_EDGES, (plan, name))
    weights = sorted({edge["weight"] for edge in edges})
    nodes = database.rows(_NODES, (plan, name))
    return Graph(item, nodes, [edge for edge in edges if edge["weight"] >= least], weights)
