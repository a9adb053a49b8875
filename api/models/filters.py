"""The query parameters of the lists. The same one repeated means or; different ones mean and."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

ListFormat = Literal["json", "csv", "jsonld"]
ProvisionKind = Literal["measure", "statement", "paragraph"]
MentionType = Literal["instrument", "body", "group", "right", "quantity", "agent", "number", "action", "means"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
TargetKind = Literal["level", "change", "count"]
TargetStatus = Literal["target", "parameter"]
IndicatorType = Literal["structural", "process", "outcome"]
SubjectScheme = Literal["rights", "groups", "themes", "indicators"]
ObjectKind = Literal["article", "goal-target", "sdg-indicator", "sdg-series", "thesaurus-term"]
Relation = Literal["closeMatch", "narrowMatch", "broadMatch", "relatedMatch"]
Verification = Literal["verified", "unverified"]
PartyStatus = Literal["party", "signatory", "neither", "not-a-treaty"]
Fit = Literal["close", "related", "inverse", "weak"]
LedgerWhat = Literal["item", "paragraph", "sentence", "number", "name"]
LedgerStatus = Literal["tied", "listed", "unexplained"]
AuditSeverity = Literal["Warning", "Info"]
AuditScope = Literal["plan", "chapter", "right"]
Offset = Annotated[int, Field(ge=0, le=1_000_000_000)]


def _many(description: str, *examples: str) -> list[str]:
    field: list[str] = Field(default=[], description=description, examples=[list(examples)])
    return field


class Paging(BaseModel):
    """Which part of a list, and in which format."""

    model_config = ConfigDict(extra="forbid")

    CHECKED_AS: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Filters whose values are looked up under another name, by their own."""

    limit: Annotated[int, Field(ge=1, le=1000, description="How many items at most")] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000_000, description="How many items to pass over")] = 0
    format: ListFormat | None = Field(default=None, description="The format, where the Accept header is not to decide")


class ProvisionFilters(Paging):
    """What measures and commitments are chosen by."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    chapter: list[str] = _many("Chapter by its number", "1")
    section: list[str] = _many("Section by its code", "1.5")
    right: list[str] = _many(
        "Right that the section is about or the text names; narrower rights are included", "health"
    )
    group: list[str] = _many("Population group; narrower groups are included", "women")
    instrument: list[str] = _many("Instrument", "healthcare-security-law")
    instrument_kind: list[str] = _many("Kind of an instrument that it speaks of", "law")
    action: list[str] = _many("What is done to an instrument; with `instrument`, what is done to that one", "formulate")
    body: list[str] = _many("Body; narrower bodies are included", "schools")
    action_type: list[str] = _many("Type of an act that is promised", "legislate")
    role: list[str] = _many("The part a body plays; with `body`, the part of that one", "responsible")
    modality: list[str] = _many("How firmly it, or a commitment of it, is promised", "will")
    has_target: bool | None = Field(default=None, description="Whether it holds a quantified promise")
    q: str | None = Field(
        default=None, min_length=1, max_length=200, description="Words of the text, as they stand there"
    )


class MeasureFilters(ProvisionFilters):
    """What measures are chosen by."""

    kind: list[ProvisionKind] = Field(
        default=["measure"],
        description="Measures only, unless statements or the other paragraphs of the introduction are asked for",
    )


class CommitmentFilters(ProvisionFilters):
    """What commitments are chosen by."""

    kind: list[ProvisionKind] = Field(default=[], description="The kind of text they stand in; every kind if not given")
    agent: list[str] = _many("Generic agent who acts", "the-government")


class TargetFilters(Paging):
    """What targets and parameters are chosen by."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    chapter: list[str] = _many("Chapter by its number", "1")
    section: list[str] = _many("Section by its code", "1.5")
    measure: list[str] = _many("Measure or statement by its code", "1.5.2")
    right: list[str] = _many("Right of the measure it stands in; narrower rights are included", "health")
    group: list[str] = _many("Group named in the measure it stands in; narrower groups are included", "children")
    indicator: list[str] = _many("What is measured", "maternal-mortality-rate")
    indicator_type: list[IndicatorType] = Field(
        default=[], description="Type of what is measured, a judgement by a stated rule"
    )
    unit: list[str] = _many("Unit", "percent")
    comparator: list[Comparator] = Field(default=[], description="How the value is to be compared")
    kind: list[TargetKind] = Field(default=[], description="Whether a level, a change or a count is promised")
    status: list[TargetStatus] = Field(default=[], description="Promise or parameter; both if not given")
    min: float | None = Field(
        default=None, allow_inf_nan=False, description="The least value, in the unit of the target"
    )
    max: float | None = Field(
        default=None, allow_inf_nan=False, description="The greatest value, in the unit of the target"
    )


