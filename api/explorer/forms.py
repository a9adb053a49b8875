"""What pages are asked by: forms that work without a script, so that what was left open comes as an empty value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.explorer.views import PARAMETER, Language
from api.models.filters import TargetFilters
from api.models.matrix import MatrixFilters


class _Form(BaseModel):
    """Drops the empty values of a form before they are checked."""

    lang: Language | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Mapping[str, Any]) -> Mapping[str, Any]:
        kept = {
            name: [v for v in value if v != ""] if isinstance(value, list) else value for name, value in given.items()
        }
        return {name: value for name, value in kept.items() if value not in ("", [])}


class BoardForm(_Form, TargetFilters):
    """What the board of targets is asked by: the filters of the list, and how to show it."""

    by: Literal["right", "unit"] = "right"
    show: Literal["lines", "table"] = "lines"


class MatrixForm(_Form, MatrixFilters):
    """What the matrix is asked by; of a long dimension the values in most measures are shown."""

    top: Annotated[int | None, Field(ge=1, le=40)] = 25


class CellForm(MatrixForm):
    """Which cell of which matrix."""

    row: Annotated[str, Field(max_length=200)]
    col: Annotated[str, Field(max_length=200)]


class NetworkForm(_Form):
    """How a network is shown: the least weight of an edge, what the size of a node stands for, which community.

    ``page`` is that of a table.
    """

    model_config = ConfigDict(extra="forbid")

    plan: str | None = None
    min: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0
    size: Literal["degree", "betweenness", "pagerank"] = "degree"
    community: Annotated[int | None, Field(ge=1)] = None
    show: Literal["picture", "nodes", "edges"] = "picture"
    page: Annotated[int, Field(ge=1, le=1000)] = 1


class JointForm(_Form):
    """A node of a network, or the two ends of an edge, each by kind and slug."""

    model_config = ConfigDict(extra="forbid")

    plan: str | None = None
    of: Annotated[list[Annotated[str, Field(max_length=200, pattern="^[a-z]+/.+$")]], Field(min_length=1, max_length=2)]


class PathsForm(_Form):
    """Between which two things paths are looked for, by kind and slug or by name, and how many."""

    model_config = ConfigDict(extra="forbid")

    start: Annotated[str | None, Field(alias="from", max_length=300)] = None
    end: Annotated[str | None, Field(alias="to", max_length=300)] = None
    plan: str | None = None
    k: Annotated[int, Field(ge=1, le=20)] = 5


def asked(form: BaseModel, *left_out: str) -> dict[str, Any]:
    """What a form was given and is not as usual, as parameters of a link."""
    given = form.model_dump(exclude_defaults=True, exclude={PARAMETER, *left_out})
    return {name: value for name, value in given.items() if value != []}
