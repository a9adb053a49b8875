"""The files under ontology/crosswalk/, read into typed values.

``instruments.csv`` has the instruments by their short names, and how far a state is bound by them;
``articles.csv`` their articles and the SDG targets, each with its subject in the project's own words;
``rights.csv`` the mappings of rights to both; ``unbis.csv`` those of rights and groups to terms of the
UNBIS Thesaurus. ``concepts.ttl`` has concepts that no plan names and that are therefore kept out of
ontology/concepts/.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.config import Config
from graph.errors import VocabularyError
from graph.names import Names
from graph.vocabulary import Vocabulary, read_turtle

Kind = Literal["article", "sdg", "unbis"]
GOALS = "SDG"
"""The name under which the data files list the targets of the 2030 Agenda."""

OUTSIDE: Mapping[Kind, str] = {"sdg": "http://metadata.un.org/sdg/", "unbis": "http://metadata.un.org/thesaurus/"}
_VALUES: Mapping[str, frozenset[str]] = {
    "relation": frozenset({"closeMatch", "narrowMatch", "broadMatch", "relatedMatch"}),
    "confidence": frozenset({"high", "medium", "low"}),
    "status": frozenset({"verified", "unverified"}),
    "party_status": frozenset({"party", "signatory", "neither", "not-a-treaty"}),
    "kind": frozenset({"right", "group"}),
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
    """An instrument with its short name, its concept, and the page of its text where there is one."""

    short: str
    slug: str
    iri: URIRef
    chinese: str
    page: str
    statuses: tuple[TreatyStatus, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a mapping leads to. ``parts`` end its mapping's IRI; only an article has an instrument."""

    kind: Kind
    iri: URIRef
    number: str
    subject: str
    chinese: str
    parts: tuple[str, str]
    instrument: Instrument | None = None

    @property
    def label(self) -> str:
        """Its English label: where it stands, and for what lies outside what it is about."""
        if self.instrument is None:
            return f"SDG target {self.number}: {self.subject}" if self.kind == "sdg" else self.subject
        if not self.number[0].isdigit():
            return f"{self.instrument.short}, {self.number[0].lower()}{self.number[1:]}"
        return f"{self.instrument.short}, article{'s' if '-' in self.number else ''} {self.number}"

    @property
    def chinese_label(self) -> str:
        """Its Chinese label; an SDG target has none."""
        if self.instrument is None:
            return self.chinese
        return f"《{self.instrument.chinese}》{self.chinese or f'第{self.number}条'}"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One mapping: a right or group, its relation to a counterpart, and who vouches for it how."""

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


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The whole crosswalk, sorted, with the graph of its own concepts."""

    instruments: tuple[Instrument, ...]
    counterparts: tuple[Counterpart, ...]
    mappings: tuple[Correspondence, ...]
    concepts: Graph


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a data file, with its place for messages."""

    cells: Mapping[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def refuse(self, reason: str) -> VocabularyError:
        return VocabularyError(f"{self.place}: {reason}.", remedy="Correct that row.")


def load_crosswalk(config: Config, vocabulary: Vocabulary) -> Crosswalk:
    """Read the crosswalk; it is empty where ontology/ has none.

    Raises VocabularyError, with file and line, where a row names what does not exist, has a value
    that its column does not allow, or says again what another row says.
    """
    folder = config.ontology / "crosswalk"
    concepts = read_turtle(sorted(folder.glob("*.ttl")), config)
    names = Names(config.base)
    instruments = _instruments(_rows(folder / "instruments.csv"), vocabulary, concepts, names)
    articles = _articles(_rows(folder / "articles.csv"), instruments, names)
    terms = [(row, _term(row)) for row in _rows(folder / "unbis.csv")]
    found = [_mapping(row, "right", row["right"], _article(row, articles), vocabulary) for row in _rights(folder)]
    found += [_mapping(row, row["kind"], row["concept"], term, vocabulary) for row, term in terms]
    _require_unique((f"{m.kind} {m.slug} to {m.object.iri}" for m in found), folder)
    counterparts = {c.iri: c for c in (*articles.values(), *(term for _, term in terms))}
    return Crosswalk(
        tuple(sorted(instruments.values(), key=lambda i: i.slug)),
        tuple(counterparts[iri] for iri in sorted(counterparts)),
        tuple(sorted(found, key=lambda m: (m.subject, m.object.iri))),
        concepts,
    )


def _rights(folder: Path) -> list[_Row]:
    return _rows(folder / "rights.csv")


def _rows(path: Path) -> list[_Row]:
    """The rows of a data file, the values of its closed columns checked; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = [_Row({k: v or "" for k, v in cells.items()}, f"{path}, line {reader.line_num}") for cells in reader]
    for row in rows:
        for column, allowed in _VALUES.items():
            if row.cells.get(column, next(iter(allowed))) not in allowed:
                raise row.refuse(f"{column} {row[column]!r} is none of {', '.join(sorted(allowed))}")
    return rows