class MentionFilters(Paging):
    """What mentions are chosen by; each filter is exact."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    measure: list[str] = _many("Measure or statement by its code", "1.5.2")
    commitment: list[str] = _many("Sentence by its code", "1.5.2.1")
    type: list[MentionType] = Field(
        default=[],
        description="What is mentioned. If not given: all but `number`, the numbers that are neither target nor "
        "parameter, `agent`, the words that name who acts in general, such as “the government”, and `action`, "
        "the promised verbs",
    )
    entity: list[str] = _many("Entity by its slug, without narrower ones", "women")
    label: list[str] = _many("The entity's English label", "women")
    qualifier: list[str] = _many("An instrument's action or a body's role", "formulate")
    quote: list[str] = _many("The words, exactly", "rural women")
    start: list[Offset] = Field(default=[], description="Where the words begin in the source file")
    end: list[Offset] = Field(default=[], description="Where they end")
    method: list[str] = _many("The rule that found it")


class LedgerCountFilters(Paging):
    """What counts of the ledger are chosen by."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    what: list[LedgerWhat] = Field(default=[], description="What is accounted for; everything if not given")
    status: list[LedgerStatus] = Field(
        default=[], description="Whether it is tied to an entity or listed with a reason"
    )
    reason: list[str] = _many("Why it is tied to no entity", "place")


class LedgerFilters(LedgerCountFilters):
    """What entries of the ledger are chosen by."""

    measure: list[str] = _many("Measure or statement by its code", "1.5.2")
    commitment: list[str] = _many("Sentence by its code", "1.5.2.1")


class EntityFilters(Paging):
    """What entities are chosen by."""

    q: str | None = Field(default=None, min_length=1, max_length=200, description="Part of a label, English or Chinese")
    kind: list[str] = _many("Kind of an instrument or of a body", "law")
    broader: list[str] = _many("Only those narrower than this one, at any depth")
    mentioned: bool | None = Field(
        default=None, description="Whether the text itself speaks of it, and not only of narrower ones or not at all"
    )


class CrosswalkFilters(Paging):
    """What mappings are chosen by."""

    CHECKED_AS: ClassVar[Mapping[str, str]] = MappingProxyType({"instrument": "treaty"})

    subject: list[str] = _many("Right, group, theme or indicator that is mapped", "health")
    subject_scheme: list[SubjectScheme] = Field(default=[], description="What sort of thing is mapped")
    right: list[str] = _many("Right that is mapped; narrower rights are included", "health")
    group: list[str] = _many("Group that is mapped; narrower groups are included", "women")
    theme: list[str] = _many("Theme that is mapped; narrower themes are included", "treaty-reporting")
    indicator: list[str] = _many("Indicator that is mapped", "maternal-mortality-rate")
    instrument: list[str] = _many(
        "Treaty or declaration whose articles are meant", "convention-on-the-rights-of-the-child"
    )
    object_kind: list[ObjectKind] = Field(default=[], description="What it is mapped to")
    relation: list[Relation] = Field(default=[], description="How the two stand to each other, in terms of SKOS")
    fit: list[Fit] = Field(default=[], description="How far the numbers of two indicators can be compared")
    party_status: list[PartyStatus] = Field(default=[], description="How far a state is bound by the instrument")
    verification: list[Verification] = Field(default=[], description="Whether number or identifier was seen again")
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="The least confidence, from 0 to 1; a convention, not a measured rate"
    )


class IndicatorFilters(EntityFilters):
    """What indicators are chosen by."""

    type: list[IndicatorType] = Field(default=[], description="Type of the indicator, a judgement by a stated rule")
    type_rule: list[str] = _many("Rule that gave the type", "reach-of-a-service")
    contested: bool | None = Field(default=None, description="Whether an expert might well give another type")


class SingleOptions(BaseModel):
    """How a single item is given."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["json", "jsonld"] | None = Field(
        default=None, description="The format, where the Accept header is not to decide"
    )


class AuditTallyFilters(Paging):
    """What the counts of the audit are chosen by."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    criterion: list[str] = _many("Criterion", "measure-without-responsible-body")
    severity: list[AuditSeverity] = Field(default=[], description="Severity of the criterion")
    scope: list[AuditScope] = Field(default=["plan"], description="Counts of the plan, of each chapter, of each right")
    code: list[str] = _many("Number of a chapter or slug of a right; ask for that scope as well", "1")


class AuditFindingFilters(Paging):
    """What the findings of a criterion are chosen by."""

    plan: list[str] = _many("Plan", "cn-2026-2030")
    chapter: list[str] = _many("Chapter by its number", "1")
    section: list[str] = _many("Section by its code", "1.5")
    right: list[str] = _many("Right that it is under, exactly", "health")
    severity: list[AuditSeverity] = Field(default=[], description="Severity of the criterion")
    unverified: bool | None = Field(default=None, description="Whether it rests on an unverified status")
