"""The rows of the codebook."""

from __future__ import annotations

from pydantic import BaseModel

from api.models.described import described
from api.models.filters import TableKind


class CodebookItem(BaseModel):
    """A field of the JSON, CSV or SQLite outputs, or a parameter."""

    model_config = described("list", "codebook")

    table_kind: TableKind
    table_name: str
    field: str
    description: str
    empty_when: str | None
    datatype: str
    required: bool
    repeats: bool
    allowed_values: list[str]
    schemes: list[str]
    property: str | None
    label_zh: str | None
    example: str | None
