"""Places of the nodes of a network in a plane, so that it can be drawn.

Each component is laid out by stress majorization, one node at a time (Gansner, Koren and North, Graph Drawing by
Stress Majorization, 2004): the distance of two nodes nears the number of steps between them, and some more where
they are of different communities. It begins on a circle, community by community, so that the result follows from
the network alone. Then nodes that are too near are moved apart, and the components are set side by side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx

Place = tuple[float, float]

_STEP = 60.0  # length of an edge
_APART = 0.8  # steps more between nodes of different communities
_ROUNDS, _LAST_ROUNDS = 120, 20
_NEAREST = 24.0
_GAP = 50.0
_WIDE = 1100.0


def layout(graph: networkx.Graph[int], community: Mapping[int, int]) -> Mapping[int, Place]:
    """The place of every node that has an edge, with one decimal, no coordinate below 0."""
    parts = [sorted(part) for part in networkx.connected_components(graph) if len(part) > 1]
    parts.sort(key=lambda part: (-len(part), part))
    placed = [_spread(_component(graph, part, community)) for part in parts]
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in sorted(_side_by_side(placed).items())}


def _component(graph: networkx.Graph[int], nodes: Sequence[int], community: Mapping[int, int]) -> dict[int, Place]:
    order = sorted(nodes, key=lambda node: (community.get(node, 0), -graph.degree(node), node))
    radius = _STEP * max(1.0, len(order) / 8)
    turns = [2 * math.pi * place / len(order) for place in range(len(order))]
    at = {node: (radius * math.cos(turn), radius * math.sin(turn)) for node, turn in zip(order, turns, strict=True)}
    wanted = _distances(graph, order, community)
    for _ in range(_ROUNDS):
        for node in order:
            at[node] = _moved(at, node, wanted[node])
    return at


def _distances(
    graph: networkx.Graph[int], nodes: Sequence[int], community: Mapping[int, int]
) -> Mapping[int, Sequence[tuple[int, float]]]:
    """By each node, how far the others are to be from it."""
    found = {}
    for node in nodes:
        steps = networkx.single_source_shortest_path_length(graph, node)
        found[node] = [
            (other, _STEP * (steps[other] + (0.0 if community.get(node) == community.get(other) else _APART)))
            for other in nodes
            if other != node
        ]
    return found


def _moved(at: Mapping[int, Place], node: int, wanted: Iterable[tuple[int, float]]) -> Place:
    """Where the stress of one node is least, the others staying where they are."""
    x, y = at[node]
    sum_x = sum_y = sum_weights = 0.0
    for other, distance in wanted:
        ox, oy = at[other]
        dx, dy = x - ox, y - oy
        now = math.sqrt(dx * dx + dy * dy) or 1.0
        weight = 1.0 / (distance * distance)
        share = distance / now
        sum_x += weight * (ox + dx * share)
        sum_y += weight * (oy + dy * share)
        sum_weights += weight
    return sum_x / sum_weights, sum_y / sum_weights


def _spread(at: dict[int, Place]) -> dict[int, Place]:
    """The same places, with nodes that are nearer to each other than can be told apart moved away."""
    nodes = sorted(at)
    for _ in range(_LAST_ROUNDS):
        for place, one in enumerate(nodes):
            for other in nodes[place + 1 :]:
                (x, y), (ox, oy) = at[one], at[other]
                dx, dy = ox - x, oy - y
                now = math.sqrt(dx * dx + dy * dy)
                if now >= _NEAREST:
                    continue
                if now < 1.0:  # one above the other: aside, each pair in a way of its own
                    dx, dy, now = 1.0, float(place % 3 - 1), 1.0
                push = (_NEAREST - now) / (2 * now)
                at[one] = (x - dx * push, y - dy * push)
                at[other] = (ox + dx * push, oy + dy * push)
    return at


def _side_by_side(parts: Sequence[Mapping[int, Place]]) -> Mapping[int, Place]:
    """The largest component, and below it the others in rows no wider than a page."""
    found: dict[int, Place] = {}
    x = y = row = widest = 0.0
    for part in parts:
        left, top = (min(place[axis] for place in part.values()) for axis in (0, 1))
        width, height = (max(place[axis] for place in part.values()) - low for axis, low in ((0, left), (1, top)))
        widest = max(widest, width, _WIDE)
        if x and x + width > widest:
            x, y, row = 0.0, y + row + _GAP, 0.0
        found |= {node: (x + px - left, y + py - top) for node, (px, py) in part.items()}
        x, row = x + width + _GAP, max(row, height)
    return found
