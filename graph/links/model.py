"""What a link between two measures is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from graph.model import Mention, MentionType

Kind = Literal["instrument", "body", "group", "right", "indicator", "sdg-target", "act", "wording"]

KINDS: Mapping[MentionType, Kind] = MappingProxyType(
    {"instrument": "instrument", "body": "body", "group": "group", "right": "right", "quantity": "indicator"}
)
"""The kind of reason that mentions of a type make; mentions of other types make none."""


@dataclass(frozen=True, slots=True, order=True)
class Feature:
    """Something that a measure may share with another: a concept, an SDG target, or an act on an entity.

    ``parts`` ends the IRI of a reason: the slug of a concept, the number of an SDG target, or the
    type of an act, the type of its object and the object's slug.
    """

    kind: Kind
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a measure, with their offsets in the source; ``mention`` is the one they evidence, if any."""

    text: str
    sentence: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class QuotePair:
    """The words of either measure that show what they share."""

    first: Quote
    second: Quote


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two measures are linked.

    ``information`` is in bits, ``weight`` is what it adds to the weight of the link; both have two
    decimals. ``count`` says how many measures share it; for similar wording, how many pairs of
    measures are at least as similar. ``similarity`` is that of the wording, from 0 to 1.
    """

    feature: Feature
    label: str
    count: int
    information: Decimal
    weight: Decimal
    quotes: tuple[QuotePair, ...]
    entity: tuple[MentionType, str] | None = None
    action_type: str | None = None
    similarity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Two measures, the first in reading order first, and why they are linked, the weightiest reason first.

    ``ranks`` are the places of the second among the links of the first, and the other way round.
    """

    first: str
    second: str
    weight: Decimal
    reasons: tuple[Reason, ...]
    ranks: tuple[int, int]


def decimals(value: float) -> Decimal:
    """A number with two decimals, so that every machine writes the same one."""
    return Decimal(f"{value:.2f}")


def quote_of(mention: Mention) -> Quote:
    """The words of a mention."""
    return Quote(mention.quote, mention.sentence, mention.start, mention.end, mention)
