"""The typed values of the crosswalk: instruments, what mappings lead to, the mappings, and the types of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rdflib import Graph, URIRef

Kind = Literal["article", "sdg-goal", "sdg", "sdg-indicator", "sdg-series", "unbis"]
OUTSIDE: Mapping[str, str] = {"sdg": "http://metadata.un.org/sdg/", "unbis": "http://metadata.un.org/thesaurus/"}
"""Where the United Nations keep what lies outside, by the prefix that stands for it."""

AUTHOR = "maintainers"
"""Who vouches for every mapping and typing."""

AUTHORITY = "OHCHR, Human Rights Indicators: A Guide to Measurement and Implementation, HR/PUB/12/5 (2012)"
"""Where the types of indicators are from; which indicator has which is the author's judgement."""

_LABELS: Mapping[Kind, str] = {
    "sdg-goal": "SDG",
    "sdg": "SDG target",
    "sdg-indicator": "SDG indicator",
    "sdg-series": "SDG series",
}
_CHINESE_LABELS: Mapping[Kind, str] = {
    "sdg-goal": "可持续发展目标",
    "sdg": "可持续发展具体目标",
    "sdg-indicator": "可持续发展目标指标",
    "sdg-series": "可持续发展目标数据系列",
}


@dataclass(frozen=True, slots=True)
class TreatyStatus:
    """How far a state is bound by an instrument; ``date`` is empty where the source gives none."""

    state: str
    party_status: str
    date: str
    status: str
    source: str
    note: str
    page: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with its short name, its concept, and the page of its text where there is one.

    ``substantive`` holds the numbers of the articles that are no procedure, by ``substantive_rule``.
    """

    short: str
    slug: str
    iri: URIRef
    chinese: str
    page: str
    statuses: tuple[TreatyStatus, ...]
    substantive: range = range(0)
    substantive_rule: str = ""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a mapping leads to. ``parts`` end its mapping's IRI; only an article has an instrument.

    ``part_of`` is what a target, indicator or series of the 2030 Agenda belongs to, by its code there.
    ``status`` and ``source`` say whether and where the number and subject of an article, goal or target were seen.
    """

    kind: Kind
    iri: URIRef
    number: str
    subject: str
    chinese: str
    parts: tuple[str, str]
    instrument: Instrument | None = None
    part_of: str = ""
    status: str = ""
    source: str = ""

    @property
    def is_substantive(self) -> bool:
        """Whether it is a whole article of an instrument, and no procedure."""
        return self.instrument is not None and self.number.isdigit() and int(self.number) in self.instrument.substantive

    @property
    def label(self) -> str:
        """Its English label: where it stands, and for what lies outside what it is about."""
        if self.instrument is None:
            return f"{_LABELS[self.kind]} {self.number}: {self.subject}" if self.kind in _LABELS else self.subject
        if not self.number[0].isdigit():
            return f"{self.instrument.short}, {self.number[0].lower()}{self.number[1:]}"
        return f"{self.instrument.short}, article{'s' if '-' in self.number else ''} {self.number}"

    @property
    def chinese_label(self) -> str:
        """Its Chinese label, which says the same as the English one."""
        if self.instrument is None:
            named = _CHINESE_LABELS.get(self.kind)
            return f"{named} {self.number}：{self.chinese}" if named else self.chinese
        return f"《{self.instrument.chinese}》{self.chinese or f'第{self.number}条'}"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One mapping: a concept, its relation to a counterpart, and who vouches for it how.

    ``fit`` and ``caveat`` say how the numbers of two indicators compare; other mappings leave them empty.
    """

    kind: str
    slug: str
    subject: URIRef
    label: str
    relation: str
    object: Counterpart
    confidence: str
    status: str
    source: str
    note: str
    fit: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """The type of an indicator, with the rule that gave it; ``alternative`` is a type that an expert might prefer."""

    slug: str
    indicator: URIRef
    type: str
    rule: str
    reason: str
    alternative: str
    note: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The whole crosswalk, sorted, with the graph of its own concepts."""

    instruments: tuple[Instrument, ...]
    counterparts: tuple[Counterpart, ...]
    mappings: tuple[Correspondence, ...]
    typings: tuple[Typing, ...]
    concepts: Graph
