"""Paths between two things: what they are asked for by, and what they answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.described import described
from api.models.items import Dataset


class PathFilters(BaseModel):
    """The two ends, and how many paths."""

    model_config = described("parameters", "paths")

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    plan: str | None = None
    k: Annotated[int, Field(ge=1, le=20)] = 5


class PathStep(BaseModel):
    """One step of a path, with the words that it rests on."""

    model_config = described("object", "path-step")

    source: str
    target: str
    relation: Literal["names", "section", "broader"]
    quote: str | None
    start: int | None
    end: int | None


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
