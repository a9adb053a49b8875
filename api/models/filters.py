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
Year = Annotated[int, Field(ge=1900, le=2999)]
Words = Annotated[str, Field(min_length=1, max_length=200)]


def _split(given: Any) -> Any:
    """Several values may stand in one parameter, apart by commas."""
    if not isinstance(given, list):
        return given
    return [part for each in given for part in (each.split(",") if isinstance(each, str) else [each])]


Apart = BeforeValidator(_split)
NONE_CHOSEN: Any = Field(default_factory=list, json_schema_extra={"default": []})
"""A filter that is not given. A factory makes its list far faster than the copy that a plain default would need."""
OfMeasure = Literal["commitments", "targets", "mentions", "links", "labels"]
OfCommitment = Literal["measures", "targets", "mentions", "labels"]
OfSentencePart = Literal["measures", "commitments", "labels"]
OfEntity = Literal["measures", "commitments", "targets", "mentions"]


def _measures() -> list[ProvisionKind]:
    return ["measure"]


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
    sort: Annotated[list[str], Apart] = Field(max_length=8, default_factory=list, json_schema_extra={"default": []})
    fields: Annotated[list[str], Apart] = NONE_CHOSEN


class ProvisionFilters(ListFilters):
    """What measures and commitments are chosen by."""

    plan: list[str] = NONE_CHOSEN
    chapter: list[str] = NONE_CHOSEN
    section: list[str] = NONE_CHOSEN
    right: list[str] = NONE_CHOSEN
    group: list[str] = NONE_CHOSEN
    instrument: list[str] = NONE_CHOSEN
    instrument_kind: list[str] = NONE_CHOSEN
    action: list[str] = NONE_CHOSEN
    body: list[str] = NONE_CHOSEN
    action_type: list[str] = NONE_CHOSEN
    role: list[str] = NONE_CHOSEN
    modality: list[str] = NONE_CHOSEN
    indicator_type: list[IndicatorType] = NONE_CHOSEN
    has_target: bool | None = None
    q: Words | None = None


class MeasureFilters(ProvisionFilters):
    """What measures are chosen by."""

    model_config = described("parameters", "measures")

    kind: list[ProvisionKind] = Field(default_factory=_measures, json_schema_extra={"default": ["measure"]})
    facets: Annotated[list[MeasureFacet], Apart] = NONE_CHOSEN
    include: Annotated[list[OfMeasure], Apart] = NONE_CHOSEN


class CommitmentFilters(ProvisionFilters):
    """What commitments are chosen by."""

    model_config = described("parameters", "commitments")

    kind: list[ProvisionKind] = NONE_CHOSEN
    measure: list[str] = NONE_CHOSEN
    agent: list[str] = NONE_CHOSEN
    facets: Annotated[list[CommitmentFacet], Apart] = NONE_CHOSEN
    include: Annotated[list[OfCommitment], Apart] = NONE_CHOSEN


class TargetFilters(ListFilters):
    """What targets and parameters are chosen by."""

    model_config = described("parameters", "targets")

    plan: list[str] = NONE_CHOSEN
    chapter: list[str] = NONE_CHOSEN
    section: list[str] = NONE_CHOSEN
    measure: list[str] = NONE_CHOSEN
    commitment: list[str] = NONE_CHOSEN
    right: list[str] = NONE_CHOSEN
    group: list[str] = NONE_CHOSEN
    indicator: list[str] = NONE_CHOSEN
    indicator_type: list[IndicatorType] = NONE_CHOSEN
    unit: list[str] = NONE_CHOSEN
    comparator: list[Comparator] = NONE_CHOSEN
    kind: list[TargetKind] = NONE_CHOSEN
    direction: list[Direction] = NONE_CHOSEN
    deadline: list[Year] = NONE_CHOSEN
    deadline_stated: bool | None = None
    status: list[TargetStatus] = NONE_CHOSEN
    min: Number | None = None
    max: Number | None = None
    facets: Annotated[list[TargetFacet], Apart] = NONE_CHOSEN
    include: Annotated[list[OfSentencePart], Apart] = NONE_CHOSEN


