"""Single items: a measure, a commitment, an entity or a plan with everything around it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.crosswalk import IndicatorTyping, MappingItem
from api.models.filters import IndicatorType, MentionType
from api.models.items import Dataset, MentionItem, PlanItem, TargetItem, example


class Place(BaseModel):
    """A provision by its heading, and where to read it."""

    model_config = example(
        plan="cn-2026-2030",
        code="1.5.3",
        iri="https://w3id.org/hrap/id/plan/cn-2026-2030/measure/1.5.3",
        heading="Establishing a resilient national public health security system.",
        url="http://127.0.0.1:8000/api/v1/measures/cn-2026-2030/1.5.3",
    )

    plan: str
    code: str
    iri: str
    heading: str
    url: str


class ObjectOfAct(BaseModel):
    """An entity that an act acts on."""

    model_config = example(type="instrument", slug="healthcare-security-law", label="Healthcare Security Law")

    type: MentionType = Field(description="As of a mention; `quantity` for an indicator")
    slug: str
    label: str


class ActOfSentence(BaseModel):
    """What a sentence promises to do."""

    model_config = example(
        iri="https://w3id.org/hrap/id/plan/cn-2026-2030/act/1.5.5.1/1",
        action_type="legislate",
        label="legislate",
        quote="formulate",
        start=43018,
        end=43027,
        objects=[],
    )

    iri: str
    action_type: str
    label: str
    quote: str = Field(description="The words of the verb, with the head of its object where that decides the type")
    start: int
    end: int
    objects: list[ObjectOfAct] = Field(description="What it acts on, as far as the vocabularies have it")


class SentenceOfMeasure(BaseModel):
    """A sentence: heading, commitment or footnote."""

    model_config = example(
        code="1.5.2.1",
        iri="https://w3id.org/hrap/id/plan/cn-2026-2030/commitment/1.5.2.1",
        role="commitment",
        modality="strives",
        agents=["the-government"],
        acts=[],
        paragraph=0,
        text="The government will strive to increase the average life expectancy to 80 years …",
        start=41274,
        end=41590,
    )

    code: str
    iri: str
    role: str
    modality: str | None
    agents: list[str]
    acts: list[ActOfSentence]
    paragraph: int = Field(description="Paragraph of the measure, counted from 0; -1 for a footnote")
    text: str
    start: int
    end: int


class NamedRight(BaseModel):
    """A right of a measure, and whence it is known."""

    model_config = example(slug="health", label="right to health", via=["section"])

    slug: str
    label: str
    via: list[str] = Field(description="`section`: the section is about it; `text`: the text names it")


class Qualified(BaseModel):
    """A group, an instrument with what is done to it, or a body with its part."""

    model_config = example(
        slug="regulations-on-water-supply", label="regulations on water supply", qualifiers=["formulate"]
    )

    slug: str
    label: str
    qualifiers: list[str] = Field(description="Actions of an instrument, roles of a body; none for a group")


class MeasureSingle(BaseModel):
    """A measure with its sentences, the evidence in it, and its neighbours."""

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
    targets: list[TargetItem] = Field(description="Targets and parameters")
    mentions: list[MentionItem]
    previous: Place | None
    next: Place | None
    dataset: Dataset


class ConceptName(BaseModel):
    """A concept by its label."""

    model_config = example(slug="women", label="women", iri="https://w3id.org/hrap/id/group/women")

    slug: str
    label: str
    iri: str


class EntitySingle(BaseModel):
    """An entity with its names, its place in the hierarchy, and what the plans promise of it."""

    slug: str
    iri: str
    label: str
    label_zh: str
    label_zh_status: str
    alternative_labels: list[str]
    definition: str
    kind: str | None
    legal_status: str | None = Field(description="Status of an instrument, where known")
    status_date: str | None
    source: str | None = Field(description="Where that status is from")
    unit: str | None = Field(description="Unit of an indicator")
    broader: list[ConceptName]
    narrower: list[ConceptName]
    measure_count: int
    commitment_count: int
    target_count: int
    mention_count: int
    measures: list[Place] = Field(description="Measures that speak of it or of a narrower one")
    targets: list[TargetItem] = Field(
        description="Targets and parameters in those measures; those of an indicator itself"
    )
    indicator_type: IndicatorType | None = Field(description="Type of an indicator, a judgement by a stated rule")
    indicator_typing: IndicatorTyping | None = Field(description="The rule that gave the type, and why")
    mappings: list[MappingItem] = Field(
        description="What a right, group or indicator corresponds to; what corresponds to the articles of an instrument"
    )
    dataset: Dataset


class PlanSingle(PlanItem):
    """A plan with what its rights are, and the release."""

    rights_note: str
    dataset: Dataset


class Heading(BaseModel):
    """A provision in the outline."""

    model_config = example(
        code="1.5.2",
        kind="measure",
        iri="https://w3id.org/hrap/id/plan/cn-2026-2030/measure/1.5.2",
        heading="Bringing key health indicators up to the levels of high-income countries.",
        target_count=5,
    )

    code: str
    kind: str
    iri: str
    heading: str
    target_count: int


class OutlineSection(BaseModel):
    """A section with its provisions."""

    code: str
    iri: str
    title: str
    right: str | None = Field(description="Slug of the right it is about")
    page: int
    provisions: list[Heading]


class OutlineChapter(BaseModel):
    """A chapter with its sections, or with provisions where it has none, and what it holds."""

    code: str
    iri: str
    numeral: str
    title: str
    page: int
    measure_count: int
    commitment_count: int
    target_count: int
    instrument_count: int = Field(description="Different instruments named in it")
    sections: list[OutlineSection]
    provisions: list[Heading] = Field(description="Provisions outside any section")


class Outline(BaseModel):
    """The tree of a plan."""

    plan: str
    title: str
    chapters: list[OutlineChapter]
    dataset: Dataset


class Health(BaseModel):
    """Whether the service runs."""

    model_config = example(status="ok")

    status: str


class Ready(BaseModel):
    """Whether the service can answer, and from which release."""

    model_config = example(status="ready", workers=2, version="0.1.0", sha256="9f86d081…")

    status: str
    workers: int = Field(description="Query workers that hold the graph")
    version: str
    sha256: str
    refused: str | None = Field(default=None, description="Why a newer release could not be taken; null if none was")
