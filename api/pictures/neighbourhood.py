"""A thing amid what is named beside it, as a picture: columns beside it, a line to each.

The layout follows from the data alone. A wider line stands for more measures; a broken one tells that the two
never stand in one sentence. Each kind has a shape of its own, so that colour is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from jinja2 import Environment
from markupsafe import Markup

from api.explorer.views import View
from api.explorer.words import words_of

_PITCH, _LONGEST = 26, 30
_SHAPES = {
    "right": "M-5 -5H5V5H-5Z",
    "group": "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
    "instrument": "M0 -6L6 5H-6Z",
    "body": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z",
    "indicator": "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
    "measure": "M-6 -3H6V3H-6Z",
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Something named beside the thing: in how many measures, and whether ever in the same sentence."""

    kind: str
    name: str
    count: int
    same_sentence: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    kind: str
    shape: str
    x: int
    y: int
    anchor: str
    shift: int
    label: str
    path: str
    width: str
    apart: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand: in which columns, how far from the middle, and what is seen from ``left`` to ``right``."""

    name: str
    sides: tuple[int, ...]
    reach: int
    left: int
    right: int


_LAYOUTS = (_Layout("two-columns", (1, -1), 105, -340, 340), _Layout("one-column", (1,), 70, -14, 296))
"""The second is for narrow screens, on which the first could not be read."""


def draw_neighbourhood(
    environment: Environment,
    view: View,
    middle: str,
    neighbours: Sequence[Neighbour],
    *,
    told: str = "entity.picture",
    english: bool = False,
) -> Markup:
    """The SVG in both layouts, of which a page shows one, with the words ``told`` for who does not see it.

    What it shows must stand beside it as a list. ``english`` marks the name in the middle as such.
    """
    words = words_of(view.language)(told, name=middle)
    template = environment.get_template("neighbourhood.svg")
    return Markup("").join(
        Markup(  # noqa: S704 (escaped by its template)
            template.render(
                layout=layout,
                spots=_spots(neighbours, layout),
                middle=_short(middle),
                english=english,
                words=words,
                height=max(_rows(neighbours, layout), 2) * _PITCH,
            )
        )
        for layout in _LAYOUTS
    )


def _rows(neighbours: Sequence[Neighbour], layout: _Layout) -> int:
    return -(-len(neighbours) // len(layout.sides))


def _spots(neighbours: Sequence[Neighbour], layout: _Layout) -> list[_Spot]:
    """Where each neighbour stands: the first in the first column from the top, the others in the next one."""
    rows = _rows(neighbours, layout)
    heaviest = max((neighbour.count for neighbour in neighbours), default=0) or 1
    return [
        _spot(neighbour, layout.sides[place // rows], layout.reach, place % rows - (rows - 1) / 2, heaviest)
        for place, neighbour in enumerate(neighbours)
    ]


def _spot(neighbour: Neighbour, side: int, reach: int, row: float, heaviest: int) -> _Spot:
    x, y = side * reach, round(row * _PITCH)
    return _Spot(
        kind=neighbour.kind,
        shape=_SHAPES[neighbour.kind],
        x=x,
        y=y,
        anchor="start" if side > 0 else "end",
        shift=12 * side,
        label=_short(neighbour.name),
        path=f"M0 0C{x // 2} 0 {x // 2} {y} {x} {y}",
        width=f"{1 + 3 * neighbour.count / heaviest:.1f}",
        apart=not neighbour.same_sentence,
    )


def _short(name: str) -> str:
    """A name that fits its column; a wide sign, such as a Chinese one, takes the room of two."""
    room = _LONGEST
    for place, sign in enumerate(name):
        room -= 2 if east_asian_width(sign) in "WF" else 1
        if room < 0:
            return f"{name[:place]}…"
    return name
