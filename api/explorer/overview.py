"""What the page of a right, group, instrument, body, indicator, chapter or measure shows: less than its dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.crosswalk import mappings_of, typing_of
from api.db import Database, Row
from api.dossiers.names import read_names, slugs_of
from api.dossiers.neighbours import concepts_of, count_links, read_hierarchy, read_links, read_targets
from api.dossiers.reading import names_of_subject
from api.dossiers.sentences import Held, own_names, read_held, read_sections, tally_qualifiers
from api.dossiers.shelf import shelf_of
from api.dossiers.subjects import Subject
from api.models.crosswalk import IndicatorTyping, MappingItem
from api.models.dossiers import (
    DossierKind,
    DossierProvision,
    DossierSection,
    DossierTarget,
    HierarchyItem,
    QualifierTally,
    TermName,
)
from api.models.links import LinkItem

MOST_SENTENCES = 40
_MOST_LINKS = 8
_MOST_NEIGHBOURS = 18
_MOST_LINKED = 6
_SCHEMES = {"right": "rights", "group": "groups", "instrument": "instruments", "body": "bodies"}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is named beside the thing, or a measure that it is linked to: in how many measures, and how near."""

    kind: str
    slug: str
    iri: str
    label: str
    label_zh: str
    count: int
    same_sentence: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The thing with its names, place, words, targets, links, neighbours and mappings; long lists are cut.

    ``sentence_count`` and ``link_count`` are those of the whole. Attributes are called as in a dossier.
    """

    kind: DossierKind
    plan: str | None
    row: Row
    label: str
    label_zh: str | None
    named: bool
    indicator_typing: IndicatorTyping | None
    hierarchy: Sequence[HierarchyItem]
    qualifiers: Sequence[QualifierTally]
    sections: Sequence[DossierSection]
    measures: Sequence[DossierProvision]
    statements: Sequence[DossierProvision]
    sentence_count: int
    targets: Sequence[DossierTarget]
    links: Sequence[LinkItem]
    link_count: int
    neighbours: Sequence[Neighbour]
    mappings: Sequence[MappingItem]
    names: Sequence[TermName]
    counts: Mapping[str, int]

    @property
    def slug(self) -> str:
        return str(self.row["slug"])

    @property
    def iri(self) -> str:
        return str(self.row["iri"])


def read_overview(database: Database, subject: Subject) -> Overview:
    """What the page of the thing shows."""
    held = read_held(database, subject)
    shown = Held(tuple(_first(held.provisions)))
    targets = read_targets(database, subject, held)
    links = read_links(database, subject, held, _MOST_LINKS)
    mappings = mappings_of(database, subject.scheme, subject.slug) if subject.scheme else []
    typing = typing_of(database, subject.scheme or "", subject.slug)
    row = names_of_subject(database, subject)
    used = [*slugs_of(held, targets, ()), *(reason.kind for link in links for reason in link.reasons)]
    used += [row[name] for name in ("entity_kind", "legal_status", "label_zh_status", "unit")]
    used += [slug for m in mappings for slug in (m.party_status, m.verification, m.confidence_level)]
    used += [typing.type, typing.alternative, typing.rule] if typing else []
    return Overview(
        kind=subject.kind,
        plan=subject.plan,
        row=row,
        label=row["label"],
        label_zh=row["label_zh"],
        named=subject.is_place or bool(held.mentions),
        indicator_typing=typing,
        hierarchy=read_hierarchy(database, subject),
        qualifiers=tally_qualifiers(database, subject, held.mentions),
        sections=read_sections(database, subject),
        measures=shown.measures,
        statements=shown.statements,
        sentence_count=len(held.sentences),
        targets=targets,
        links=links,
        link_count=count_links(database, subject, held),
        neighbours=_neighbours(database, subject, held, links),
        mappings=mappings,
        names=read_names(database, used),
        counts=_counts(held, targets),
    )


def _counts(held: Held, targets: Sequence[DossierTarget]) -> Mapping[str, int]:
    return {
        "measures": len(held.measures),
        "commitments": held.commitment_count,
        "targets": sum(target.status == "target" for target in targets),
        "mentions": len(held.mentions),
    }


def _first(provisions: Sequence[DossierProvision]) -> Iterator[DossierProvision]:
    """As many provisions as hold the most sentences that a page shows, but at least one."""
    count = 0
    for provision in provisions:
        count += len(provision.sentences)
        if count > MOST_SENTENCES and count > len(provision.sentences):
            return
        yield provision


def _neighbours(database: Database, subject: Subject, held: Held, links: Sequence[LinkItem]) -> list[Neighbour]:
    """What the same measures name, the nearest first; of a measure, also the measures that it is linked to."""
    own, about, shelf = own_names(database, subject) or (), held.sentences, shelf_of(database)
    places: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    same = set()
    for provision in held.provisions:
        place = provision.plan, provision.code
        for each in shelf.named.get(place, ()):
            if each.type in _SCHEMES and (_SCHEMES[each.type] != subject.scheme or each.entity not in own):
                places[each.type, each.entity].add(place)
                if each.sentence in about:
                    same.add((each.type, each.entity))
    linked = _linked(database, links[:_MOST_LINKED]) if subject.kind == "measure" else []
    nearest = sorted(places, key=lambda key: (key not in same, -len(places[key]), key))
    return [
        _neighbour(database, key, len(places[key]), key in same) for key in nearest[: _MOST_NEIGHBOURS - len(linked)]
    ] + linked


def _neighbour(database: Database, key: tuple[str, str], count: int, same: bool) -> Neighbour:
    kind, slug = key
    row = concepts_of(database, _SCHEMES[kind])[slug]
    return Neighbour(kind, slug, row["iri"], row["label"], row["label_zh"], count, same)


def _linked(database: Database, links: Sequence[LinkItem]) -> list[Neighbour]:
    """The measures at the other ends."""
    found = []
    for link in links:
        iris = database.values("SELECT iri FROM provisions WHERE plan = ? AND code = ?", (link.plan, link.other))
        label = f"{link.other} {link.other_heading}"
        found.append(Neighbour("measure", link.other, str(iris[0]), label, "", 1, same_sentence=False))
    return found
