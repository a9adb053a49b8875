"""A matrix of two dimensions: what it is asked for by, and what it answers."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field, WithJsonSchema

from api.models.described import described
from api.models.items import Dataset
from graph.dimensions import DimensionName

Unit = Literal["measure", "commitment"]
MatrixFormat = Literal["json", "csv", "svg"]


class MatrixFilters(BaseModel):
    """Which two dimensions, and what is counted."""

    model_config = described("parameters", "matrix")

    FORM_ONLY: ClassVar = frozenset({"values"})
    """Parameters of tables and pictures: they choose no other counts."""

    rows: DimensionName = "right"
    cols: DimensionName = "group"
    unit: Unit = "measure"
    plan: list[str] = Field(default=[])
    top: Annotated[int | None, Field(ge=1, le=500)] = None
    values: Literal["count", "share"] = "count"
    format: MatrixFormat | None = None


Pair = Annotated[
    tuple[str, str],
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}),
]
"""A row and a column."""


class AxisItem(BaseModel):
    """A row or a column."""

    model_config = described("object", "axis-item")

    value: str
    label: str
    count: int


class Axis(BaseModel):
    """The rows or the columns: every value that is in use."""

    model_config = described("object", "axis")

    dimension: DimensionName
    items: list[AxisItem]


class Cell(BaseModel):
    """Where a row and a column come together."""

    model_config = described("object", "cell")

    row: str
    col: str
    count: int
    share: float
    url: str


class MatrixAnswer(BaseModel):
    """Two axes and the cells between them."""

    model_config = described("object", "matrix")

    rows: Axis
    cols: Axis
    unit: Unit
    cells: list[Cell]
    empty: list[Pair]
    dataset: Dataset
