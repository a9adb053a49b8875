"""Ready questions: what a list of them says, and which formats a citation has."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.models.described import described
from api.models.items import Dataset

CitationFormat = Literal["json", "bibtex", "ris", "csl"]


class QuestionFilters(BaseModel):
    """Which questions are listed."""

    model_config = described("parameters", "questions")

    topic: str | None = None


class ParameterItem(BaseModel):
    """What a question can be asked about."""

    model_config = described("object", "question-parameter")

    name: str
    values: str
    default: str
    meaning: str
    allowed: list[str]


class QuestionItem(BaseModel):
    """A ready question."""

    model_config = described("object", "question")

    name: str
    words: str
    topic: str
    why: str
    parameters: list[ParameterItem]
    url: str
    query: str


class QuestionList(BaseModel):
    """The ready questions, by topic."""

    model_config = described("object", "questions")

    items: list[QuestionItem]
    total: int
    dataset: Dataset
