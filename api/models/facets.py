"""How the items of a list are spread over the values of its filters, and which filter leaves none."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.models.described import described

MeasureFacet = Literal[
    "plan",
    "chapter",
    "section",
    "kind",
    "right",
    "group",
    "instrument",
    "instrument_kind",
    "action",
    "body",
    "role",
    "action_type",
    "modality",
    "has_target",
]
CommitmentFacet = Literal[MeasureFacet, "agent"]
TargetFacet = Literal[
    "plan",
    "chapter",
    "section",
    "right",
    "group",
    "indicator",
    "indicator_type",
    "unit",
    "comparator",
    "kind",
    "direction",
    "status",
]
MentionFacet = Literal["plan", "measure", "type", "entity", "qualifier", "method"]


class ListFacetValue(BaseModel):
    """A value of a filter, and how many items have it."""

    model_config = described("object", "list-facet-value")

    value: str
    label: str
    count: int
    parameter: str


class ListFacet(BaseModel):
    """A filter with its values."""

    model_config = described("object", "list-facet")

    facet: str
    values: list[ListFacetValue]


class FilterEffect(BaseModel):
    """What one of the filters of a request does."""

    model_config = described("object", "filter-effect")

    parameter: str
    values: list[str]
    alone: int
    without: int


class Explanation(BaseModel):
    """Why a list is empty."""

    model_config = described("object", "explanation")

    detail: str
    filters: list[FilterEffect]
