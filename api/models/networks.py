"""Networks: what they are asked for by, and what they answer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.models.described import described
from api.models.filters import ListFilters
from api.models.items import Dataset

NetworkFormat = Literal["json", "csv", "graphml", "gexf", "svg"]


class NetworksFilters(ListFilters):
    """What networks are chosen by."""

    model_config = described("parameters", "networks")

    plan: list[str] = Field(default=[])


class NetworkItem(BaseModel):
    """A network of a plan and how large it is."""

    model_config = described("list", "networks")

    plan: str
    name: str
    sentence: str
    left_kind: str
    right_kind: str
    through: str | None
    node_count: int
    edge_count: int
    community_count: int
    orphan_count: int
    bridge_count: int


class NetworkFilters(BaseModel):
    """Which network, and in which form."""

    model_config = described("parameters", "network")

    FORM_ONLY: ClassVar = frozenset({"part", "top"})
    """Parameters of tables and pictures: they choose no other network."""

    projection: str = "rights-groups"
    plan: str | None = None
    part: Literal["nodes", "edges"] = "edges"
    top: Annotated[int, Field(ge=1, le=300)] = 100
    format: NetworkFormat = "json"


class NetworkNodeItem(BaseModel):
    """A node with its figures."""

    model_config = described("object", "network-node")

    id: str
    kind: str
    slug: str
    label: str
    degree: int
    strength: float
    betweenness: float
    pagerank: float
    community: int | None


class NetworkEdgeItem(BaseModel):
    """Two nodes that are joined."""

    model_config = described("object", "network-edge")

    source: str
    target: str
    weight: float
    bridge: bool


class NetworkAnswer(NetworkItem):
    """A network with its nodes and edges."""

    model_config = described("object", "network")

    nodes: list[NetworkNodeItem]
    edges: list[NetworkEdgeItem]
    dataset: Dataset
