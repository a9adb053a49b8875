"""What each type of problem means, as the service tells it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.explorer.views import Language
from api.models.described import described
from api.models.items import Dataset


class ProblemTypeOptions(BaseModel):
    """How the meaning of problems is given."""

    model_config = described("parameters", "problem-types")

    format: Literal["html", "json"] | None = None
    lang: Language | None = None


class ProblemType(BaseModel):
    """A type of problem: what it means, and what to do."""

    model_config = described("object", "problem-type")

    type: str
    title: str
    status: int
    meaning: str
    remedy: str


class ProblemTypes(BaseModel):
    """Every type of problem."""

    model_config = described("object", "problem-types")

    items: list[ProblemType]
    total: int
    dataset: Dataset
