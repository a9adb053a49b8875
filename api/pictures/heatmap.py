"""A matrix as a picture: the darker a cell, the more it counts; each cell shows its number and leads to its list."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from api.matrix import Matrix
from api.models.matrix import Axis, AxisItem, MatrixFilters

TOP = 30
"""How many rows and columns a picture has unless it is asked for another number."""

_CELL, _LABEL, _LONGEST = 22, 270, 40
_DARK = 0.54
"""From this opacity of a cell on, its number is written in the colour of the ground."""


@dataclass(frozen=True, slots=True)
class _Square:
    x: int
    y: int
    opacity: str
    shown: str
    is_dark: bool
    title: str
    url: str


def draw_heatmap(environment: Environment, matrix: Matrix, filters: MatrixFilters) -> str:
    """The SVG of a matrix, with a title, a description and the words of every cell."""
    rows = {item.value: place for place, item in enumerate(matrix.rows.items)}
    cols = {item.value: place for place, item in enumerate(matrix.cols.items)}
    names = {item.value: _named(item, axis) for axis in (matrix.rows, matrix.cols) for item in axis.items}
    sizes = [cell.share if filters.values == "share" else float(cell.count) for cell in matrix.cells]
    squares = []
    for cell, size in zip(matrix.cells, sizes, strict=True):
        shown = f"{100 * cell.share:.0f}" if filters.values == "share" else str(cell.count)
        title = f"{names[cell.row]} × {names[cell.col]}: {shown}{' %' if filters.values == 'share' else ''}"
        x, y = _LABEL + cols[cell.col] * _CELL, _LABEL + rows[cell.row] * _CELL
        opacity = 0.1 + 0.9 * size / max(sizes)
        squares.append(_Square(x, y, f"{opacity:.3f}", shown, opacity > _DARK, title, cell.url))
    return environment.get_template("heatmap.svg").render(
        row_labels=[(_short(names[value]), _LABEL + place * _CELL) for value, place in rows.items()],
        col_labels=[(_short(names[value]), _LABEL + place * _CELL) for value, place in cols.items()],
        right=_LABEL + len(cols) * _CELL,
        bottom=_LABEL + len(rows) * _CELL,
        squares=squares,
        cell=_CELL,
        label=_LABEL,
        width=2 * _LABEL + len(cols) * _CELL,
        height=_LABEL + len(rows) * _CELL + _CELL,
        rows=filters.rows,
        cols=filters.cols,
        unit=filters.unit,
        values=filters.values,
        filled=len(matrix.cells),
        empty=len(matrix.empty),
    )


def _named(item: AxisItem, axis: Axis) -> str:
    """A value in words; chapters and sections with their number in front, as a reader looks for them."""
    return f"{item.value} {item.label}" if axis.dimension in ("chapter", "section") else item.label


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
