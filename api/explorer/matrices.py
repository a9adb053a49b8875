"""A matrix as a table: rows and columns with their names, every cell with how much it counts, and what is empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.explorer.evidence import Evidence, Side, evidence
from api.matrix import Matrix, matrix
from api.models.filters import CommitmentFilters, MeasureFilters
from api.models.matrix import AxisItem, Cell, MatrixFilters
from api.selections import commitments, measures
from graph.dimensions import DIMENSIONS, DimensionName

LEVELS = 5
"""Into how many shades the counts are sorted."""

# The scheme that names the values of a dimension; chapters and sections are named by their titles in the plan.
_SCHEMES: Mapping[str, str] = {
    "right": "rights",
    "group": "groups",
    "instrument": "instruments",
    "instrument-kind": "instrument-kinds",
    "body": "bodies",
    "action-type": "action-types",
    "modality": "modalities",
    "indicator-type": "indicator-types",
}


@dataclass(frozen=True, slots=True)
class Head:
    """A row or a column."""

    value: str
    names: Row
    count: int


@dataclass(frozen=True, slots=True)
class Square:
    """A cell with something in it; ``level`` is its shade, from 1."""

    col: str
    count: int
    share: float
    level: int


@dataclass(frozen=True, slots=True)
class Shade:
    """A shade and the least and greatest value that it stands for."""

    level: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix, row by row; ``None`` where nothing comes together."""

    cols: Sequence[Head]
    rows: Sequence[tuple[Head, Sequence[Square | None]]]
    shades: Sequence[Shade]
    empty: Sequence[tuple[Head, Sequence[Head]]]
    filled: int

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.cols)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a cell counts: its two sides by their names, and by plan the measures with their words."""

    row: Row
    col: Row
    plans: Sequence[tuple[Row, Sequence[Evidence]]]
    count: int


def table(database: Database, filters: MatrixFilters) -> Table:
    """The table of a matrix."""
    found = matrix(database, filters, "")
    rows = _heads(found.rows.items, _names(database, filters.rows))
    cols = _heads(found.cols.items, _names(database, filters.cols))
    squares = _squares(found, filters)
    lines = [(head, [squares.get((head.value, col.value)) for col in cols]) for head in rows]
    empty = [(head, [col for col, square in zip(cols, line, strict=True) if square is None]) for head, line in lines]
    shades = _shades(found, squares, filters)
    return Table(cols, lines, shades, [(head, missing) for head, missing in empty if missing], len(squares))


def opened(database: Database, filters: MatrixFilters, row: str, col: str) -> Opened:
    """What is behind a cell. The measures, or commitments, are those of the list that the cell counts."""
    chosen = {DIMENSIONS[filters.rows].filter: [row], DIMENSIONS[filters.cols].filter: [col], "plan": filters.plan}
    by_measure = filters.unit == "measure"
    selection = (
        measures(MeasureFilters.model_validate(chosen))
        if by_measure
        else commitments(CommitmentFilters.model_validate({**chosen, "kind": ["measure"]}))
    )
    found: dict[str, list[Row]] = defaultdict(list)
    for item in selection.rows(database):
        found[item["plan"]].append(item)
    sides = {"row": Side(filters.rows, row, narrower=True), "col": Side(filters.cols, col, narrower=True)}
    plans = {plan["plan"]: plan for plan in database.rows("SELECT * FROM plans")}
    return Opened(
        _names(database, filters.rows).get(row, {"label": row}),
        _names(database, filters.cols).get(col, {"label": col}),
        [(plans[plan], _evidence(database, plan, items, sides, by_measure)) for plan, items in found.items()],
        sum(len(items) for items in found.values()),
    )


def _evidence(
    database: Database, plan: str, items: Sequence[Row], sides: Mapping[str, Side], by_measure: bool
) -> Sequence[Evidence]:
    if by_measure:
        return evidence(database, plan, [item["code"] for item in items], sides)
    only = frozenset(item["code"] for item in items)
    return evidence(database, plan, sorted({item["measure"] for item in items}), sides, only)


def _names(database: Database, dimension: DimensionName) -> Mapping[str, Row]:
    if scheme := _SCHEMES.get(dimension):
        rows = database.rows("SELECT slug, label, label_zh FROM concepts WHERE scheme = ?", (scheme,))
        return {row["slug"]: row for row in rows}
    return {row["value"]: row for row in database.rows(DIMENSIONS[dimension].labels)}


def _heads(items: Sequence[AxisItem], names: Mapping[str, Row]) -> Sequence[Head]:
    return [Head(item.value, names.get(item.value, {"label": item.label}), item.count) for item in items]


def _size(cell: Cell, filters: MatrixFilters) -> float:
    return cell.share if filters.values == "share" else float(cell.count)


def _squares(found: Matrix, filters: MatrixFilters) -> Mapping[tuple[str, str], Square]:
    """The cells by row and column. Shades widen with the square of their number, as small counts are the most."""
    most = max((_size(cell, filters) for cell in found.cells), default=1.0)
    bounds = [most * (level / LEVELS) ** 2 for level in range(1, LEVELS)]
    return {
        (cell.row, cell.col): Square(
            cell.col, cell.count, cell.share, 1 + sum(_size(cell, filters) > bound for bound in bounds)
        )
        for cell in found.cells
    }


def _shades(found: Matrix, squares: Mapping[tuple[str, str], Square], filters: MatrixFilters) -> Sequence[Shade]:
    """The shades in use, from the lightest."""
    sizes: dict[int, list[float]] = defaultdict(list)
    for cell in found.cells:
        sizes[squares[cell.row, cell.col].level].append(_size(cell, filters))
    return [Shade(level, min(several), max(several)) for level, several in sorted(sizes.items())]
