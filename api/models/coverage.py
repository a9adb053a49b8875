"""The rows of the ledger, and how many there are of each sort."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.filters import LedgerStatus, LedgerWhat
from api.models.items import example


class LedgerItem(BaseModel):
    """A part of the text and what accounts for it."""

    model_config = example(
        plan="cn-2026-2030",
        measure="1.7.6",
        commitment="1.7.6.8",
        what="name",
        status="listed",
        by=[],
        reason="place",
        reason_label="name of a place or route",
        quote="Hexi Corridor",
        start=54600,
        end=54613,
    )

    plan: str
    measure: str
    commitment: str | None = Field(description="Code of the sentence; null for an item or a paragraph")
    what: LedgerWhat = Field(
        description="`item`: a provision that opens with a dash; `paragraph`: any other provision; `sentence`; "
        "`number`, in digits or words; `name`: capitalised or quoted words"
    )
    status: LedgerStatus = Field(
        description="`tied`: a mention speaks of it; `listed`: a reason says why none does; `unexplained`: neither, "
        "which no release has"
    )
    by: list[str] = Field(
        description="What ties it: mentions as type and entity (`instrument:labor-law`, `target:forest-coverage`), for "
        "an item or a paragraph its tied sentences (`sentence:1.5.2.1`)"
    )
    reason: str | None = Field(description="Why it is tied to no entity, where it is listed")
    reason_label: str | None
    quote: str = Field(description="The words; of an item or a paragraph the first sentence")
    start: int
    end: int


class LinkedLedgerItem(LedgerItem):
    """An entry of the ledger as linked data: with its IRI."""

    iri: str


class LedgerCount(BaseModel):
    """How many entries of one sort, status and reason the ledger has."""

    model_config = example(
        plan="cn-2026-2030",
        what="name",
        status="listed",
        reason="place",
        reason_label="name of a place or route",
        count=20,
    )

    plan: str
    what: LedgerWhat
    status: LedgerStatus
    reason: str | None
    reason_label: str | None
    count: int
