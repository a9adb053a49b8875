"""The dossier of one thing, read from the read model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from api.crosswalk import mappings_of, typing_of
from api.db import Database, Row
from api.dossiers.gaps import every_finding, read_gaps
from api.dossiers.names import read_names, slugs_of
from api.dossiers.neighbours import every_link, read_hierarchy, read_links, read_named, read_rights, read_targets
from api.dossiers.sentences import Held, read_held, read_sections, tally_qualifiers
from api.dossiers.shelf import shelf_of
from api.dossiers.subjects import Subject
from api.models.crosswalk import IndicatorTyping, MappingItem
from api.models.dossiers import CitationEntry, Dossier, DossierCitation, DossierTarget
from api.models.items import Dataset
from api.models.links import LinkItem
from graph.citation.formats import bibtex, csl, plain, ris
from graph.citation.records import Reference, Work

_NAMES = (
    *("slug", "iri", "label", "label_zh", "label_zh_status", "definition", "definition_zh"),
    *("legal_status", "status_date", "source"),
)
_NAMED = ("instrument", "body", "group")
_COUNTS = ("measure_count", "commitment_count", "target_count", "mention_count")


@dataclass(frozen=True, slots=True)
class Origin:
    """The release that a dossier is of, what is cited, and the address that permalinks start with; it ends with /."""

    version: str
    sha256: str
    work: Work
    base: str


def read_ahead(database: Database) -> None:
    """Read what all dossiers share, so that the first reader does not wait for it."""
    shelf_of(database)
    every_link(database)
    every_finding(database)


def read_dossier(database: Database, subject: Subject, origin: Origin) -> Dossier:
    """All that the plans say of the thing."""
    held = read_held(database, subject)
    targets = read_targets(database, subject, held)
    gaps, uncounted = read_gaps(database, subject, held, targets)
    names = names_of_subject(database, subject)
    mentions, links = held.mentions, read_links(database, subject, held)
    mappings = mappings_of(database, subject.scheme, subject.slug) if subject.scheme else []
    instruments, bodies, groups = (read_named(database, subject, held, kind) for kind in _NAMED)
    typing = typing_of(database, subject.scheme or "", subject.slug)
    used = [*slugs_of(held, targets, (*instruments, *bodies)), *_slugs(subject, typing, links, mappings)]
    return Dossier(
        kind=subject.kind,
        plan=subject.plan,
        **names,
        **_counts(subject, held, targets),
        indicator_typing=typing,
        hierarchy=read_hierarchy(database, subject),
        named=_is_named(subject, held),
        qualifiers=tally_qualifiers(database, subject, mentions),
        sections=read_sections(database, subject),
        measures=held.measures,
        statements=held.statements,
        targets=targets,
        instruments=instruments,
        bodies=bodies,
        groups=groups,
        rights=read_rights(database, subject, held),
        links=links,
        gaps=gaps,
        uncounted=uncounted,
        mappings=mappings,
        names=read_names(database, used),
        citation=citation_of(_reference(subject, str(names["label"]), origin)),
        dataset=Dataset(version=origin.version, sha256=origin.sha256),
    )


def _slugs(
    subject: Subject, typing: IndicatorTyping | None, links: Iterable[LinkItem], mappings: Iterable[MappingItem]
) -> Iterator[str | None]:
    """The slugs that are said of the thing itself, of links and of mappings."""
    yield from (subject.row.get(name) for name in ("kind", "legal_status", "label_zh_status", "unit"))
    yield from (typing.type, typing.alternative, typing.rule) if typing else ()
    yield from (reason.kind for link in links for reason in link.reasons)
    for mapping in mappings:
        yield from (mapping.party_status, mapping.verification, mapping.confidence_level)


def _counts(subject: Subject, held: Held, targets: Iterable[DossierTarget]) -> dict[str, Any]:
    """How much of the plans speaks of a concept, or how much a place holds."""
    if not subject.is_place:
        return {name: subject.row[name] for name in _COUNTS}
    found = (
        len(held.measures),
        held.commitment_count,
        sum(target.status == "target" for target in targets),
        len(held.mentions),
    )
    return dict(zip(_COUNTS, found, strict=True))


def _is_named(subject: Subject, held: Held) -> bool:
    """Whether any sentence names the thing or something narrower; a place is not named but read."""
    return subject.is_place or bool(held.mentions)


def names_of_subject(database: Database, subject: Subject) -> Row:
    """What the thing is called, and what the vocabulary says of it."""
    row = subject.row
    if subject.is_place:
        label = f"{subject.slug} {row['heading']}" if subject.kind == "measure" else _title(row)
        empty: Row = dict.fromkeys((*_NAMES, "entity_kind", "unit"))
        return empty | {"slug": subject.slug, "iri": row["iri"], "label": label, "alternative_labels": []}
    sql = "SELECT label FROM labels WHERE scheme = ? AND slug = ? AND kind = 'alternative' ORDER BY label"
    found = {name: row[name] for name in (*_NAMES, "unit")}
    alternative = database.values(sql, (subject.scheme, subject.slug))
    return found | {"entity_kind": row["kind"], "alternative_labels": alternative}


def citation_of(reference: Reference) -> DossierCitation:
    """A citation as a sentence and for reference managers."""
    entries = [
        CitationEntry(format="bibtex", entry=bibtex(reference)),
        CitationEntry(format="ris", entry=ris(reference)),
        CitationEntry(format="csl", entry=csl(reference)),
    ]
    return DossierCitation(permalink=reference.permalink, text=plain(reference), entries=entries)


def _title(chapter: Row) -> str:
    return f"Chapter {chapter['numeral']}: {chapter['title']}" if chapter["numeral"] else str(chapter["title"])


def _reference(subject: Subject, label: str, origin: Origin) -> Reference:
    chosen = {"plan": subject.plan} if subject.plan else {}
    query = urlencode({**chosen, "release": origin.sha256})
    return Reference(
        key=f"hrap-dossier-{subject.kind}-{subject.slug}-{origin.sha256[:8]}",
        title=f"Dossier: {label}",
        permalink=f"{origin.base}dossier/{subject.kind}/{subject.slug}?{query}",
        version=origin.version,
        note=f"release SHA-256 {origin.sha256[:12]}…",
        work=origin.work,
    )
