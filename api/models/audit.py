"""The criteria of the audit with their counts, and what meets them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.filters import AuditScope, AuditSeverity
from api.models.items import example

_MESSAGE = "No sentence of the measure has an institution, or a kind of institution, as the one that acts."


class AuditTallyItem(BaseModel):
    """A criterion, and how many things meet it of how many."""

    model_config = example(
        plan="cn-2026-2030",
        criterion="measure-without-responsible-body",
        label="measures that name no body to carry them out",
        label_zh="未写明负责机构的措施",
        severity="Warning",
        scope="plan",
        code="cn-2026-2030",
        name="National Human Rights Action Plan of China (2026-2030)",
        count=194,
        population=203,
        counts="measures",
        share=0.9557,
        unverified=0,
        message=_MESSAGE,
        definition="Criterion met by a measure in which no institution and no kind of institution acts.",
        scope_note="It does not mean that nobody is in charge: another text may say who is.",
        sources=["IMPACT OSS, SMART taxonomy of actions: assignable"],
    )

    plan: str
    criterion: str
    label: str
    label_zh: str
    severity: AuditSeverity
    scope: AuditScope = Field(description="Whether the counts are of the plan, of a chapter or of a right")
    code: str = Field(description="The plan, the number of the chapter, or the slug of the right")
    name: str | None
    count: int = Field(description="How many meet the criterion")
    population: int = Field(description="Of how many: the denominator")
    counts: str = Field(description="What is counted")
    share: float = Field(description="The count divided by the population")
    unverified: int = Field(description="How many of the population rest on a status that nobody looked up")
    message: str = Field(description="What a finding says; `{?name}` stands for a name that differs between findings")
    definition: str
    scope_note: str = Field(description="What a hit means and what not")
    sources: list[str] = Field(description="Where the criterion comes from")


class LinkedAuditTally(AuditTallyItem):
    """A tally as linked data: with its IRI."""

    iri: str


class AuditFindingItem(BaseModel):
    """A thing of a plan that meets a criterion."""

    model_config = example(
        plan="cn-2026-2030",
        criterion="measure-without-responsible-body",
        severity="Warning",
        chapter="1",
        section="1.1",
        measure="1.1.4",
        subject="1.1.4",
        object=None,
        rights=["adequate-standard-of-living"],
        heading="Ensuring food security and safety.",
        quote="Ensuring food security and safety.",
        start=18020,
        end=18054,
        message=_MESSAGE,
        unverified=False,
    )

    plan: str
    criterion: str
    severity: AuditSeverity
    chapter: str | None
    section: str | None
    measure: str | None = Field(description="Code of the measure or statement; null for a right, a group or an article")
    subject: str | None = Field(description="What meets the criterion: a code, or the name of what it is about")
    object: str | None = Field(description="The second half, where a pair meets it, such as the right of a group")
    rights: list[str] = Field(description="The rights it is under")
    heading: str | None
    quote: str | None = Field(description="The words; of a measure the first sentence")
    start: int | None
    end: int | None
    message: str
    unverified: bool = Field(description="Whether it rests on a status that nobody looked up")


class LinkedAuditFinding(AuditFindingItem):
    """A finding as linked data: with its IRI."""

    iri: str
