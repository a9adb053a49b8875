"""Rows of the crosswalk, and the types of indicators; judgements, apart from what a plan states."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.filters import Fit, IndicatorType, ObjectKind, PartyStatus, Relation, SubjectScheme, Verification
from api.models.items import EntityItem, example


class MappingItem(BaseModel):
    """A link from a concept to a treaty article, the 2030 Agenda or UNBIS, and who vouches for it how."""

    model_config = example(
        subject="maternal-mortality-rate",
        subject_label="maternal mortality rate",
        subject_scheme="indicators",
        relation="closeMatch",
        object="http://metadata.un.org/sdg/C030101",
        object_label="SDG indicator 3.1.1: maternal mortality",
        object_kind="sdg-indicator",
        object_number="3.1.1",
        instrument=None,
        instrument_label=None,
        state=None,
        party_status=None,
        party_status_date=None,
        party_status_source=None,
        party_status_verification=None,
        confidence_level="high",
        confidence=0.9,
        fit="close",
        caveat="the plan does not say from which statistics its rate is taken",
        author="maintainers",
        source="UNStats/LOD4Stats @0ae578b, sdg-kos-goals-targets-indicators.ttl (2019)",
        verification="verified",
        note=None,
    )

    subject: str = Field(description="Slug of the concept that is mapped")
    subject_label: str
    subject_scheme: SubjectScheme
    relation: Relation = Field(description="SKOS relation; an exact match is never claimed")
    object: str = Field(description="IRI of what it is mapped to")
    object_label: str
    object_kind: ObjectKind
    object_number: str = Field(description="Number of the article, target, indicator or term; code of a series")
    instrument: str | None = Field(description="Slug of an article's instrument")
    instrument_label: str | None = Field(description="Its short name")
    state: str | None = Field(description="ISO 3166 code of the state whose standing towards the instrument follows")
    party_status: PartyStatus | None
    party_status_date: str | None = Field(description="Day of signature, ratification or accession, where known")
    party_status_source: str | None
    party_status_verification: Verification | None
    confidence_level: str
    confidence: float = Field(description="A number that stands for the level; a convention, not a measured rate")
    fit: Fit | None = Field(description="How far the numbers of two indicators can be compared")
    caveat: str | None = Field(description="What to mind before they are compared")
    author: str
    source: str
    verification: Verification = Field(description="Whether number or identifier was seen in the source again")
    note: str | None


class LinkedMapping(MappingItem):
    """A mapping as linked data: with its IRI and that of its subject."""

    iri: str
    subject_iri: str


class IndicatorItem(EntityItem):
    """An indicator with its type, and the SDG indicators and series that it is linked to."""

    model_config = example(
        slug="maternal-mortality-rate",
        iri="https://w3id.org/hrap/id/indicator/maternal-mortality-rate",
        label="maternal mortality rate",
        label_zh="孕产妇死亡率",
        label_zh_status="known",
        definition="Ratio of women who die from causes linked to pregnancy or childbirth to children born alive.",
        kind=None,
        broader=[],
        measure_count=1,
        commitment_count=1,
        target_count=1,
        mention_count=1,
        indicator_type="outcome",
        indicator_type_rule="life-of-right-holders",
        indicator_type_alternative=None,
        sdg_indicators=["3.1.1"],
        sdg_series=["SH_STA_MMR"],
    )

    indicator_type: IndicatorType | None = Field(description="A judgement by a stated rule, not stated by a plan")
    indicator_type_rule: str | None
    indicator_type_alternative: IndicatorType | None = Field(description="Another type that an expert might give")
    sdg_indicators: list[str] = Field(description="Their numbers; fit and caveat stand at /api/v1/crosswalk")
    sdg_series: list[str] = Field(description="Their codes")


class IndicatorTyping(BaseModel):
    """The type of an indicator with the rule that gave it; a judgement, not stated by a plan."""

    model_config = example(
        type="outcome",
        rule="life-of-right-holders",
        reason="survival of mothers",
        alternative=None,
        note=None,
        author="maintainers",
        source="OHCHR, Human Rights Indicators: A Guide to Measurement and Implementation, HR/PUB/12/5 (2012)",
    )

    type: IndicatorType
    rule: str
    reason: str = Field(description="Why the rule fits")
    alternative: IndicatorType | None = Field(description="Another type that an expert might give")
    note: str | None = Field(description="Why an expert might")
    author: str
    source: str = Field(description="Where the three types are from")
