"""The values that the steps hand to one another: frozen, typed, and valid by construction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from graph.text import Placed

SentenceRole = Literal["heading", "commitment", "footnote"]
ProvisionKind = Literal["measure", "statement", "paragraph"]
MentionType = Literal["instrument", "body", "group", "right", "quantity", "agent", "number", "action", "means"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
TargetKind = Literal["level", "change", "count"]
QuantityStatus = Literal["target", "parameter", "other"]

SCHEME_OF: Mapping[MentionType, str] = MappingProxyType(
    {
        "instrument": "instruments",
        "body": "bodies",
        "agent": "bodies",
        "group": "groups",
        "right": "rights",
        "quantity": "indicators",
        "number": "number-kinds",
        "action": "action-types",
        "means": "means",
    }
)
"""The scheme that holds the entities of each type of mention."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a provision: its heading, one of its commitments, or its footnote.

    ``code`` is the provision's code and a number: ``1.5.2.0`` is the heading, ``1.5.2.1`` the
    first commitment, ``1.1.5.n1`` the first sentence of a footnote. ``paragraph`` counts from 1;
    that of a footnote is the one that bears its mark.
    """

    code: str
    role: SentenceRole
    placed: Placed
    paragraph: int

    @property
    def text(self) -> str:
        return self.placed.text

    @property
    def span(self) -> tuple[int, int]:
        """Source offsets of the whole sentence."""
        return self.placed.span(0, len(self.placed.text))


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered unit of the text: a measure, a statement, or another paragraph of the introduction."""

    code: str
    kind: ProvisionKind
    type: str
    chapter: str
    section: str | None
    order: int
    sentences: tuple[Sentence, ...]

    @property
    def body(self) -> tuple[Sentence, ...]:
        """Its sentences without those of footnotes."""
        return tuple(sentence for sentence in self.sentences if sentence.role != "footnote")

    @property
    def heading(self) -> str:
        """The first sentence."""
        return self.sentences[0].text

    @property
    def text(self) -> str:
        """All its words, a line feed between paragraphs, without footnotes."""
        paragraphs: dict[int, list[str]] = {}
        for sentence in self.body:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
        return "\n".join(" ".join(parts) for parts in paragraphs.values())

    @property
    def span(self) -> tuple[int, int]:
        """Source offsets from its first to its last word."""
        return self.body[0].span[0], self.body[-1].span[1]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading inside a chapter; ``code`` is ``1.5``, ``page`` the printed one of the contents."""

    code: str
    number: int
    chapter: str
    title: str
    page: int
    right: str | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the first level; ``code`` is ``1``, ``numeral`` is ``I``; the introduction is ``0``."""

    code: str
    numeral: str
    title: str
    page: int
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """The tree of a plan's text, in reading order."""

    plan: str
    chapters: tuple[Chapter, ...]
    sections: tuple[Section, ...]
    provisions: tuple[Provision, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for provision in self.provisions for sentence in provision.sentences)


@dataclass(frozen=True, slots=True)
class Mention:
    """Why we say it: the words of one sentence that speak of one entity.

    ``start`` and ``end`` are offsets into the source file as shipped; ``quote`` is the repaired
    text between them. ``entity`` is the slug of a concept of the scheme that ``type`` names.
    ``qualifier`` is an instrument's action or a body's role. ``rule`` names the rule or the
    curated decision that made the mention. A mention of type ``number`` accounts for a number that
    is neither target nor parameter; its entity is the kind of number it is. One of type ``action``
    is of a promised verb; its entity is the type of act. One of type ``means`` is of words for money
    or for monitoring.
    """

    type: MentionType
    entity: str
    sentence: str
    provision: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: Decimal
    qualifier: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or not self.quote:
            raise ValueError(f"a mention of {self.entity} has no words: {self.start}:{self.end} {self.quote!r}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text and what it is: a target, a parameter, or a number of another sort.

    ``start`` and ``end`` are indexes into the sentence's text and enclose the number with its
    unit, such as "3.5 per 1,000". ``number_kind`` says what sort of number an ``other`` one is.
    One number that is promised of two things "each" makes two quantities.
    """

    sentence: str
    start: int
    end: int
    status: QuantityStatus
    rule: str
    value: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    indicator: str | None = None
    kind: TargetKind | None = None
    direction: str | None = None
    denominator: str | None = None
    per: str | None = None
    deadline: int | None = None
    deadline_stated: bool = False
    baseline_stated: bool = False
    number_kind: str | None = None
    confidence: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class QuantityFact:
    """A target or parameter of the plan with its evidence."""

    quantity: Quantity
    mention: Mention


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a sentence promises to do: the mention of its verb, and the entities that it acts on.

    An object is the type of its mention and its slug; that of a ``quantity`` is the indicator.
    """

    mention: Mention
    objects: tuple[tuple[MentionType, str], ...]


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """What is known of a sentence as a whole: who acts (slugs of generic agents), and how firmly.

    A heading has no modality, unless it is the only sentence of its provision.
    """

    sentence: str
    agents: tuple[str, ...]
    modality: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was found in a plan's text, in reading order."""

    mentions: tuple[Mention, ...]
    sentences: tuple[SentenceFacts, ...]
    quantities: tuple[QuantityFact, ...]
    acts: tuple[Act, ...] = ()
