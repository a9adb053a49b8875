"""Why something stands in a network: the measures behind a node or an edge, with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.explorer.evidence import Evidence, Side, evidence
from api.explorer.quotes import Places, place_at, reading_places

_NAMED = (
    "SELECT DISTINCT m.measure FROM mentions m JOIN provisions p ON p.plan = m.plan AND p.code = m.measure"
    " WHERE m.plan = ? AND m.type = ? AND m.entity = ? AND p.kind = 'measure'"
)
_OF_SECTION = (
    "SELECT DISTINCT r.provision FROM provision_rights r JOIN provisions p ON p.plan = r.plan AND p.code = r.provision"
    " WHERE r.plan = ? AND r.\"right\" = ? AND p.kind = 'measure'"
)
_SHARED = (
    "SELECT DISTINCT a.entity, c.label, c.label_zh FROM mentions a JOIN mentions b ON b.plan = a.plan"
    " AND b.type = a.type AND b.entity = a.entity LEFT JOIN concepts c ON c.scheme = ? AND c.slug = a.entity"
    " WHERE a.plan = ? AND a.type = ? AND a.measure = ? AND b.measure = ? ORDER BY a.entity"
)
_REASONS = (
    "SELECT r.*, COALESCE(k.label, r.kind) AS kind_label, k.label_zh AS kind_label_zh FROM measure_links l"
    " JOIN link_reasons r ON r.link = l.id LEFT JOIN concepts k ON k.scheme = 'link-kinds' AND k.slug = r.kind"
    " WHERE l.plan = ? AND l.measure = ? AND l.other = ? ORDER BY r.number"
)
_PLURALS = {"right": "rights", "group": "groups", "instrument": "instruments", "body": "bodies"}


@dataclass(frozen=True, slots=True)
class Node:
    """A node by its kind and slug."""

    kind: str
    slug: str

    @property
    def id(self) -> str:
        """Kind and slug."""
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that joins two measures, and their words for it."""

    names: Row
    kind: str
    measures: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of either measure that show one reason of their link."""

    quote: str
    place: str
    other_quote: str
    other_place: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two measures are linked, and the words of both."""

    row: Row
    pairs: Sequence[Pair]


def measures_of(database: Database, plan: str, node: Node) -> frozenset[str]:
    """The measures that name a thing; a right counts for the measures of its section as well."""
    if node.kind == "measure":
        return frozenset({node.slug})
    named = database.values(_NAMED, (plan, node.kind, node.slug))
    if node.kind == "right":
        named += database.values(_OF_SECTION, (plan, node.slug))
    return frozenset(named)


def words_of_node(database: Database, plan: str, node: Node) -> Sequence[Evidence]:
    """The measures that name the thing; of a measure, itself without marks."""
    return evidence(database, plan, sorted(measures_of(database, plan, node)), _sides({"one": node}))


def words_of_edge(database: Database, plan: str, one: Node, other: Node) -> Sequence[Evidence]:
    """The measures that speak of both."""
    both = measures_of(database, plan, one) & measures_of(database, plan, other)
    return evidence(database, plan, sorted(both), _sides({"one": one, "other": other}))


def shared_by(database: Database, plan: str, kind: str, one: str, other: str) -> Sequence[Shared]:
    """What two measures share of a kind."""
    rows = database.rows(_SHARED, (_PLURALS[kind], plan, kind, one, other))
    return [
        Shared(
            {"label": row["label"] or row["entity"], "label_zh": row["label_zh"]},
            kind,
            evidence(database, plan, [one, other], {"one": Side(kind, row["entity"], narrower=False)}),
        )
        for row in rows
    ]


def reasons_of(database: Database, plan: str, one: str, other: str) -> Sequence[Reason]:
    """Why two measures are linked, the weightiest reason first."""
    places = reading_places(database, plan, (one, other))
    return [Reason(row, _pairs(database, row, places)) for row in database.rows(_REASONS, (plan, one, other))]


def _pairs(database: Database, reason: Row, places: Places) -> Sequence[Pair]:
    sql = "SELECT * FROM link_quotes WHERE link = ? AND number = ? ORDER BY position"
    return [
        Pair(row["quote"], place_at(places, row["start"]), row["other_quote"], place_at(places, row["other_start"]))
        for row in database.rows(sql, (reason["link"], reason["number"]))
    ]


def _sides(nodes: Mapping[str, Node]) -> Mapping[str, Side]:
    return {name: Side(node.kind, node.slug, narrower=False) for name, node in nodes.items() if node.kind != "measure"}
