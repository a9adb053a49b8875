"""The query parameters. The same one repeated means or; different ones mean and. The codebook describes them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.models.described import described

ListFormat = Literal["json", "csv", "jsonld"]
ProvisionKind = Literal["measure", "statement", "paragraph"]
MentionType = Literal["instrument", "body", "group", "right", "quantity", "agent", "number", "action", "means"]
ObjectType = Literal["instrument", "body", "group", "right", "quantity"]
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
TableKind = Literal["list", "sqlite", "object", "parameters"]
Offset = Annotated[int, Field(ge=0, le=1_000_000_000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class Paging(BaseModel):
    """Which part of a list, and in which format."""

    model_config = described("parameters", "paging")

    CHECKED_AS: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Filters whose values are looked up under another name, by their own."""

    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    offset: Offset = 0
    format: ListFormat | None = None


class ProvisionFilters(Paging):
    """What measures and commitments are chosen by."""

    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    group: list[str] = Field(default=[])
    instrument: list[str] = Field(default=[])
    instrument_kind: list[str] = Field(default=[])
    action: list[str] = Field(default=[])
    body: list[str] = Field(default=[])
    action_type: list[str] = Field(default=[])
    role: list[str] = Field(default=[])
    modality: list[str] = Field(default=[])
    has_target: bool | None = None
    q: Words | None = None


class MeasureFilters(ProvisionFilters):
    """What measures are chosen by."""

    model_config = described("parameters", "measures")

    kind: list[ProvisionKind] = Field(default=["measure"])


class CommitmentFilters(ProvisionFilters):
    """What commitments are chosen by."""

    model_config = described("parameters", "commitments")

    kind: list[ProvisionKind] = Field(default=[])
    agent: list[str] = Field(default=[])


class TargetFilters(Paging):
    """What targets and parameters are chosen by."""

    model_config = described("parameters", "targets")

    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    measure: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    group: list[str] = Field(default=[])
    indicator: list[str] = Field(default=[])
    indicator_type: list[IndicatorType] = Field(default=[])
    unit: list[str] = Field(default=[])
    comparator: list[Comparator] = Field(default=[])
    kind: list[TargetKind] = Field(default=[])
    status: list[TargetStatus] = Field(default=[])
    min: Number | None = None
    max: Number | None = None


class MentionFilters(Paging):
    """What mentions are chosen by; each filter is exact."""

    model_config = described("parameters", "mentions")

    plan: list[str] = Field(default=[])
    measure: list[str] = Field(default=[])
    commitment: list[str] = Field(default=[])
    type: list[MentionType] = Field(default=[])
    entity: list[str] = Field(default=[])
    label: list[str] = Field(default=[])
    qualifier: list[str] = Field(default=[])
    quote: list[str] = Field(default=[])
    start: list[Offset] = Field(default=[])
    end: list[Offset] = Field(default=[])
    method: list[str] = Field(default=[])


class LedgerCountFilters(Paging):
    """What counts of the ledger are chosen by."""

    model_config = described("parameters", "ledger-counts")

    plan: list[str] = Field(default=[])
    what: list[LedgerWhat] = Field(default=[])
    status: list[LedgerStatus] = Field(default=[])
    reason: list[str] = Field(default=[])


class LedgerFilters(LedgerCountFilters):
    """What entries of the ledger are chosen by."""

    model_config = described("parameters", "ledger")

    measure: list[str] = Field(default=[])
    commitment: list[str] = Field(default=[])


class EntityFilters(Paging):
    """What entities are chosen by."""

    model_config = described("parameters", "entities")

    q: Words | None = None
    kind: list[str] = Field(default=[])
    broader: list[str] = Field(default=[])
    mentioned: bool | None = None


class CodebookFilters(Paging):
    """What fields of the codebook are chosen by."""

    model_config = described("parameters", "codebook")

    table: list[str] = Field(default=[])
    kind: list[TableKind] = Field(default=[])
    field: list[str] = Field(default=[])


class MetadataOptions(BaseModel):
    """Which CSV the metadata is for."""

    model_config = described("parameters", "csv-metadata")

    of: Annotated[str, Field(max_length=8000, pattern=r"^/api/v1/[a-z/-]+(\?[^\s#]*)?$")] | None = None


class CrosswalkFilters(Paging):
    """What mappings are chosen by."""

    model_config = described("parameters", "mappings")

    CHECKED_AS: ClassVar[Mapping[str, str]] = MappingProxyType({"instrument": "treaty"})

    subject: list[str] = Field(default=[])
    subject_scheme: list[SubjectScheme] = Field(default=[])
    right: list[str] = Field(default=[])
    group: list[str] = Field(default=[])
    theme: list[str] = Field(default=[])
    indicator: list[str] = Field(default=[])
    instrument: list[str] = Field(default=[])
    object: list[str] = Field(default=[])
    object_kind: list[ObjectKind] = Field(default=[])
    relation: list[Relation] = Field(default=[])
    fit: list[Fit] = Field(default=[])
    party_status: list[PartyStatus] = Field(default=[])
    verification: list[Verification] = Field(default=[])
    min_confidence: Annotated[float, Field(ge=0, le=1)] | None = None


class IndicatorFilters(EntityFilters):
    """What indicators are chosen by."""

    model_config = described("parameters", "indicators")

    type: list[IndicatorType] = Field(default=[])
    type_rule: list[str] = Field(default=[])
    contested: bool | None = None


class SingleOptions(BaseModel):
    """How a single item is given."""

    model_config = described("parameters", "single")

    format: Literal["json", "jsonld"] | None = None


class AuditTallyFilters(Paging):
    """What the counts of the audit are chosen by."""

    model_config = described("parameters", "audit-tallies")

    plan: list[str] = Field(default=[])
    criterion: list[str] = Field(default=[])
    severity: list[AuditSeverity] = Field(default=[])
    scope: list[AuditScope] = Field(default=["plan"])
    code: list[str] = Field(default=[])


class AuditFindingFilters(Paging):
    """What the findings of a criterion are chosen by."""

    model_config = described("parameters", "audit-findings")

    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    severity: list[AuditSeverity] = Field(default=[])
    unverified: bool | None = None
