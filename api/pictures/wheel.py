"""A network as a picture: its nodes around a wheel, community by community, its edges as curves within.

Each node has a place of its own on the rim, wide enough for its label, so labels never overlap; between two
communities a place stays empty. The layout follows from the data alone. Of a large network the best joined
nodes are drawn, and the text says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from api.models.networks import NetworkEdgeItem, NetworkNodeItem
from api.networks import Network

_PITCH, _LABEL, _LEAST, _LONGEST = 14, 270, 120, 44


@dataclass(frozen=True, slots=True)
class _Spot:
    x: str
    y: str
    size: str
    angle: str
    anchor: str
    shift: int
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class _Curve:
    path: str
    width: str
    dashed: bool
    title: str


def draw_wheel(environment: Environment, network: Network, top: int) -> str:
    """The SVG of a network, with a title, a description and the words of every node and edge."""
    joined = [node for node in network.nodes if node.degree]
    best = sorted(joined, key=lambda n: (-n.degree, -n.betweenness, n.id))[:top]
    shown = sorted(best, key=lambda n: (n.community or 0, n.kind, -n.degree, n.id))
    places, slots = _places(shown)
    radius = max(_LEAST, math.ceil(slots * _PITCH / (2 * math.pi)))
    angles = {node: 2 * math.pi * place / slots for node, place in places.items()}
    names = {node.id: node.label for node in shown}
    edges = [edge for edge in network.edges if edge.source in angles and edge.target in angles]
    heaviest = max((edge.weight for edge in edges), default=1)
    return environment.get_template("wheel.svg").render(
        item=network.item,
        spots=[_spot(node, angles[node.id], radius) for node in shown],
        curves=[_curve(edge, angles, names, radius, heaviest) for edge in edges],
        half=radius + _LABEL,
        shown=len(shown),
        left_out=len(network.nodes) - len(shown),
    )


def _places(shown: Sequence[NetworkNodeItem]) -> tuple[Mapping[str, int], int]:
    """The place of each node on the rim, in order, and how many places there are, with one between two communities."""
    found: dict[str, int] = {}
    place = 0
    for number, node in enumerate(shown):
        place += number > 0 and node.community != shown[number - 1].community
        found[node.id] = place
        place += 1
    several = len({node.community for node in shown}) > 1
    return found, max(1, place + several)


def _spot(node: NetworkNodeItem, angle: float, radius: int) -> _Spot:
    turned = math.pi / 2 < angle < 3 * math.pi / 2  # on the left side the words run outwards to the left
    degrees = math.degrees(angle) - (180 if turned else 0)
    community = f", community {node.community}" if node.community else ""
    return _Spot(
        x=f"{radius * math.cos(angle):.1f}",
        y=f"{radius * math.sin(angle):.1f}",
        size=f"{2 + 3 * min(1.0, node.degree / 20):.1f}",
        angle=f"{degrees:.2f}",
        anchor="end" if turned else "start",
        shift=-9 if turned else 9,
        label=_short(f"{node.slug} {node.label}" if node.kind == "measure" else node.label),
        title=f"{node.kind}: {node.label} ({node.degree} edges, betweenness {node.betweenness}{community})",
    )


def _curve(
    edge: NetworkEdgeItem, angles: dict[str, float], names: dict[str, str], radius: int, heaviest: float
) -> _Curve:
    one, other = angles[edge.source], angles[edge.target]
    ends = [f"{radius * math.cos(angle):.1f} {radius * math.sin(angle):.1f}" for angle in (one, other)]
    return _Curve(
        path=f"M{ends[0]}Q0 0 {ends[1]}",
        width=f"{0.5 + 2.5 * edge.weight / heaviest:.2f}",
        dashed=edge.bridge,
        title=f"{names[edge.source]} – {names[edge.target]}: {edge.weight:g}",
    )


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
