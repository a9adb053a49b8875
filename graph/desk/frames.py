"""Rows as pandas frames, each column of the type that its values have.

Integers and years come as ``Int64``, decimals as ``Float64``, truth as ``boolean``, days as ``datetime64``, all
else as ``string``; what is missing is ``NA`` (``NaT`` for days). A decimal keeps its value and not its spelling:
3.50 is 3.5.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import pandas

Sort = Literal["integer", "decimal", "boolean", "date", "string"]
Cell = Mapping[str, str]
"""A value of an answer as SPARQL's JSON has it: ``type``, ``value`` and, of a literal, ``datatype`` or ``xml:lang``."""

_SORTS: Mapping[str, Sort] = MappingProxyType(
    {
        **dict.fromkeys(("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "gYear"), "integer"),
        **dict.fromkeys(("decimal", "double", "float"), "decimal"),
        "boolean": "boolean",
        "date": "date",
    }
)
_DTYPES: Mapping[Sort, str] = MappingProxyType(
    {"integer": "Int64", "decimal": "Float64", "boolean": "boolean", "date": "datetime64[us]", "string": "string"}
)
_READ: Mapping[Sort, Callable[[str], Any]] = MappingProxyType(
    {"integer": int, "decimal": float, "boolean": lambda text: text in ("true", "1"), "date": str, "string": str}
)
_LITERAL = re.compile(r"http://www\.w3\.org/2001/XMLSchema#(\w+)")


def frame_of_answer(body: bytes) -> pandas.DataFrame:
    """The rows of a SELECT from SPARQL's JSON.

    The language of a column's texts stands in ``frame.attrs["languages"]``; a column that has texts of
    several languages is followed by one that names them, ``<name>_language``.
    """
    answer = json.loads(body)
    rows = answer["results"]["bindings"]
    columns: dict[str, pandas.Series[Any]] = {}
    languages: dict[str, str] = {}
    for name in answer["head"]["vars"]:
        cells = [row.get(name) for row in rows]
        columns[name] = _column(cells)
        tags = [cell.get("xml:lang") if cell else None for cell in cells]
        known = sorted({tag for tag in tags if tag})
        if len(known) == 1:
            languages[name] = known[0]
        elif known:
            columns[f"{name}_language"] = pandas.Series(tags, dtype="string")
    frame = pandas.DataFrame(columns)
    frame.attrs["languages"] = languages
    return frame


def frame_of_rows(
    rows: Sequence[Mapping[str, Any]], columns: Iterable[str], datatypes: Mapping[str, str]
) -> pandas.DataFrame:
    """The rows of a table of the read model; ``datatypes`` are those of its columns in the codebook, such as gYear."""
    series = {}
    for name in columns:
        sort = _SORTS.get(datatypes.get(name, "string"), "string")
        series[name] = pandas.Series([row[name] for row in rows], dtype="object").astype(_dtype(sort))
    return pandas.DataFrame(series)


def _column(cells: Sequence[Cell | None]) -> pandas.Series[Any]:
    sort = _sort([cell for cell in cells if cell])
    values = [_READ[sort](cell["value"]) if cell else None for cell in cells]
    return pandas.Series(values, dtype="object").astype(_dtype(sort))


def _dtype(sort: Sort) -> Any:
    return _DTYPES[sort]


def _sort(cells: Iterable[Cell]) -> Sort:
    """What all the values of a column are: integers among decimals are decimals, any other mixture is text."""
    found = {_sort_of(cell) for cell in cells}
    if found == {"integer", "decimal"}:
        return "decimal"
    return found.pop() if len(found) == 1 else "string"


def _sort_of(cell: Cell) -> Sort:
    match = _LITERAL.fullmatch(cell.get("datatype", ""))
    return _SORTS.get(match[1], "string") if match else "string"
