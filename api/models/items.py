"""The rows of lists. Their fields are the columns of the CSV, in this order; the codebook says what each holds."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from api.models.described import described
from api.models.facets import Explanation, ListFacet
from api.models.filters import Comparator, MentionType, ProvisionKind, TargetKind, TargetStatus
from api.models.links import LinkItem

Item = TypeVar("Item", bound=BaseModel)


class Dataset(BaseModel):
    """Which release answered; cite it with the answer."""

    model_config = described("object", "dataset")

    version: str
    sha256: str


class PlanItem(BaseModel):
    """A plan and how much it holds."""

    model_config = described("list", "plans")

    plan: str
    iri: str
    title: str
    title_zh: str | None
    publisher: str
    jurisdiction: str
    language: str
    issued: str
    period_start: int
    period_end: int
    sha256: str
    chapter_count: int
    section_count: int
    measure_count: int
    statement_count: int
    commitment_count: int
    target_count: int
    parameter_count: int
    mention_count: int


class MeasureItem(BaseModel):
    """A measure, statement or paragraph with what it speaks of."""

    model_config = described("list", "measures")

    plan: str
    code: str
    iri: str
    kind: ProvisionKind
    type: str
    chapter: str
    section: str | None
    heading: str
    text: str
    start: int
    end: int
    rights: list[str]
    groups: list[str]
    instruments: list[str]
    bodies: list[str]
    agents: list[str]
    action_types: list[str]
    commitment_count: int
    target_count: int
    parameter_count: int


class CommitmentItem(BaseModel):
    """A sentence that promises, prohibits or declares something."""

    model_config = described("list", "commitments")

    plan: str
    measure: str
    code: str
    iri: str
    chapter: str
    section: str | None
    text: str
    start: int
    end: int
    modality: str | None
    agents: list[str]
    action_types: list[str]
    target_count: int
    parameter_count: int


class TargetItem(BaseModel):
    """A quantified promise, or a number that shapes one."""

    model_config = described("list", "targets")

    plan: str
    measure: str
    commitment: str
    indicator: str
    indicator_label: str
    comparator: Comparator
    kind: TargetKind
    direction: str | None
    value: int | float
    unit: str
    unit_label: str
    denominator: str | None
    per: str | None
    deadline: int | None
    deadline_stated: bool
    status: TargetStatus
    quote: str
    start: int
    end: int


class LinkedTarget(TargetItem):
    """A target as linked data: with its IRI."""

    iri: str


class MentionItem(BaseModel):
    """Words of the text that speak of an entity."""

    model_config = described("list", "mentions")

    plan: str
    measure: str
    commitment: str
    type: MentionType
    entity: str
    label: str
    qualifier: str | None
    quote: str
    start: int
    end: int
    method: str


class LinkedMention(MentionItem):
    """A mention as linked data: with its IRI."""

    iri: str


class EntityItem(BaseModel):
    """A right, instrument, group, body or indicator, and how much of the plans speaks of it."""

    model_config = described("list", "entities")

    slug: str
    iri: str
    label: str
    label_zh: str
    label_zh_status: str
    definition: str
    definition_zh: str | None
    kind: str | None
    broader: list[str]
    measure_count: int
    commitment_count: int
    target_count: int
    mention_count: int


class EntityLabel(BaseModel):
    """What a slug of the answer stands for."""

    model_config = described("object", "entity-label")

    type: str
    slug: str
    iri: str
    label: str
    label_zh: str


class Included(BaseModel):
    """What the items of the answer are tied to, each once; only what was asked for has members."""

    model_config = described("object", "included")

    measures: list[MeasureItem] = []
    commitments: list[CommitmentItem] = []
    targets: list[TargetItem] = []
    mentions: list[MentionItem] = []
    links: list[LinkItem] = []
    labels: list[EntityLabel] = []


class Envelope(BaseModel, Generic[Item]):
    """What every answer with items has."""

    items: list[Item]
    total: int
    limit: int
    offset: int
    next: str | None
    dataset: Dataset


class Page(Envelope[Item], Generic[Item]):
    """A part of a list."""

    model_config = described("object", "page")

    facets: list[ListFacet] = []
    included: Included | None = None
    explanation: Explanation | None = None

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """The name of a page of some item in generated clients: ``MeasurePage``."""
        return f"{params[0].__name__.removesuffix('Item')}Page"
