"""How often the values of two dimensions come together: in how many measures, or in how many commitments."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.db import Database
from api.models.matrix import Axis, AxisItem, Cell, MatrixFilters, Unit
from graph.dimensions import DIMENSIONS, DimensionName

_UNITS: Mapping[Unit, str] = {
    "measure": "SELECT DISTINCT h.value, h.plan || '/' || h.provision FROM ({}) h"
    " JOIN provisions p ON p.plan = h.plan AND p.code = h.provision WHERE p.kind = 'measure'",
    "commitment": "SELECT DISTINCT h.value, h.plan || '/' || h.sentence FROM ({}) h"
    " JOIN provisions p ON p.plan = h.plan AND p.code = h.provision"
    " JOIN sentences s ON s.plan = h.plan AND s.code = h.sentence WHERE p.kind = 'measure' AND s.role = 'commitment'",
}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two axes and the cells between them, row by row; ``empty`` has those in which nothing comes together."""

    rows: Axis
    cols: Axis
    cells: tuple[Cell, ...]
    empty: tuple[tuple[str, str], ...]


def matrix(database: Database, filters: MatrixFilters, base_url: str) -> Matrix:
    """The matrix asked for; ``base_url`` is that of the JSON interface, which the cells' URLs lead to."""
    row_units, col_units = (_units(database, name, filters) for name in (filters.rows, filters.cols))
    rows, cols = (
        _axis(database, name, units, filters) for name, units in ((filters.rows, row_units), (filters.cols, col_units))
    )
    cells, empty = [], []
    for row in rows.items:
        for col in cols.items:
            count = len(row_units[row.value] & col_units[col.value])
            if count:
                url = _url(base_url, filters, row.value, col.value)
                share = round(count / row.count, 4)
                cells.append(Cell(row=row.value, col=col.value, count=count, share=share, url=url))
            else:
                empty.append((row.value, col.value))
    return Matrix(rows, cols, tuple(cells), tuple(empty))


def matrix_csv(found: Matrix, filters: MatrixFilters) -> str:
    """A row for each value of the rows, a column for each of the columns; 0 where nothing comes together."""
    shown = {(c.row, c.col): c.share if filters.values == "share" else c.count for c in found.cells}
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow([filters.rows, "label", *(col.value for col in found.cols.items)])
    for row in found.rows.items:
        writer.writerow([row.value, row.label, *(shown.get((row.value, col.value), 0) for col in found.cols.items)])
    return sink.getvalue()


def _units(database: Database, name: DimensionName, filters: MatrixFilters) -> Mapping[str, set[str]]:
    """By each value of a dimension, the measures or commitments that have it."""
    sql = _UNITS[filters.unit].format(DIMENSIONS[name].holdings)
    if filters.plan:
        sql += f" AND h.plan IN ({', '.join('?' * len(filters.plan))})"
    found: dict[str, set[str]] = defaultdict(set)
    for row in database.rows(sql, filters.plan):
        value, unit = row.values()
        found[value].add(unit)
    return found


def _axis(database: Database, name: DimensionName, units: Mapping[str, set[str]], filters: MatrixFilters) -> Axis:
    """The values in use, in the order of their labels' list; of many, those in most measures or commitments."""
    top, plans = filters.top, filters.plan
    found = (row for row in database.rows(DIMENSIONS[name].labels) if not plans or row.get("plan", plans[0]) in plans)
    labels = {row["value"]: row["label"] for row in found}
    used: Sequence[str] = [value for value in labels if units.get(value)]
    if top is not None and top < len(used):
        kept = set(sorted(used, key=lambda value: (-len(units[value]), value))[:top])
        used = [value for value in used if value in kept]
    items = [AxisItem(value=value, label=labels[value], count=len(units[value])) for value in used]
    return Axis(dimension=name, items=items)


def _url(base_url: str, filters: MatrixFilters, row: str, col: str) -> str:
    """The list that has exactly what a cell counts."""
    chosen = [("plan", plan) for plan in filters.plan]
    chosen += [(DIMENSIONS[filters.rows].filter, row), (DIMENSIONS[filters.cols].filter, col)]
    if filters.unit == "commitment":
        chosen.append(("kind", "measure"))
    return f"{base_url}/{filters.unit}s?{urlencode(chosen)}"
