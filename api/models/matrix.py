"""A matrix of two dimensions: what it is asked for by, and what it answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.dimensions import DimensionName
from api.models.items import Dataset, example

Unit = Literal["measure", "commitment"]
MatrixFormat = Literal["json", "csv", "svg"]


class MatrixFilters(BaseModel):
    """Which two dimensions, and what is counted."""

    model_config = ConfigDict(extra="forbid")

    rows: DimensionName = Field(default="right", description="What the rows are")
    cols: DimensionName = Field(default="group", description="What the columns are; another one than the rows")
    unit: Unit = Field(default="measure", description="What is counted: measures, or single commitments of them")
    plan: list[str] = Field(default=[], description="Plan; all if not given", examples=[["cn-2026-2030"]])
    top: Annotated[int | None, Field(ge=1, le=500, description="Only the values of either side in most of them")] = None
    values: Literal["count", "share"] = Field(
        default="count", description="What a CSV or picture shows: counts, or shares of the row's own count"
    )
    format: MatrixFormat | None = Field(
        default=None, description="The format, where the Accept header is not to decide"
    )


class AxisItem(BaseModel):
    """A row or a column."""

    model_config = example(value="health", label="right to health", count=14)

    value: str = Field(description="Slug of a concept, or code of a chapter or section")
    label: str
    count: int = Field(description="How many measures or commitments have it")


class Axis(BaseModel):
    """The rows or the columns: every value that is in use."""

    dimension: DimensionName
    items: list[AxisItem]


class Cell(BaseModel):
    """Where a row and a column come together."""

    model_config = example(
        row="health",
        col="children",
        count=2,
        share=0.1429,
        url="http://127.0.0.1:8000/api/v1/measures?right=health&group=children",
    )

    row: str
    col: str
    count: int
    share: float = Field(description="Of those that have the row")
    url: str = Field(description="The list of what is counted")


class MatrixAnswer(BaseModel):
    """Two axes and the cells between them."""

    rows: Axis
    cols: Axis
    unit: Unit
    cells: list[Cell]
    empty: list[tuple[str, str]] = Field(description="Row and column of the cells in which nothing comes together")
    dataset: Dataset