def _instruments(rows: Sequence[_Row], vocabulary: Vocabulary, concepts: Graph, names: Names) -> dict[str, Instrument]:
    return {row["instrument"]: _instrument(row, rows, vocabulary, concepts, names) for row in rows}


def _instrument(row: _Row, rows: Sequence[_Row], vocabulary: Vocabulary, concepts: Graph, names: Names) -> Instrument:
    slug = row["concept"]
    iri = names.concept("instrument", slug)
    labels = [str(o) for o in concepts.objects(iri, SKOS.prefLabel) if getattr(o, "language", "") != "en"]
    known = vocabulary.schemes.get("instruments", {}).get(slug)
    if known is None and not labels:
        raise row.refuse(f"there is no instrument {slug!r}")
    statuses = tuple(
        TreatyStatus(r["state"], r["party_status"], r["date"], r["status"], r["source"], r["note"], r["status_page"])
        for r in rows
        if r["instrument"] == row["instrument"]
    )
    return Instrument(row["instrument"], slug, iri, known.chinese if known else labels[0], row["text_page"], statuses)


def _articles(
    rows: Iterable[_Row], instruments: Mapping[str, Instrument], names: Names
) -> dict[tuple[str, str], Counterpart]:
    found: dict[tuple[str, str], Counterpart] = {}
    for row in rows:
        short, number = row["instrument"], row["article"]
        if short != GOALS and short not in instruments:
            raise row.refuse(f"there is no instrument {short!r} in instruments.csv")
        made = _goal(row) if short == GOALS else _part(row, instruments[short], names)
        if made.iri in {other.iri for other in found.values()}:
            raise row.refuse(f"{short} {number} stands there twice, or shares its IRI with another")
        found[short, number] = made
    return found


def _goal(row: _Row) -> Counterpart:
    number = row["article"]
    return Counterpart("sdg", URIRef(OUTSIDE["sdg"] + number), number, row["subject"], "", ("sdg", number))


def _part(row: _Row, instrument: Instrument, names: Names) -> Counterpart:
    number = row["article"]
    slug = re.sub(r"[^a-z0-9]+", "-", f"{instrument.short} {number}".lower()).strip("-")
    iri, parts = names.concept("article", slug), ("article", slug)
    return Counterpart("article", iri, number, row["subject"], row["chinese"], parts, instrument)


def _term(row: _Row) -> Counterpart:
    number = row["unbis"]
    iri = URIRef(OUTSIDE["unbis"] + number)
    return Counterpart("unbis", iri, number, row["subject"], row["chinese"], ("unbis", number))


def _article(row: _Row, articles: Mapping[tuple[str, str], Counterpart]) -> Counterpart:
    key = (row["instrument"], row["article"])
    if key not in articles:
        raise row.refuse(f"{' '.join(key)} is not in articles.csv")
    return articles[key]


def _mapping(row: _Row, kind: str, slug: str, other: Counterpart, vocabulary: Vocabulary) -> Correspondence:
    concept = vocabulary.schemes.get(f"{kind}s", {}).get(slug)
    if concept is None:
        raise row.refuse(f"there is no {kind} {slug!r}")
    return Correspondence(
        kind,
        slug,
        URIRef(concept.iri),
        concept.label,
        row["relation"],
        other,
        row["confidence"],
        row["status"],
        row["source"],
        row["note"],
    )


def _require_unique(keys: Iterable[str], folder: Path) -> None:
    doubled = sorted(key for key, uses in Counter(keys).items() if uses > 1)
    if doubled:
        raise VocabularyError(f"{folder}: {doubled[0]} is mapped twice.", remedy="Keep one of the two rows.")
