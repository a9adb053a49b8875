"""A network drawn where the release has put its nodes: shapes, labels that do not cover one another, outlines."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from api.db import Row

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what is covered."""

Side = Literal["right", "left", "below", "above"]

MARGIN = 70
_LETTER, _LINE = 6.2, 13.0  # about the size of a letter of a label, in units of the picture
_WIDE_LETTER = 11.0  # of a Chinese one
_LONGEST = 34
_LEAST, _MOST = 4.0, 13.0  # radius of a node


@dataclass(frozen=True, slots=True)
class Spot:
    """A node: its place, radius and label, and the side on which the label has room, if on any."""

    row: Row
    x: float
    y: float
    radius: float
    label: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: its path, the numbers of its ends, how wide it is, and what it is called."""

    row: Row
    path: str
    ends: str
    width: float
    title: str
    communities: frozenset[int]


@dataclass(frozen=True, slots=True)
class Outline:
    """The nodes of a community, roughly: a path around them."""

    community: int
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, and how large it is."""

    width: float
    height: float
    spots: Sequence[Spot]
    lines: Sequence[Line]
    outlines: Sequence[Outline]


def draw(nodes: Sequence[Row], edges: Iterable[Row], names: Mapping[int, str], measure: str) -> Picture:
    """The picture of nodes and of the edges between them; ``measure`` is the figure that their size stands for."""
    most = max((node[measure] for node in nodes), default=0) or 1
    ordered = sorted(nodes, key=lambda node: (-node[measure], -node["degree"], node["number"]))
    radii = {node["number"]: _LEAST + (_MOST - _LEAST) * math.sqrt(node[measure] / most) for node in nodes}
    left, top = (min((node[axis] for node in nodes), default=0.0) - MARGIN for axis in ("x", "y"))
    taken = _Taken()
    for node in nodes:
        x, y = node["x"] - left, node["y"] - top
        taken.add((x - 4, y - 4, x + 4, y + 4))
    spots = {}
    for node in ordered:
        number, x, y = node["number"], node["x"] - left, node["y"] - top
        label = _short(names[number])
        boxes = _boxes(x, y, radii[number], label)
        side = next((side for side, box in boxes.items() if taken.leaves(box, (x - 4, y - 4))), None)
        if side:
            taken.add(boxes[side])
        spots[number] = Spot(node, round(x, 1), round(y, 1), round(radii[number], 1), label, side)
    width = max((_boxes(s.x, s.y, s.radius, s.label)["right"][2] for s in spots.values()), default=0.0)
    height = max((s.y for s in spots.values()), default=0.0)
    return Picture(
        width + MARGIN / 2,
        height + MARGIN,
        list(spots.values()),
        _lines(edges, spots, names),
        _outlines(spots.values()),
    )


def _lines(edges: Iterable[Row], spots: Mapping[int, Spot], names: Mapping[int, str]) -> Sequence[Line]:
    drawn = [edge for edge in edges if edge["source"] in spots and edge["target"] in spots]
    weights = [edge["weight"] for edge in drawn]
    least, range_ = min(weights, default=0), (max(weights, default=0) - min(weights, default=0)) or 1
    found = []
    for edge in drawn:
        one, other = spots[edge["source"]], spots[edge["target"]]
        found.append(
            Line(
                row=edge,
                path=f"M{one.x} {one.y}L{other.x} {other.y}",
                ends=f"{edge['source']} {edge['target']}",
                width=round(1 + 3 * (edge["weight"] - least) / range_, 1),
                title=f"{names[edge['source']]} – {names[edge['target']]}: {edge['weight']:g}",
                communities=frozenset((one.row["community"], other.row["community"])),
            )
        )
    return found


def _outlines(spots: Iterable[Spot]) -> Sequence[Outline]:
    members: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for spot in spots:
        members[spot.row["community"]].append((spot.x, spot.y))
    return [Outline(number, _path(_hull(places))) for number, places in sorted(members.items()) if len(places) > 1]


def _hull(places: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """The corners of the smallest convex shape around all (Andrew's monotone chain, 1979)."""
    ordered = sorted(set(places))
    sides = []
    for points in (ordered, ordered[::-1]):
        side: list[tuple[float, float]] = []
        for point in points:
            while len(side) > 1 and _turn(side[-2], side[-1], point) <= 0:
                side.pop()
            side.append(point)
        sides.append(side[:-1])
    return [*sides[0], *sides[1]]


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z"


def _boxes(x: float, y: float, radius: float, label: str) -> Mapping[Side, _Box]:
    """What a label would cover on each side of its node, the best side first."""
    length = sum(_WIDE_LETTER if letter > "\u2e80" else _LETTER for letter in label)
    near, far, half = radius + 2, radius + 4 + length, _LINE / 2
    return {
        "right": (x + near, y - half, x + far, y + half),
        "left": (x - far, y - half, x - near, y + half),
        "below": (x - length / 2, y + radius + 1, x + length / 2, y + radius + 1 + _LINE),
        "above": (x - length / 2, y - radius - 1 - _LINE, x + length / 2, y - radius - 1),
    }


class _Taken:
    """What is covered already, by bands of the picture, so that a label is compared with what is near it alone."""

    def __init__(self) -> None:
        self._bands: dict[int, list[_Box]] = defaultdict(list)

    def add(self, box: _Box) -> None:
        for band in _bands(box):
            self._bands[band].append(box)

    def leaves(self, box: _Box, own: tuple[float, float]) -> bool:
        """Whether a label stays in the picture and covers nothing but its node, which begins at ``own``."""
        left, top, right, bottom = box
        if left < 0:
            return False
        for band in _bands(box):
            for x, y, end, low in self._bands[band]:
                if left < end and x < right and top < low and y < bottom and (x, y) != own:
                    return False
        return True


def _bands(box: _Box) -> range:
    return range(int(box[1] // _LINE), int(box[3] // _LINE) + 1)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
