"""Networks: what they are asked for by, and what they answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.filters import Paging
from api.models.items import Dataset, example

NetworkFormat = Literal["json", "csv", "graphml", "gexf", "svg"]


class NetworksFilters(Paging):
    """What networks are chosen by."""

    plan: list[str] = Field(default=[], description="Plan", examples=[["cn-2026-2030"]])


class NetworkItem(BaseModel):
    """A network of a plan and how large it is."""

    model_config = example(
        plan="cn-2026-2030",
        name="rights-groups",
        sentence="Rights and population groups, joined by the measures that speak of both.",
        left_kind="right",
        right_kind="group",
        through=None,
        node_count=172,
        edge_count=247,
        community_count=12,
        orphan_count=11,
        bridge_count=75,
    )

    plan: str
    name: str
    sentence: str
    left_kind: str
    right_kind: str
    through: str | None = Field(description="What joins things of one kind")
    node_count: int
    edge_count: int
    community_count: int
    orphan_count: int = Field(description="Nodes without an edge")
    bridge_count: int = Field(description="Edges without which their two sides come apart")


class NetworkFilters(BaseModel):
    """Which network, and in which form."""

    model_config = ConfigDict(extra="forbid")

    projection: str = Field(default="rights-groups", description="Its name; /networks lists them")
    plan: str | None = Field(default=None, description="Plan; may be left out where there is only one")
    part: Literal["nodes", "edges"] = Field(default="edges", description="What a CSV has")
    top: Annotated[int, Field(ge=1, le=300, description="How many nodes a picture has, the best joined first")] = 100
    format: NetworkFormat = Field(default="json", description="JSON, CSV, GraphML, GEXF or SVG")


class NetworkNodeItem(BaseModel):
    """A node with its figures."""

    model_config = example(
        id="group/women",
        kind="group",
        slug="women",
        label="women",
        degree=18,
        strength=46.0,
        betweenness=0.3132,
        pagerank=0.034,
        community=1,
    )

    id: str
    kind: str
    slug: str = Field(description="Slug of a concept, or code of a measure")
    label: str
    degree: int = Field(description="How many edges it has; an orphan has none")
    strength: float = Field(description="Sum of the weights of its edges")
    betweenness: float = Field(description="Share of the shortest paths between others that pass through it")
    pagerank: float = Field(description="PageRank with the edges' weights; all nodes sum to 1")
    community: int | None = Field(description="Community by the Louvain method, 1 the largest; null for an orphan")


class NetworkEdgeItem(BaseModel):
    """Two nodes that are joined."""

    model_config = example(source="group/women", target="right/education", weight=2.0, bridge=False)

    source: str
    target: str
    weight: float = Field(description="How many measures or shared things join the two, or the weight of a link")
    bridge: bool = Field(description="Whether its two sides come apart without it")


class NetworkAnswer(NetworkItem):
    """A network with its nodes and edges."""

    model_config = ConfigDict(extra="forbid")

    nodes: list[NetworkNodeItem]
    edges: list[NetworkEdgeItem]
    dataset: Dataset
