"""What the slugs of a dossier are called: modalities, actions, roles, statuses, kinds, units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from api.db import Database
from api.dossiers.sentences import Held
from api.models.dossiers import DossierTarget, NamedThing, TermName

_SCHEMES = (
    *("actions", "body-kinds", "confidence-levels", "directions", "indicator-statuses", "indicator-types"),
    *("instrument-kinds", "label-statuses", "legal-statuses", "link-kinds", "modalities", "party-statuses"),
    *("roles", "target-kinds", "units", "verification-statuses"),
)
_SQL = (
    "SELECT scheme, slug, label, label_zh FROM concepts"  # noqa: S608 (our own names)
    f" WHERE scheme IN ({', '.join(map(repr, _SCHEMES))}) ORDER BY scheme, slug"
)

Names = Mapping[tuple[str, str], TermName]
"""By scheme and slug, what a slug is called."""


def read_names(database: Database, used: Iterable[str | None]) -> list[TermName]:
    """The names of the slugs among ``used``."""
    slugs = set(used)
    return [TermName(**row) for row in database.rows(_SQL) if row["slug"] in slugs]


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
