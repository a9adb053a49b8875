"""The finders of paths of a release, one a plan, filled from its read model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from api.db import Database
from graph.networks.paths import TARGET, PathFinder, Tie

_KINDS: Mapping[str, str] = MappingProxyType(
    {"right": "rights", "group": "groups", "body": "bodies", "instrument": "instruments", "indicator": "indicators"}
)
_MENTIONS = (
    "SELECT CASE m.type WHEN 'quantity' THEN 'indicator' ELSE m.type END AS kind, m.entity, m.measure, m.quote,"
    ' m."start", m."end", m.iri FROM mentions m JOIN provisions p ON p.plan = m.plan AND p.code = m.measure'
    " LEFT JOIN concepts e ON e.scheme = 'bodies' AND e.slug = m.entity AND m.type = 'body'"
    " WHERE m.plan = ? AND p.kind = 'measure' AND m.type IN ('right', 'group', 'body', 'instrument', 'quantity')"
    " AND e.kind IS NOT 'generic-agent' ORDER BY m.id"
)
_SECTIONS = (
    'SELECT p.code AS measure, s."right" AS entity, s.title AS quote, s."start", s."end" FROM sections s'
    " JOIN provisions p ON p.plan = s.plan AND p.section = s.code"
    " WHERE s.plan = ? AND p.kind = 'measure' AND s.\"right\" IS NOT NULL ORDER BY p.position"
)
_TARGETS = (
    'SELECT t.measure, t.indicator, t.quote, t."start", t."end", m.iri FROM provisions p'
    " CROSS JOIN targets t ON t.plan = p.plan AND t.measure = p.code"
    " CROSS JOIN mentions m ON m.plan = t.plan AND m.measure = t.measure AND m.type = 'quantity'"
    ' AND m.entity = t.indicator AND m."start" = t."start" AND m."end" = t."end"'
    " WHERE p.plan = ? AND t.status = 'target' AND p.kind = 'measure' ORDER BY t.id"
)
"""Joined in this order, from the measures of the plan on: by the indicator it would go through the plans of all."""
_MEASURES = "SELECT 'measure/' || code FROM provisions WHERE plan = ? AND kind = 'measure' ORDER BY position"
_BROADER = (
    "SELECT b.slug, b.broader FROM broader b JOIN concepts e ON e.scheme = b.scheme AND e.slug = b.slug"
    " WHERE b.scheme = ? AND e.kind IS NOT 'generic-agent' ORDER BY b.slug, b.broader"
)


def load_paths(database: Database) -> Mapping[str, PathFinder]:
    """A finder for each plan."""
    plans = database.values("SELECT plan FROM plans ORDER BY plan")
    return {plan: PathFinder(_ties(database, plan), database.values(_MEASURES, (plan,))) for plan in plans}


def _ties(database: Database, plan: str) -> Iterator[Tie]:
    for row in database.rows(_MENTIONS, (plan,)):
        other = f"{row['kind']}/{row['entity']}"
        yield Tie("names", f"measure/{row['measure']}", other, row["quote"], row["start"], row["end"], row["iri"])
    for row in database.rows(_TARGETS, (plan,)):
        other = f"{TARGET}{row['measure']}/{row['indicator']}"
        yield Tie("names", f"measure/{row['measure']}", other, row["quote"], row["start"], row["end"], row["iri"])
    for row in database.rows(_SECTIONS, (plan,)):
        other = f"right/{row['entity']}"
        yield Tie("section", f"measure/{row['measure']}", other, row["quote"], row["start"], row["end"])
    for kind, scheme in _KINDS.items():
        for row in database.rows(_BROADER, (scheme,)):
            yield Tie("broader", f"{kind}/{row['slug']}", f"{kind}/{row['broader']}")
