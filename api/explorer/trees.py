"""The hierarchies of rights, groups, instruments, bodies and indicators, as trees with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from api.db import Database, Row

COLLECTIONS: Mapping[str, str] = MappingProxyType(
    {"rights": "right", "groups": "group", "instruments": "instrument", "bodies": "body", "indicators": "indicator"}
)
"""The collections by their scheme, with the kind of thing in each."""

_KIND_SCHEMES = {"instruments": "instrument-kinds", "bodies": "body-kinds"}
_NAMED = (
    "EXISTS (SELECT 1 FROM ancestors a JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug"
    " WHERE a.scheme = e.scheme AND a.ancestor = e.slug)"
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept with what is narrower; ``shown`` tells whether it was asked for, or only holds what was."""

    row: Row
    shown: bool
    narrower: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A collection: its trunks, how many concepts are shown of how many, and its kinds with how many each has."""

    scheme: str
    kind: str
    trunks: tuple[Branch, ...]
    shown: int
    total: int
    kinds: Sequence[Row]


def tree(database: Database, scheme: str, kind: str | None = None, *, mentioned: bool = False) -> Tree:
    """The concepts of a kind, or of any; ``mentioned`` leaves out what no sentence is about."""
    sql = f"SELECT e.*, {_NAMED} AS named FROM concepts e WHERE e.scheme = ? ORDER BY e.label"  # noqa: S608
    rows = {row["slug"]: row for row in database.rows(sql, (scheme,))}
    wanted = {s for s, row in rows.items() if (kind is None or row["kind"] == kind) and (row["named"] or not mentioned)}
    closer: dict[str, list[str]] = defaultdict(list)
    below = set()
    for edge in database.rows("SELECT slug, broader FROM broader WHERE scheme = ?", (scheme,)):
        closer[edge["broader"]].append(edge["slug"])
        below.add(edge["slug"])
    order = {slug: place for place, slug in enumerate(rows)}
    trunks = _branches([slug for slug in rows if slug not in below], rows, wanted, closer, order)
    return Tree(scheme, COLLECTIONS[scheme], tuple(trunks), len(wanted), len(rows), _kinds(database, scheme))


def collections(database: Database) -> list[Tree]:
    """Every collection, with its trunks only."""
    return [tree(database, scheme) for scheme in COLLECTIONS]


def _branches(
    slugs: Sequence[str],
    rows: Mapping[str, Row],
    wanted: set[str],
    closer: Mapping[str, Sequence[str]],
    order: Mapping[str, int],
) -> Iterator[Branch]:
    """The branches that are wanted or hold something that is; the hierarchy has no circles, as a shape holds."""
    for slug in sorted(slugs, key=order.__getitem__):
        narrower = tuple(_branches(closer.get(slug, ()), rows, wanted, closer, order))
        if slug in wanted or narrower:
            yield Branch(rows[slug], slug in wanted, narrower)


def _kinds(database: Database, scheme: str) -> list[Row]:
    """The kinds of a collection by their names, each with how many concepts it has."""
    sql = (
        "SELECT k.slug, k.label, k.label_zh, COUNT(*) AS count FROM concepts k JOIN concepts e ON e.scheme = ?"
        " AND e.kind = k.slug WHERE k.scheme = ? GROUP BY k.slug ORDER BY count DESC, k.slug"
    )
    return database.rows(sql, (scheme, _KIND_SCHEMES.get(scheme, "")))
