"""Ready questions: what a list of them says, and which formats a citation has."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.items import Dataset, example

CitationFormat = Literal["json", "bibtex", "ris", "csl"]


class QuestionFilters(BaseModel):
    """Which questions are listed."""

    model_config = ConfigDict(extra="forbid")

    topic: str | None = Field(default=None, description="Only those of a topic", examples=["Targets"])


class ParameterItem(BaseModel):
    """What a question can be asked about."""

    model_config = example(
        name="right",
        values="rights",
        default="health",
        meaning="the right, with what is narrower",
        allowed=["education", "health"],
    )

    name: str = Field(description="The parameter of the request")
    values: str = Field(description="The sort of values: a scheme of concepts, chapters, measures, treaties …")
    default: str = Field(description="What is taken if none is given")
    meaning: str = Field(description="What a value means for the answer")
    allowed: list[str] = Field(description="Every value that exists in the release")


class QuestionItem(BaseModel):
    """A ready question."""

    model_config = example(
        name="targets-of-right",
        words="Which numbers does the plan promise to reach under a right?",
        topic="Targets",
        why="The list to hold reported values against.",
        parameters=[],
        url="http://127.0.0.1:8000/api/v1/questions/targets-of-right",
        query="SELECT ?code WHERE { … }",
    )

    name: str
    words: str = Field(description="The question as a sentence")
    topic: str
    why: str = Field(description="Why one asks it")
    parameters: list[ParameterItem]
    url: str = Field(description="Where it is answered")
    query: str = Field(description="The SPARQL query with the defaults")


class QuestionList(BaseModel):
    """The ready questions, by topic."""

    items: list[QuestionItem]
    total: int = Field(description="How many there are")
    dataset: Dataset
