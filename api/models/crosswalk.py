"""Rows of the crosswalk, and the types of indicators; judgements, apart from what a plan states."""

from __future__ import annotations

from pydantic import BaseModel

from api.models.described import described
from api.models.filters import Fit, IndicatorType, ObjectKind, PartyStatus, Relation, SubjectScheme, Verification
from api.models.items import EntityItem


class MappingItem(BaseModel):
    """A link from a concept to a treaty article, the 2030 Agenda or UNBIS, and who vouches for it how."""

    model_config = described("list", "mappings")

    subject: str
    subject_label: str
    subject_scheme: SubjectScheme
    relation: Relation
    object: str
    object_label: str
    object_kind: ObjectKind
    object_number: str
    instrument: str | None
    instrument_label: str | None
    state: str | None
    party_status: PartyStatus | None
    party_status_date: str | None
    party_status_source: str | None
    party_status_verification: Verification | None
    confidence_level: str
    confidence: float
    fit: Fit | None
    caveat: str | None
    author: str
    source: str
    verification: Verification
    note: str | None


class LinkedMapping(MappingItem):
    """A mapping as linked data: with its IRI and that of its subject."""

    iri: str
    subject_iri: str


class IndicatorItem(EntityItem):
    """An indicator with its type, and the SDG indicators and series that it is linked to."""

    model_config = described("list", "indicators")

    indicator_type: IndicatorType | None
    indicator_type_rule: str | None
    indicator_type_alternative: IndicatorType | None
    sdg_indicators: list[str]
    sdg_series: list[str]


class IndicatorTyping(BaseModel):
    """The type of an indicator with the rule that gave it; a judgement, not stated by a plan."""

    model_config = described("object", "indicator-typing")

    type: IndicatorType
    rule: str
    reason: str
    alternative: IndicatorType | None
    note: str | None
    author: str
    source: str
