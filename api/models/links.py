"""The rows of links between measures, and what they are chosen by."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.models.filters import MentionType, Paging
from api.models.items import example

LinkKind = Literal["instrument", "body", "group", "right", "indicator", "sdg-target", "act", "wording"]


def _many(description: str, *examples: str) -> list[str]:
    field: list[str] = Field(default=[], description=description, examples=[list(examples)])
    return field


class LinkFilters(Paging):
    """What links are chosen by."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    measure: list[str] = _many("Measure by its code, whichever end of the link it is", "4.2.5")
    other: list[str] = _many("The measure at the other end", "1.4.2")
    kind: list[LinkKind] = Field(default=[], description="Kind of one of its reasons")
    entity: list[str] = _many("What one of its reasons is about, by its slug", "rural-women")
    min_weight: Annotated[float | None, Field(ge=0, allow_inf_nan=False, description="The least weight")] = None
    same_section: bool | None = Field(default=None, description="Whether both measures stand in one section")


class LinkQuotes(BaseModel):
    """The words of both measures, with their offsets in the source."""

    quote: str
    start: int
    end: int
    other_quote: str
    other_start: int
    other_end: int


_QUOTES = {
    "quote": "rural women",
    "start": 95239,
    "end": 95250,
    "other_quote": "women in rural areas",
    "other_start": 92799,
    "other_end": 92819,
}
_REASON = {
    "iri": "https://w3id.org/hrap/id/plan/cn-2026-2030/link/4.2.2/4.2.5/group/rural-women",
    "kind": "group",
    "type": "group",
    "entity": "rural-women",
    "label": "rural women",
    "action_type": None,
    "information": 6.08,
    "weight": 6.08,
    "count": 3,
    "similarity": None,
    "quotes": [_QUOTES],
}


class LinkReason(BaseModel):
    """Something that two measures share."""

    model_config = example(**_REASON)

    iri: str
    kind: LinkKind
    type: MentionType | None = Field(description="Type of the entity; null for an SDG target and for wording")
    entity: str | None = Field(description="What is shared, or what both act on; null for wording")
    label: str = Field(description="What is shared in words; for wording the rarest shared words")
    action_type: str | None = Field(description="What both do to the entity, where the reason is an act")
    information: float = Field(description="What it says, in bits: the fewer measures share it, the more")
    weight: float = Field(description="What it adds to the weight of the link")
    count: int = Field(description="How many measures share it; for wording, how many pairs are at least as similar")
    similarity: float | None = Field(description="Cosine of the words, from 0 to 1, for wording")
    quotes: list[LinkQuotes]


class LinkItem(BaseModel):
    """Two measures and why they are linked."""

    model_config = example(
        plan="cn-2026-2030",
        iri="https://w3id.org/hrap/id/plan/cn-2026-2030/link/4.2.2/4.2.5",
        measure="4.2.5",
        other="4.2.2",
        heading="Effectively protecting women's property rights and interests.",
        other_heading="Improving the legal framework for protecting women’s rights and interests.",
        same_section=True,
        rank=2,
        weight=9.12,
        reasons=[_REASON],
    )

    plan: str
    iri: str
    measure: str = Field(description="The measure asked for, or else the one that stands first in the text")
    other: str
    heading: str
    other_heading: str
    same_section: bool
    rank: int = Field(description="Place of the other among the links of the measure, 1 the weightiest")
    weight: float = Field(description="Sum of the weights of the reasons")
    reasons: list[LinkReason] = Field(description="The weightiest first")


class LinkedLink(LinkItem):
    """A link as linked data: with the IRIs of its two measures."""

    linked_measures: list[str]


class ReasonRow(BaseModel):
    """One reason of a link in one pair of quotes: the flat form of links, for tables."""

    model_config = example(
        plan="cn-2026-2030",
        measure="4.2.5",
        other="4.2.2",
        rank=2,
        link_weight=9.12,
        **{name: value for name, value in _REASON.items() if name not in ("iri", "quotes")},
        **_QUOTES,
    )

    plan: str
    measure: str
    other: str
    rank: int
    link_weight: float
    kind: LinkKind
    type: MentionType | None
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
