"""A dossier: all that the plans say of one thing, every sentence with its place, as one value."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.explorer.views import Language
from api.models.crosswalk import IndicatorTyping, MappingItem
from api.models.described import described
from api.models.filters import AuditSeverity, MentionType, ProvisionKind
from api.models.items import Dataset, TargetItem
from api.models.links import LinkItem

DossierKind = Literal["right", "group", "instrument", "body", "indicator", "chapter", "measure"]
DossierFormat = Literal["html", "markdown", "json"]
SentenceReason = Literal["words", "section", "place"]


class DossierOptions(BaseModel):
    """How a dossier is given."""

    model_config = described("parameters", "dossier")

    plan: str | None = None
    format: DossierFormat | None = None
    release: str | None = None
    lang: Language | None = None


class HierarchyItem(BaseModel):
    """A concept above or below, or the thing itself, and how far."""

    model_config = described("object", "hierarchy-item")

    depth: int
    slug: str
    iri: str
    label: str
    label_zh: str
    measure_count: int


class QualifierTally(BaseModel):
    """What is done to an instrument, or a part that a body plays, and how often."""

    model_config = described("object", "qualifier-tally")

    slug: str
    label: str
    label_zh: str
    count: int


class DossierSection(BaseModel):
    """A section that is about the right, or stands in the chapter."""

    model_config = described("object", "dossier-section")

    plan: str
    code: str
    iri: str
    title: str
    page: int
    start: int
    end: int


class DossierMention(BaseModel):
    """Words of a sentence that name an entity."""

    model_config = described("object", "dossier-mention")

    iri: str
    type: MentionType
    entity: str
    label: str
    label_zh: str
    qualifier: str | None
    quote: str
    start: int
    end: int
    position: int
    method: str


class DossierSentence(BaseModel):
    """A sentence about the thing, and why it is one."""

    model_config = described("object", "dossier-sentence")

    code: str
    iri: str
    role: str
    modality: str | None
    text: str
    start: int
    end: int
    reason: SentenceReason
    mentions: list[DossierMention]


class DossierProvision(BaseModel):
    """A measure or statement with those of its sentences that are about the thing."""

    model_config = described("object", "dossier-provision")

    plan: str
    code: str
    iri: str
    kind: ProvisionKind
    chapter: str
    section: str | None
    heading: str
    start: int
    end: int
    sentence_count: int
    sentences: list[DossierSentence]


class DossierTarget(TargetItem):
    """A target, and whether its own sentence is about the thing."""

    model_config = described("object", "dossier-target")

    iri: str
    indicator_label_zh: str
    same_sentence: bool


class NamedMention(BaseModel):
    """The words in which a provision names something beside the thing."""

    model_config = described("object", "named-mention")

    plan: str
    measure: str
    commitment: str
    qualifier: str | None
    quote: str
    start: int
    end: int
    same_sentence: bool


class NamedThing(BaseModel):
    """An instrument, body, group or right that the same provisions name."""

    model_config = described("object", "named-thing")

    slug: str
    iri: str
    label: str
    label_zh: str
    kind: str | None
    legal_status: str | None
    qualifiers: list[str]
    same_sentence: bool
    provisions: list[str]
    mentions: list[NamedMention]


class GapFinding(BaseModel):
    """What meets a criterion of the audit."""

    model_config = described("object", "gap-finding")

    measure: str | None
    subject: str | None
    object: str | None
    quote: str | None
    start: int | None
    end: int | None
    unverified: bool


class Gap(BaseModel):
    """A criterion of the audit, asked of what the dossier holds."""

    model_config = described("object", "gap")

    criterion: str
    label: str
    label_zh: str
    severity: AuditSeverity
    count: int
    population: int
    counts: str
    share: float
    definition: str
    scope_note: str
    sources: list[str]
    findings: list[GapFinding]


class TermName(BaseModel):
    """What a slug of the dossier is called."""

    model_config = described("object", "term-name")

    scheme: str
    slug: str
    label: str
    label_zh: str


class CitationEntry(BaseModel):
    """The citation for reference managers."""

    model_config = described("object", "citation-entry")

    format: Literal["bibtex", "ris", "csl"]
    entry: str


class DossierCitation(BaseModel):
    """How the dossier is cited."""

    model_config = described("object", "dossier-citation")

    permalink: str
    text: str
    entries: list[CitationEntry]


class Dossier(BaseModel):
    """All that the plans say of one thing."""

    model_config = described("object", "dossier")

    kind: DossierKind
    plan: str | None
    slug: str
    iri: str
    label: str
    label_zh: str | None
    label_zh_status: str | None
    alternative_labels: list[str]
    definition: str | None
    definition_zh: str | None
    entity_kind: str | None
    legal_status: str | None
    status_date: str | None
    source: str | None
    unit: str | None
    indicator_typing: IndicatorTyping | None
    hierarchy: list[HierarchyItem]
    named: bool
    measure_count: int
    commitment_count: int
    target_count: int
    mention_count: int
    qualifiers: list[QualifierTally]
    sections: list[DossierSection]
    measures: list[DossierProvision]
    statements: list[DossierProvision]
    targets: list[DossierTarget]
    instruments: list[NamedThing]
    bodies: list[NamedThing]
    groups: list[NamedThing]
    rights: list[NamedThing]
    links: list[LinkItem]
    gaps: list[Gap]
    uncounted: list[str]
    mappings: list[MappingItem]
    names: list[TermName]
    citation: DossierCitation
    dataset: Dataset
