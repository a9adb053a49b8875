"""How a single item is given: its format, which of its fields, and what beside it. The codebook describes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel

from api.models.described import described
from api.models.filters import NONE_CHOSEN, Apart

OfSingleMeasure = Literal["commitments", "links", "labels"]
OfSingleEntity = Literal["commitments", "mentions"]


class SingleOptions(BaseModel):
    """How a single item is given."""

    model_config = described("parameters", "single")

    format: Literal["json", "jsonld"] | None = None
    fields: Annotated[list[str], Apart] = NONE_CHOSEN


class MeasureOptions(SingleOptions):
    """How a single measure is given."""

    model_config = described("parameters", "single-measure")

    include: Annotated[list[OfSingleMeasure], Apart] = NONE_CHOSEN


class EntityOptions(SingleOptions):
    """How a single entity is given."""

    model_config = described("parameters", "single-entity")

    include: Annotated[list[OfSingleEntity], Apart] = NONE_CHOSEN
