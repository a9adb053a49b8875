"""The criteria of the audit with their counts, and what meets them."""

from __future__ import annotations

from pydantic import BaseModel

from api.models.described import described
from api.models.filters import AuditScope, AuditSeverity


class AuditTallyItem(BaseModel):
    """A criterion, and how many things meet it of how many."""

    model_config = described("list", "audit-tallies")

    plan: str
    criterion: str
    label: str
    label_zh: str
    severity: AuditSeverity
    scope: AuditScope
    code: str
    name: str | None
    count: int
    population: int
    counts: str
    share: float
    unverified: int
    message: str
    definition: str
    scope_note: str
    sources: list[str]


class LinkedAuditTally(AuditTallyItem):
    """A tally as linked data: with its IRI."""

    iri: str


class AuditFindingItem(BaseModel):
    """A thing of a plan that meets a criterion."""

    model_config = described("list", "audit-findings")

    plan: str
    criterion: str
    severity: AuditSeverity
    chapter: str | None
    section: str | None
    measure: str | None
    subject: str | None
    object: str | None
    rights: list[str]
    heading: str | None
    quote: str | None
    start: int | None
    end: int | None
    message: str
    unverified: bool


class LinkedAuditFinding(AuditFindingItem):
    """A finding as linked data: with its IRI."""

    iri: str
