"""Paths between two things: what they are asked for by, and what they answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.described import described
from api.models.filters import ListFormat, Paging
from api.models.items import Dataset

Relation = Literal["names", "section", "broader"]


class PathFilters(BaseModel):
    """The two ends, and how many paths."""

    model_config = described("parameters", "paths")

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    plan: str | None = None
    k: Annotated[int, Field(ge=1, le=20)] = 5
    format: ListFormat | None = None


class PathStepFilters(Paging):
    """The two ends, how many paths, and which part of their steps."""

    model_config = described("parameters", "path-steps")

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    plan: str | None = None
    k: Annotated[int, Field(ge=1, le=20)] = 5


class PathStep(BaseModel):
    """One step of a path, with the words that it rests on."""

    model_config = described("object", "path-step")

    source: str
    target: str
    relation: Relation
    quote: str | None
    start: int | None
    end: int | None
    evidence: str | None


class PathItem(BaseModel):
    """A path from one end to the other."""

    model_config = described("object", "path")

    nodes: list[str]
    cost: float
    steps: list[PathStep]


class PathAnswer(BaseModel):
    """The best paths between two things, different from one another."""

    model_config = ConfigDict(**described("object", "paths"), populate_by_name=True)

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    connected: bool
    paths: list[PathItem]
    dataset: Dataset


class PathStepItem(BaseModel):
    """One step of one of the paths: their flat form, for tables."""

    model_config = described("list", "path-steps")

    path: int
    cost: float
    step: int
    source: str
    target: str
    relation: Relation
    quote: str | None
    start: int | None
    end: int | None
    evidence: str | None


class LinkedPathStep(BaseModel):
    """A step as linked data, which is about what the graph states of it.

    That is the mention with its words, the measure with the right of its section, or the narrower concept
    with the wider one. What a path is made of stands in no graph, and means nothing as linked data.
    """

    iri: str
    path: int
    step: int
    source: str
    target: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    rights: list[str] = []
    broader: list[str] = []
