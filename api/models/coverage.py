"""The rows of the ledger, and how many there are of each sort."""

from __future__ import annotations

from pydantic import BaseModel

from api.models.described import described
from api.models.filters import LedgerStatus, LedgerWhat


class LedgerItem(BaseModel):
    """A part of the text and what accounts for it."""

    model_config = described("list", "ledger")

    plan: str
    measure: str
    commitment: str | None
    what: LedgerWhat
    status: LedgerStatus
    by: list[str]
    reason: str | None
    reason_label: str | None
    quote: str
    start: int
    end: int


class LinkedLedgerItem(LedgerItem):
    """An entry of the ledger as linked data: with its IRI."""

    iri: str


class LedgerCount(BaseModel):
    """How many entries of one sort, status and reason the ledger has."""

    model_config = described("list", "ledger-counts")

    plan: str
    what: LedgerWhat
    status: LedgerStatus
    reason: str | None
    reason_label: str | None
    count: int
