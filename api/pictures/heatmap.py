"""A matrix as a picture: the darker a cell, the more it counts; each cell leads to its list."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from api.matrix import Matrix
from api.models.matrix import MatrixFilters

TOP = 30
"""How many rows and columns a picture has unless it is asked for another number."""

_CELL, _LABEL, _LONGEST = 16, 250, 40


@dataclass(frozen=True, slots=True)
class _Square:
    x: int
    y: int
    opacity: str
    title: str
    url: str


def draw_heatmap(environment: Environment, matrix: Matrix, filters: MatrixFilters) -> str:
    """The SVG of a matrix, with a title, a description and the words of every cell."""
    rows = {item.value: place for place, item in enumerate(matrix.rows.items)}
    cols = {item.value: place for place, item in enumerate(matrix.cols.items)}
    names = {item.value: item.label for axis in (matrix.rows, matrix.cols) for item in axis.items}
    sizes = [cell.share if filters.values == "share" else float(cell.count) for cell in matrix.cells]
    squares = []
    for cell, size in zip(matrix.cells, sizes, strict=True):
        shown = f"{cell.share:.0%}" if filters.values == "share" else str(cell.count)
        title = f"{names[cell.row]} × {names[cell.col]}: {shown}"
        x, y = _LABEL + cols[cell.col] * _CELL, _LABEL + rows[cell.row] * _CELL
        squares.append(_Square(x, y, f"{0.15 + 0.85 * size / max(sizes):.3f}", title, cell.url))
    return environment.get_template("heatmap.svg").render(
        row_labels=[(_short(item.label), _LABEL + place * _CELL) for place, item in enumerate(matrix.rows.items)],
        col_labels=[(_short(item.label), _LABEL + place * _CELL) for place, item in enumerate(matrix.cols.items)],
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


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
