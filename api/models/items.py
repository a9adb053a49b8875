"""The rows of lists. Their fields are the columns of the CSV, in this order."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from api.models.filters import Comparator, MentionType, ProvisionKind, TargetKind, TargetStatus

Item = TypeVar("Item", bound=BaseModel)

_PLAN = "https://w3id.org/hrap/id/plan/cn-2026-2030"


def example(**values: Any) -> ConfigDict:
    """A model configuration that shows one example."""
    return ConfigDict(extra="forbid", json_schema_extra={"example": values})


class Dataset(BaseModel):
    """Which release answered; cite it with the answer."""

    model_config = example(version="0.1.0", sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")

    version: str = Field(description="Version of the release")
    sha256: str = Field(description="SHA-256 of its N-Quads")


class Page(BaseModel, Generic[Item]):
    """A part of a list."""

    items: list[Item]
    total: int = Field(description="How many items there are in all")
    limit: int
    offset: int
    next: str | None = Field(description="The URL of the next part, null at the end")
    dataset: Dataset


class PlanItem(BaseModel):
    """A plan and how much it holds."""

    model_config = example(
        plan="cn-2026-2030",
        iri=_PLAN,
        title="National Human Rights Action Plan of China (2026-2030)",
        title_zh="国家人权行动计划（2026－2030年）",
        publisher="state-council-information-office",
        jurisdiction="CN",
        language="en",
        issued="2026-06",
        period_start=2026,
        period_end=2030,
        sha256="35e11eaa88fb2703e994466a955ba7d747bc746ecc0f242d2629d1ffbf828b6e",
        chapter_count=8,
        section_count=32,
        measure_count=203,
        statement_count=26,
        commitment_count=700,
        target_count=60,
        parameter_count=10,
        mention_count=2500,
    )

    plan: str
    iri: str
    title: str
    title_zh: str | None
    publisher: str = Field(description="Slug of a body")
    jurisdiction: str
    language: str
    issued: str
    period_start: int
    period_end: int
    sha256: str = Field(description="SHA-256 of the source text")
    chapter_count: int = Field(description="Numbered chapters, without the introduction")
    section_count: int
    measure_count: int
    statement_count: int
    commitment_count: int
    target_count: int
    parameter_count: int
    mention_count: int


class MeasureItem(BaseModel):
    """A measure, statement or paragraph with what it speaks of."""

    model_config = example(
        plan="cn-2026-2030",
        code="1.5.2",
        iri=f"{_PLAN}/measure/1.5.2",
        kind="measure",
        type="measure",
        chapter="1",
        section="1.5",
        heading="Bringing key health indicators up to the levels of high-income countries.",
        text="Bringing key health indicators up to the levels of high-income countries. The government will …",
        start=41200,
        end=41590,
        rights=["health"],
        groups=[],
        instruments=[],
        bodies=[],
        agents=["the-government"],
        action_types=["promote-or-advance"],
        commitment_count=1,
        target_count=5,
        parameter_count=0,
    )

    plan: str
    code: str
    iri: str
    kind: ProvisionKind
    type: str = Field(description="`measure`, or what sort of statement or paragraph it is")
    chapter: str
    section: str | None
    heading: str
    text: str
    start: int = Field(description="First code point in the source file, counted from 0")
    end: int = Field(description="The code point after the last")
    rights: list[str] = Field(description="Slugs: the section's right and those the text names")
    groups: list[str]
    instruments: list[str]
    bodies: list[str]
    agents: list[str] = Field(description="Generic agents who act, such as the government")
    action_types: list[str] = Field(description="Types of the acts that its sentences promise")
    commitment_count: int
    target_count: int
    parameter_count: int


class CommitmentItem(BaseModel):
    """A sentence that promises, prohibits or declares something."""

    model_config = example(
        plan="cn-2026-2030",
        measure="1.5.2",
        code="1.5.2.1",
        iri=f"{_PLAN}/commitment/1.5.2.1",
        chapter="1",
        section="1.5",
        text="The government will strive to increase the average life expectancy to 80 years …",
        start=41274,
        end=41590,
        modality="strives",
        agents=["the-government"],
        action_types=["promote-or-advance"],
        target_count=5,
        parameter_count=0,
    )

    plan: str
    measure: str
    code: str
    iri: str
    chapter: str
    section: str | None
    text: str
    start: int
    end: int
    modality: str | None
    agents: list[str]
    action_types: list[str] = Field(description="Types of the acts that it promises")
    target_count: int
    parameter_count: int


class TargetItem(BaseModel):
    """A quantified promise, or a number that shapes one."""

    model_config = example(
        plan="cn-2026-2030",
        measure="1.5.2",
        commitment="1.5.2.1",
        indicator="maternal-mortality-rate",
        indicator_label="maternal mortality rate",
        comparator="<",
        kind="level",
        direction="decrease",
        value=12,
        unit="per-100000-live-births",
        unit_label="per 100,000 live births",
        denominator=None,
        per=None,
        deadline=2030,
        deadline_stated=False,
        status="target",
        quote="below 12 per 100,000",
        start=41560,
        end=41580,
    )

    plan: str
    measure: str
    commitment: str = Field(description="Code of the sentence it stands in")
    indicator: str
    indicator_label: str
    comparator: Comparator
    kind: TargetKind
    direction: str | None
    value: int | float = Field(description="In the unit given")
    unit: str
    unit_label: str
    denominator: str | None
    per: str | None
    deadline: int | None
    deadline_stated: bool = Field(description="False where the end of the plan is the deadline")
    status: TargetStatus
    quote: str
    start: int
    end: int


class LinkedTarget(TargetItem):
    """A target as linked data: with its IRI."""

    iri: str


class MentionItem(BaseModel):
    """Words of the text that speak of an entity."""

    model_config = example(
        plan="cn-2026-2030",
        measure="1.1.5",
        commitment="1.1.5.2",
        type="instrument",
        entity="regulations-on-water-supply",
        label="regulations on water supply",
        qualifier="formulate",
        quote="regulations on water supply",
        start=14330,
        end=14357,
        method="label",
    )

    plan: str
    measure: str
    commitment: str = Field(description="Code of the sentence it stands in")
    type: MentionType
    entity: str
    label: str
    qualifier: str | None = Field(description="An instrument's action or a body's role")
    quote: str
    start: int
    end: int
    method: str


class LinkedMention(MentionItem):
    """A mention as linked data: with its IRI."""

    iri: str


class EntityItem(BaseModel):
    """A right, instrument, group, body or indicator, and how much of the plans speaks of it."""

    model_config = example(
        slug="women",
        iri="https://w3id.org/hrap/id/group/women",
        label="women",
        label_zh="妇女",
        label_zh_status="known",
        definition="Adult human beings of female sex.",
        kind=None,
        broader=[],
        measure_count=20,
        commitment_count=31,
        target_count=3,
        mention_count=40,
    )

    slug: str
    iri: str
    label: str
    label_zh: str
    label_zh_status: str = Field(description="Whether the Chinese label is official or our own translation")
    definition: str
    kind: str | None = Field(description="Kind of an instrument or a body")
    broader: list[str]
    measure_count: int = Field(description="Measures that speak of it or of a narrower one")
    commitment_count: int = Field(description="Commitments that speak of it or of a narrower one")
    target_count: int = Field(description="Targets in those measures")
    mention_count: int = Field(description="Its own mentions, without those of narrower ones")
