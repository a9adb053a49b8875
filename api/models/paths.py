"""Paths between two things: what they are asked for by, and what they answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.items import Dataset, example


class PathFilters(BaseModel):
    """The two ends, and how many paths."""

    model_config = ConfigDict(extra="forbid")

    start: str = Field(alias="from", description="One end, by kind and name", examples=["right/health"])
    end: str = Field(alias="to", description="The other end", examples=["group/rural-women"])
    plan: str | None = Field(default=None, description="Plan; may be left out where there is only one")
    k: Annotated[int, Field(ge=1, le=20, description="How many paths at most")] = 5


class PathStep(BaseModel):
    """One step of a path, with the words that it rests on."""

    model_config = example(
        source="right/rights-of-women",
        target="measure/4.2.5",
        relation="section",
        quote="Rights of Women",
        start=91234,
        end=91249,
    )

    source: str
    target: str
    relation: Literal["names", "section", "broader"] = Field(
        description="`names`: the measure names the thing; `section`: the right is that of the measure's section, "
        "whose title is quoted; `broader`: one concept is broader than the other in the vocabulary, as no words state"
    )
    quote: str | None
    start: int | None
    end: int | None


class PathItem(BaseModel):
    """A path from one end to the other."""

    nodes: list[str]
    cost: float = Field(description="The less, the rarer what it leads through")
    steps: list[PathStep]


class PathAnswer(BaseModel):
    """The best paths between two things, different from one another."""

    model_config = ConfigDict(populate_by_name=True)

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    connected: bool = Field(description="Whether anything joins the two")
    paths: list[PathItem] = Field(description="The best first")
    dataset: Dataset
