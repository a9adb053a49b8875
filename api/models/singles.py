"""Single items: a measure, a commitment, an entity or a plan with everything around it."""

from __future__ import annotations

from pydantic import BaseModel

from api.models.crosswalk import IndicatorTyping, MappingItem
from api.models.described import described
from api.models.filters import IndicatorType
from api.models.items import Dataset, Included, MentionItem, PlanItem, TargetItem
from api.models.links import ObjectType


class Place(BaseModel):
    """A provision by its heading, and where to read it."""

    model_config = described("object", "place")

    plan: str
    code: str
    iri: str
    heading: str
    url: str


class ObjectOfAct(BaseModel):
    """An entity that an act acts on."""

    model_config = described("object", "object-of-act")

    type: ObjectType
    slug: str
    label: str


class ActOfSentence(BaseModel):
    """What a sentence promises to do."""

    model_config = described("object", "act")

    iri: str
    action_type: str
    label: str
    quote: str
    start: int
    end: int
    objects: list[ObjectOfAct]


class SentenceOfMeasure(BaseModel):
    """A sentence: heading, commitment or footnote."""

    model_config = described("object", "sentence")

    code: str
    iri: str
    role: str
    modality: str | None
    agents: list[str]
    acts: list[ActOfSentence]
    paragraph: int
    text: str
    start: int
    end: int


class NamedRight(BaseModel):
    """A right of a measure, and whence it is known."""

    model_config = described("object", "named-right")

    slug: str
    label: str
    via: list[str]


class Qualified(BaseModel):
    """A group, an instrument with what is done to it, or a body with its part."""

    model_config = described("object", "qualified")

    slug: str
    label: str
    qualifiers: list[str]


class MeasureSingle(BaseModel):
    """A measure with its sentences, the evidence in it, and its neighbours."""

    model_config = described("object", "measure")

    plan: str
    code: str
    iri: str
    kind: str
    type: str
    chapter: str
    chapter_title: str
    section: str | None
    section_title: str | None
    heading: str
    text: str
    start: int
    end: int
    sentences: list[SentenceOfMeasure]
    rights: list[NamedRight]
    groups: list[Qualified]
    instruments: list[Qualified]
    bodies: list[Qualified]
    agents: list[str]
    targets: list[TargetItem]
    mentions: list[MentionItem]
    previous: Place | None
    next: Place | None
    dataset: Dataset
    included: Included | None = None


class ConceptName(BaseModel):
    """A concept by its label."""

    model_config = described("object", "concept-name")

    slug: str
    label: str
    iri: str


class SectionOfRight(BaseModel):
    """A section that is about a right."""

    model_config = described("object", "section-of-right")

    plan: str
    code: str
    iri: str
    title: str


class EntitySingle(BaseModel):
    """An entity with its names, its place in the hierarchy, and what the plans promise of it."""

    model_config = described("object", "entity")

    slug: str
    iri: str
    label: str
    label_zh: str
    label_zh_status: str
    alternative_labels: list[str]
    definition: str
    definition_zh: str | None
    kind: str | None
    legal_status: str | None
    status_date: str | None
    source: str | None
    unit: str | None
    broader: list[ConceptName]
    narrower: list[ConceptName]
    sections: list[SectionOfRight]
    measure_count: int
    commitment_count: int
    target_count: int
    mention_count: int
    measures: list[Place]
    targets: list[TargetItem]
    indicator_type: IndicatorType | None
    indicator_typing: IndicatorTyping | None
    mappings: list[MappingItem]
    dataset: Dataset
    included: Included | None = None


class PlanSingle(PlanItem):
    """A plan with what its rights are, and the release."""

    model_config = described("object", "plan")

    rights_note: str
    dataset: Dataset


class Heading(BaseModel):
    """A provision in the outline."""

    model_config = described("object", "heading")

    code: str
    kind: str
    iri: str
    heading: str
    target_count: int


class OutlineSection(BaseModel):
    """A section with its provisions."""

    model_config = described("object", "outline-section")

    code: str
    iri: str
    title: str
    right: str | None
    page: int
    provisions: list[Heading]


class OutlineChapter(BaseModel):
    """A chapter with its sections, or with provisions where it has none, and what it holds."""

    model_config = described("object", "outline-chapter")

    code: str
    iri: str
    numeral: str
    title: str
    page: int
    measure_count: int
    commitment_count: int
    target_count: int
    instrument_count: int
    sections: list[OutlineSection]
    provisions: list[Heading]


class Outline(BaseModel):
    """The tree of a plan."""

    model_config = described("object", "outline")

    plan: str
    title: str
    chapters: list[OutlineChapter]
    dataset: Dataset


class Health(BaseModel):
    """Whether the service runs."""

    model_config = described("object", "health")

    status: str


class Ready(BaseModel):
    """Whether the service can answer, and from which release."""

    model_config = described("object", "ready")

    status: str
    store: str
    workers: int
    version: str
    sha256: str
    refused: str | None = None