class MentionFilters(ListFilters):
    """What mentions are chosen by; each filter is exact."""

    model_config = described("parameters", "mentions")

    plan: list[str] = NONE_CHOSEN
    measure: list[str] = NONE_CHOSEN
    commitment: list[str] = NONE_CHOSEN
    type: list[MentionType] = NONE_CHOSEN
    entity: list[str] = NONE_CHOSEN
    label: list[str] = NONE_CHOSEN
    qualifier: list[str] = NONE_CHOSEN
    quote: list[str] = NONE_CHOSEN
    start: list[Offset] = NONE_CHOSEN
    end: list[Offset] = NONE_CHOSEN
    method: list[str] = NONE_CHOSEN
    facets: Annotated[list[MentionFacet], Apart] = NONE_CHOSEN
    include: Annotated[list[OfSentencePart], Apart] = NONE_CHOSEN


class LedgerCountFilters(ListFilters):
    """What counts of the ledger are chosen by."""

    model_config = described("parameters", "ledger-counts")

    plan: list[str] = NONE_CHOSEN
    what: list[LedgerWhat] = NONE_CHOSEN
    status: list[LedgerStatus] = NONE_CHOSEN
    reason: list[str] = NONE_CHOSEN


class LedgerFilters(LedgerCountFilters):
    """What entries of the ledger are chosen by."""

    model_config = described("parameters", "ledger")

    measure: list[str] = NONE_CHOSEN
    commitment: list[str] = NONE_CHOSEN


class ConceptFilters(ListFilters):
    """What concepts of any scheme are chosen by."""

    q: Words | None = None
    mentioned: bool | None = None
    include: Annotated[list[OfEntity], Apart] = NONE_CHOSEN


class EntityFilters(ConceptFilters):
    """What entities are chosen by."""

    model_config = described("parameters", "entities")

    kind: list[str] = NONE_CHOSEN
    broader: list[str] = NONE_CHOSEN


class CodebookFilters(ListFilters):
    """What fields of the codebook are chosen by."""

    model_config = described("parameters", "codebook")

    table: list[str] = NONE_CHOSEN
    kind: list[TableKind] = NONE_CHOSEN
    field: list[str] = NONE_CHOSEN


class MetadataOptions(BaseModel):
    """Which CSV the metadata is for."""

    model_config = described("parameters", "csv-metadata")

    of: Annotated[str, Field(max_length=8000, pattern=r"^/api/v1/[a-z/-]+(\?[^\s#]*)?$")] | None = None


class CrosswalkFilters(ListFilters):
    """What mappings are chosen by."""

    model_config = described("parameters", "mappings")

    CHECKED_AS: ClassVar[Mapping[str, str]] = MappingProxyType({"instrument": "treaty"})

    subject: list[str] = NONE_CHOSEN
    subject_scheme: list[SubjectScheme] = NONE_CHOSEN
    right: list[str] = NONE_CHOSEN
    group: list[str] = NONE_CHOSEN
    theme: list[str] = NONE_CHOSEN
    indicator: list[str] = NONE_CHOSEN
    instrument: list[str] = NONE_CHOSEN
    object: list[str] = NONE_CHOSEN
    object_kind: list[ObjectKind] = NONE_CHOSEN
    relation: list[Relation] = NONE_CHOSEN
    fit: list[Fit] = NONE_CHOSEN
    party_status: list[PartyStatus] = NONE_CHOSEN
    verification: list[Verification] = NONE_CHOSEN
    min_confidence: Annotated[float, Field(ge=0, le=1)] | None = None


class IndicatorFilters(ConceptFilters):
    """What indicators are chosen by."""

    model_config = described("parameters", "indicators")

    type: list[IndicatorType] = NONE_CHOSEN
    type_rule: list[str] = NONE_CHOSEN
    contested: bool | None = None
    unit: list[str] = NONE_CHOSEN


class AuditTallyFilters(ListFilters):
    """What the counts of the audit are chosen by."""

    model_config = described("parameters", "audit-tallies")

    plan: list[str] = NONE_CHOSEN
    criterion: list[str] = NONE_CHOSEN
    severity: list[AuditSeverity] = NONE_CHOSEN
    scope: list[AuditScope] = Field(default=["plan"])
    code: list[str] = NONE_CHOSEN


class AuditFindingFilters(ListFilters):
    """What the findings of a criterion are chosen by."""

    model_config = described("parameters", "audit-findings")

    plan: list[str] = NONE_CHOSEN
    measure: list[str] = NONE_CHOSEN
    chapter: list[str] = NONE_CHOSEN
    section: list[str] = NONE_CHOSEN
    right: list[str] = NONE_CHOSEN
    severity: list[AuditSeverity] = NONE_CHOSEN
    unverified: bool | None = None
