"""What the slugs of a dossier are called: modalities, actions, roles, statuses, kinds, units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from api.db import Database
from api.dossiers.sentences import Held
from api.models.crosswalk import MappingItem
from api.models.dossiers import DossierTarget, NamedThing, TermName
from api.models.links import LinkItem, LinkReason

_SCHEMES = (
    *("actions", "body-kinds", "confidence-levels", "directions", "indicator-statuses", "indicator-type-rules"),
    *("indicator-types", "instrument-kinds", "label-statuses", "legal-statuses", "link-kinds", "modalities"),
    *("party-statuses", "roles", "target-kinds", "units", "verification-statuses"),
)
_SQL = (
    "SELECT scheme, slug, label, label_zh FROM concepts"  # noqa: S608 (our own names)
    f" WHERE scheme IN ({', '.join(map(repr, _SCHEMES))}) ORDER BY scheme, slug"
)

Names = Mapping[tuple[str, str], TermName]
"""By scheme and slug, what a slug is called."""

ChineseNames = Mapping[str, str]
"""By IRI, or by English label, what is called so in Chinese, where what names it has its English name alone."""

_CHINESE = " UNION ALL ".join(
    f"SELECT iri, label_zh FROM {table} WHERE label_zh <> '' AND iri IN (SELECT value FROM json_each(?1))"  # noqa: S608
    for table in ("concepts", "counterparts")
)


def read_criteria(database: Database) -> ChineseNames:
    """What criteria of the audit are called in Chinese, by their English labels."""
    return database.lasting(_criteria)


def _criteria(database: Database) -> ChineseNames:
    return {row["label"]: row["label_zh"] for row in database.rows("SELECT label, label_zh FROM audit_criteria")}


def read_names(database: Database, used: Iterable[str | None]) -> list[TermName]:
    """The names of the slugs among ``used``."""
    slugs = set(used)
    return [name for name in database.lasting(_every_name) if name.slug in slugs]


def _every_name(database: Database) -> Sequence[TermName]:
    return [TermName(**row) for row in database.rows(_SQL)]


def read_chinese(
    database: Database, things: str, links: Iterable[LinkItem], mappings: Iterable[MappingItem]
) -> ChineseNames:
    """What links share and what mappings lead from and to; ``things`` is what the IRIs of things start with."""
    iris = {iri for link in links for reason in link.reasons for iri in shared_iris(things, reason)}
    for mapping in mappings:
        iris |= {subject_iri(things, mapping), mapping.object}
    return {row["iri"]: row["label_zh"] for row in database.rows(_CHINESE, (json.dumps(sorted(iris)),))}


def shared_iris(things: str, reason: LinkReason) -> list[str]:
    """The kind of act, if any, and the entity that two measures share; nothing where they share words alone."""
    if reason.type is None or reason.entity is None:
        return []
    act = [f"{things}action-type/{reason.action_type}"] if reason.action_type else []
    return [*act, f"{things}{reason.type}/{reason.entity}"]


def subject_iri(things: str, mapping: MappingItem) -> str:
    """The IRI of the concept that a mapping leads from."""
    return f"{things}{mapping.subject_scheme.removesuffix('s')}/{mapping.subject}"


def names_by_slug(names: Iterable[TermName]) -> Names:
    """Names, to look up."""
    return {(name.scheme, name.slug): name for name in names}


def slugs_of(held: Held, targets: Iterable[DossierTarget], things: Iterable[NamedThing]) -> Iterator[str | None]:
    """The slugs that sentences, targets and named things hold."""
    for provision in held.provisions:
        for sentence in provision.sentences:
            yield sentence.modality
            yield from (mention.qualifier for mention in sentence.mentions)
    for target in targets:
        yield from (target.unit, target.kind, target.direction, target.status)
    for thing in things:
        yield from (thing.kind, thing.legal_status, *thing.qualifiers)
