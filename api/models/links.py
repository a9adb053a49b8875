"""The rows of links between measures, and what they are chosen by."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.models.described import described
from api.models.filters import ListFilters

ObjectType = Literal["instrument", "body", "group", "right", "quantity"]
LinkKind = Literal["instrument", "body", "group", "right", "indicator", "sdg-target", "act", "wording"]


class LinkFilters(ListFilters):
    """What links are chosen by."""

    model_config = described("parameters", "links")

    plan: list[str] = Field(default=[])
    measure: list[str] = Field(default=[])
    other: list[str] = Field(default=[])
    kind: list[LinkKind] = Field(default=[])
    entity: list[str] = Field(default=[])
    min_weight: Annotated[float | None, Field(ge=0, allow_inf_nan=False)] = None
    same_section: bool | None = None


class LinkQuotes(BaseModel):
    """The words of both measures, with their offsets in the source."""

    model_config = described("object", "link-quotes")

    quote: str
    start: int
    end: int
    other_quote: str
    other_start: int
    other_end: int


class LinkReason(BaseModel):
    """Something that two measures share."""

    model_config = described("object", "link-reason")

    iri: str
    kind: LinkKind
    type: ObjectType | None
    entity: str | None
    label: str
    action_type: str | None
    information: float
    weight: float
    count: int
    similarity: float | None
    quotes: list[LinkQuotes]


class LinkItem(BaseModel):
    """Two measures and why they are linked."""

    model_config = described("list", "links")

    plan: str
    iri: str
    measure: str
    other: str
    heading: str
    other_heading: str
    same_section: bool
    rank: int
    weight: float
    reasons: list[LinkReason]


class LinkedLink(LinkItem):
    """A link as linked data: with the IRIs of its two measures."""

    linked_measures: list[str]


class ReasonRow(BaseModel):
    """One reason of a link in one pair of quotes: the flat form of links, for tables."""

    model_config = described("list", "link-reasons")

    plan: str
    measure: str
    other: str
    rank: int
    link_weight: float
    kind: LinkKind
    type: ObjectType | None
    entity: str | None
    label: str
    action_type: str | None
    information: float
    weight: float
    count: int
    similarity: float | None
    quote: str
    start: int
    end: int
    other_quote: str
    other_start: int
    other_end: int
