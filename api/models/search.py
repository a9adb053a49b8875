"""What searches are narrowed by, and what they give."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.models.described import described
from api.models.filters import Paging
from api.models.items import Envelope
from api.search.language import MAX_LENGTH

HitType = Literal[
    "plan",
    "chapter",
    "section",
    "right",
    "group",
    "instrument",
    "body",
    "indicator",
    "measure",
    "statement",
    "paragraph",
    "commitment",
    "footnote",
    "target",
    "article",
    "goal-target",
    "sdg-indicator",
    "sdg-series",
]
SearchLanguage = Literal["en", "zh-Hans"]
MatchedField = Literal["code", "label", "alternative", "hidden", "label_zh", "text"]
FacetName = Literal["type", "plan", "chapter", "section", "right", "language"]


class SearchFilters(Paging):
    """What is searched for, and where."""

    model_config = described("parameters", "search")

    q: Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
    type: list[HitType] = Field(default=[])
    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    language: list[SearchLanguage] = Field(default=[])


class Highlight(BaseModel):
    """Words of a snippet that were searched for."""

    model_config = described("object", "highlight")

    start: int = Field(description="Where they begin in the snippet, in code points")
    end: int = Field(description="Where they end, exclusive")
    source_start: int | None = Field(description="Where they begin in the plan's source file; null for a label")
    source_end: int | None = Field(description="Where they end there, exclusive; null for a label")


class SearchHit(BaseModel):
    """Something that was found."""

    model_config = described("list", "search-hits")

    type: HitType
    plan: str | None = Field(description="Null for what belongs to no plan, such as a right")
    measure: str | None = Field(description="Code of the measure or statement that it is or stands in")
    code: str | None = Field(description="Its own code; of an article or SDG target its number; null for an entity")
    slug: str | None = Field(description="Slug of an entity; of a target that of its indicator")
    iri: str
    label: str = Field(description="Label, title or heading; of a commitment the heading of its measure")
    label_zh: str | None
    named: bool = Field(description="Whether the search is one of its names, which puts it first")
    score: float = Field(description="Sum of bm25 by stem and bm25 of the words as they stand; higher is better")
    matched: list[MatchedField] = Field(description="Where the words were found")
    snippet: str = Field(description="Where the words were found, as plain text; an ellipsis where it is cut")
    marked: str = Field(description="The snippet as HTML: escaped, the words in `mark` elements and nothing else")
    highlights: list[Highlight] = Field(description="The words, in the order of the snippet")
    start: int | None = Field(description="Where the whole thing begins in the plan's source file, if it is text")
    end: int | None = Field(description="Where it ends")
    url: str = Field(description="URL of the item, or of the list that holds just it")


class LinkedHit(BaseModel):
    """A hit as linked data: what identifies it; only an entity has a preferred label."""

    iri: str
    type: HitType
    code: str | None
    label: str | None
    snippet: str
    score: float
    url: str


class SearchReading(BaseModel):
    """A search as it was understood."""

    model_config = described("object", "search-reading")

    given: str
    read_as: str = Field(description="The same search with its operators written out")
    notes: list[str] = Field(description="What was passed over or completed")


class Suggestion(BaseModel):
    """A search whose words occur, where those given do not."""

    model_config = described("object", "suggestion")

    q: str
    total: int = Field(description="How many hits it has under the same filters")
    url: str


class FacetValue(BaseModel):
    """A value that a search can be narrowed to."""

    model_config = described("object", "facet-value")

    value: str
    label: str
    count: int = Field(description="How many hits there are if this value alone is chosen for the facet")


class Facet(BaseModel):
    """What a search can be narrowed by, the most frequent value first."""

    model_config = described("object", "facet")

    facet: FacetName
    values: list[FacetValue]


class SearchPage(Envelope[SearchHit]):
    """A part of what was found, best first."""

    model_config = described("object", "search")

    query: SearchReading
    suggestion: Suggestion | None = Field(description="“Did you mean”; null where every word occurs")
    facets: list[Facet]
