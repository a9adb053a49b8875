"""The query parameters. The same one repeated means or; different ones mean and. The codebook describes them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, Field

from api.models.described import described
from api.models.facets import CommitmentFacet, MeasureFacet, MentionFacet, TargetFacet

ListFormat = Literal["json", "csv", "jsonld"]
ProvisionKind = Literal["measure", "statement", "paragraph"]
MentionType = Literal["instrument", "body", "group", "right", "quantity", "agent", "number", "action", "means"]
ObjectType = Literal["instrument", "body", "group", "right", "quantity"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
TargetKind = Literal["level", "change", "count"]
Direction = Literal["increase", "decrease", "maintain"]
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


def _split(given: Any) -> Any:
    """Several values may stand in one parameter, apart by commas."""
    if not isinstance(given, list):
        return given
    return [part for each in given for part in (each.split(",") if isinstance(each, str) else [each])]


Apart = BeforeValidator(_split)
OfMeasure = Literal["commitments", "targets", "mentions", "links", "labels"]
OfCommitment = Literal["measures", "targets", "mentions", "labels"]
OfTarget = Literal["measures", "commitments", "labels"]
OfMention = Literal["measures", "commitments", "labels"]
OfEntity = Literal["measures", "commitments", "targets", "mentions"]
OfSingleMeasure = Literal["commitments", "links", "labels"]
OfSingleEntity = Literal["commitments", "mentions"]


class Paging(BaseModel):
    """Which part of a list, and in which format."""

    model_config = described("parameters", "paging")

    CHECKED_AS: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Filters whose values are looked up under another name, by their own."""

    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    offset: Offset = 0
    format: ListFormat | None = None


class ListFilters(Paging):
    """Which part of a list, in which order and shape."""

    model_config = described("parameters", "list")

    after: Annotated[str, Field(min_length=1, max_length=4000)] | None = None
    sort: Annotated[list[str], Apart] = Field(default=[], max_length=8)
    fields: Annotated[list[str], Apart] = Field(default=[])


class ProvisionFilters(ListFilters):
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
    facets: Annotated[list[MeasureFacet], Apart] = Field(default=[])
    include: Annotated[list[OfMeasure], Apart] = Field(default=[])


class CommitmentFilters(ProvisionFilters):
    """What commitments are chosen by."""

    model_config = described("parameters", "commitments")

    kind: list[ProvisionKind] = Field(default=[])
    measure: list[str] = Field(default=[])
    agent: list[str] = Field(default=[])
    facets: Annotated[list[CommitmentFacet], Apart] = Field(default=[])
    include: Annotated[list[OfCommitment], Apart] = Field(default=[])


class TargetFilters(ListFilters):
    """What targets and parameters are chosen by."""

    model_config = described("parameters", "targets")

    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    measure: list[str] = Field(default=[])
    commitment: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    group: list[str] = Field(default=[])
    indicator: list[str] = Field(default=[])
    indicator_type: list[IndicatorType] = Field(default=[])
    unit: list[str] = Field(default=[])
    comparator: list[Comparator] = Field(default=[])
    kind: list[TargetKind] = Field(default=[])
    direction: list[Direction] = Field(default=[])
    status: list[TargetStatus] = Field(default=[])
    min: Number | None = None
    max: Number | None = None
    facets: Annotated[list[TargetFacet], Apart] = Field(default=[])
    include: Annotated[list[OfTarget], Apart] = Field(default=[])


class MentionFilters(ListFilters):
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
    facets: Annotated[list[MentionFacet], Apart] = Field(default=[])
    include: Annotated[list[OfMention], Apart] = Field(default=[])


class LedgerCountFilters(ListFilters):
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


class EntityFilters(ListFilters):
    """What entities are chosen by."""

    model_config = described("parameters", "entities")

    q: Words | None = None
    kind: list[str] = Field(default=[])
    broader: list[str] = Field(default=[])
    mentioned: bool | None = None
    include: Annotated[list[OfEntity], Apart] = Field(default=[])


class CodebookFilters(ListFilters):
    """What fields of the codebook are chosen by."""

    model_config = described("parameters", "codebook")

    table: list[str] = Field(default=[])
    kind: list[TableKind] = Field(default=[])
    field: list[str] = Field(default=[])


class MetadataOptions(BaseModel):
    """Which CSV the metadata is for."""

    model_config = described("parameters", "csv-metadata")

    of: Annotated[str, Field(max_length=8000, pattern=r"^/api/v1/[a-z/-]+(\?[^\s#]*)?$")] | None = None


class CrosswalkFilters(ListFilters):
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
    fields: Annotated[list[str], Apart] = Field(default=[])


class MeasureOptions(SingleOptions):
    """How a single measure is given."""

    model_config = described("parameters", "single-measure")

    include: Annotated[list[OfSingleMeasure], Apart] = Field(default=[])


class EntityOptions(SingleOptions):
    """How a single entity is given."""

    model_config = described("parameters", "single-entity")

    include: Annotated[list[OfSingleEntity], Apart] = Field(default=[])


class AuditTallyFilters(ListFilters):
    """What the counts of the audit are chosen by."""

    model_config = described("parameters", "audit-tallies")

    plan: list[str] = Field(default=[])
    criterion: list[str] = Field(default=[])
    severity: list[AuditSeverity] = Field(default=[])
    scope: list[AuditScope] = Field(default=["plan"])
    code: list[str] = Field(default=[])


class AuditFindingFilters(ListFilters):
    """What the findings of a criterion are chosen by."""

    model_config = described("parameters", "audit-findings")

    plan: list[str] = Field(default=[])
    chapter: list[str] = Field(default=[])
    section: list[str] = Field(default=[])
    right: list[str] = Field(default=[])
    severity: list[AuditSeverity] = Field(default=[])
    unverified: bool | None = None
