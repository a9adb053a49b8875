"""``hrap matrix``: in how many measures two things come together, such as each right with each group.

hrap matrix right group                                   every cell, the fullest first, then the empty ones of each row
hrap matrix right group --format csv -o matrix.csv        the whole table
hrap matrix chapter modality --unit commitment --format svg -o picture.svg
"""

from __future__ import annotations

import argparse
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from api.db import Database
from api.matrix import Matrix, matrix, matrix_csv
from api.models.matrix import MatrixFilters
from api.pages import page_environment
from api.pictures.heatmap import TOP, draw_heatmap
from graph.dimensions import DIMENSIONS, OF_ONE_PLAN
from graph.errors import InputError
from graph.release import open_release
from scripts.console import add_releases, number_of, write_answer

_BASE_URL = "http://127.0.0.1:8000/api/v1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("rows", choices=tuple(DIMENSIONS), help="what the rows are")
    parser.add_argument("cols", choices=tuple(DIMENSIONS), help="what the columns are")
    parser.add_argument("--plan", action="append", default=[], help="of this plan, or of several (default: all)")
    parser.add_argument("--unit", choices=("measure", "commitment"), default="measure", help="what is counted")
    parser.add_argument("--values", choices=("count", "share"), default="count", help="of a table or picture")
    parser.add_argument(
        "--top",
        type=number_of(MatrixFilters, "top"),
        metavar="N",
        help=f"only the N commonest values (of a picture: {TOP})",
    )
    parser.add_argument("--format", choices=("text", "csv", "svg"), default="text", help="of the answer")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to (default: standard output)")


def run(options: argparse.Namespace) -> int:
    """Print the matrix."""
    if options.rows == options.cols:
        raise InputError("Rows and columns are the same.", remedy="Choose two dimensions.")
    top = options.top or (TOP if options.format == "svg" else None)
    filters = MatrixFilters(
        rows=options.rows, cols=options.cols, unit=options.unit, values=options.values, top=top, plan=options.plan
    )
    with closing(Database(open_release(options.releases).read_model)) as database:
        _require_plans(database, filters)
        found = matrix(database, filters, _BASE_URL)
    if options.format == "csv":
        answer = matrix_csv(found, filters)
    elif options.format == "svg":
        answer = draw_heatmap(page_environment(), found, filters)
    else:
        answer = _lines(found)
    write_answer(answer, options.output)
    return 0


def _require_plans(database: Database, filters: MatrixFilters) -> None:
    plans = database.values("SELECT plan FROM plans ORDER BY plan")
    for plan in filters.plan:
        if plan not in plans:
            raise InputError(f"There is no plan {plan!r}.", remedy=f"There are: {', '.join(plans)}.")
    if OF_ONE_PLAN & {filters.rows, filters.cols} and len(filters.plan or plans) != 1:
        raise InputError("Chapters and sections are those of one plan.", remedy=f"Choose: --plan {plans[0]}.")


def _lines(found: Matrix) -> str:
    rows, cols = ({item.value: item.label for item in axis.items} for axis in (found.rows, found.cols))
    cells = sorted(found.cells, key=lambda cell: (-cell.count, cell.row, cell.col))
    lines = [f"{cell.count:>4}  {rows[cell.row]} × {cols[cell.col]}" for cell in cells]
    for row, pairs in groupby(found.empty, key=itemgetter(0)):
        lines.append(f"{0:>4}  {rows[row]} × {'; '.join(cols[col] for _, col in pairs)}")
    return "\n".join([*lines, f"{len(found.cells)} cells are filled, {len(found.empty)} are empty"]) + "\n"
