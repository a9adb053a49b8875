"""How often each value of a filter is found, under the other filters of the request.

A facet leaves its own filter out, so its counts say what choosing another value would give. Each value counts the
items that the list has with that value as the only one of its filter: a right counts what names a narrower one, and
an action, where an instrument is chosen, what is done to that instrument.
"""

# ruff: noqa: S608 (all of the SQL is written here, and values are bound)

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args
from urllib.parse import urlencode

from api.conditions import Scope, places
from api.db import Database
from api.models.facets import ListFacet, ListFacetValue
from api.models.filters import ListFilters, MentionType
from api.querying import Selection

Select = Callable[[Any], Selection]
"""Makes the selection of a list from its filters."""
Relation = tuple[str, Sequence[object]]
"""SQL of the columns plan, provision, sentence and value, with its parameters."""

_SCOPES: Mapping[str, Scope] = MappingProxyType(
    {
        "measures": Scope("p.plan", "p.code"),
        "commitments": Scope("s.plan", "s.provision", "s.code"),
        "targets": Scope("t.plan", "t.measure"),
    }
)
_PLACED: Mapping[str, str] = MappingProxyType(
    {"plan": "p.plan", "chapter": "p.chapter", "section": "p.section", "kind": "p.kind"}
)
_TARGET = ("plan", "indicator", "unit", "comparator", "kind", "direction", "status")
_COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "measures": {
            **_PLACED,
            "has_target": "CASE WHEN EXISTS (SELECT 1 FROM targets x WHERE x.plan = p.plan AND x.measure = p.code"
            " AND x.status = 'target') THEN 'true' ELSE 'false' END",
        },
        "commitments": {
            **_PLACED,
            "modality": "s.modality",
            "has_target": "CASE WHEN EXISTS (SELECT 1 FROM targets x WHERE x.plan = s.plan"
            " AND x.\"commitment\" = s.code AND x.status = 'target') THEN 'true' ELSE 'false' END",
        },
        "targets": {
            **{name: f"t.{name}" for name in _TARGET},
            "chapter": "p.chapter",
            "section": "p.section",
            "indicator_type": "(SELECT i.type FROM indicator_types i WHERE i.indicator = t.indicator)",
        },
        "mentions": {name: f"m.{name}" for name in ("plan", "measure", "type", "entity", "qualifier", "method")},
    }
)
_SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "right": "rights",
        "group": "groups",
        "instrument": "instruments",
        "instrument_kind": "instrument-kinds",
        "action": "actions",
        "body": "bodies",
        "role": "roles",
        "action_type": "action-types",
        "modality": "modalities",
        "agent": "bodies",
        "indicator": "indicators",
        "indicator_type": "indicator-types",
        "unit": "units",
        "kind": "target-kinds",
        "direction": "directions",
        "method": "rules",
    }
)
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "plan": "SELECT plan AS value, title AS label FROM plans",
        "chapter": "SELECT code AS value, MIN(title) AS label FROM chapters GROUP BY code",
        "section": "SELECT code AS value, MIN(title) AS label FROM sections GROUP BY code",
        "measure": "SELECT code AS value, MIN(heading) AS label FROM provisions GROUP BY code",
        "entity": "SELECT entity AS value, MIN(label) AS label FROM mentions GROUP BY entity",
        "qualifier": "SELECT slug AS value, MIN(label) AS label FROM concepts"
        " WHERE scheme IN ('actions', 'roles', 'indicator-statuses') GROUP BY slug",
    }
)


def facets_of(database: Database, filters: ListFilters, select: Select, names: Sequence[str]) -> list[ListFacet]:
    """The facets of these names, each with its values, the most frequent first."""
    return [_facet(database, filters, select, name) for name in dict.fromkeys(names)]


def _facet(database: Database, filters: ListFilters, select: Select, name: str) -> ListFacet:
    chosen = getattr(filters, name)
    selection = select(filters.model_copy(update={name: _any(filters, name)}))
    sql, parameters = _counting(selection, filters, name)
    counts = {row["value"]: row["count"] for row in database.rows(sql, parameters)}
    given = chosen if isinstance(chosen, list) else []
    for value in given:
        counts.setdefault(value, 0)
    labels = _labels(database, name)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    values = [
        ListFacetValue(value=value, label=labels.get(value, value), count=count, parameter=urlencode({name: value}))
        for value, count in ordered
    ]
    return ListFacet(facet=name, values=values)


def _any(filters: ListFilters, name: str) -> object:
    """What a filter is where it chooses nothing; mentions of all types have to be asked for."""
    if name == "type":
        return list(get_args(MentionType))
    return [] if isinstance(getattr(filters, name), list) else None


def _counting(selection: Selection, filters: ListFilters, name: str) -> tuple[str, list[object]]:
    where = f"FROM {selection.source} WHERE {selection.conditions.sql}"
    column = _COLUMNS[selection.prepared].get(name)
    if column:
        counted = f"SELECT {column} AS value, COUNT(*) AS count {where} AND {column} IS NOT NULL GROUP BY 1"
        return counted, selection.conditions.parameters
    scope = _SCOPES[selection.prepared]
    place, of = (scope.sentence, "sentence") if scope.sentence else (scope.provision, "provision")
    relation, given = _RELATIONS[name](filters)
    sql = (
        f"SELECT v.value, COUNT(*) AS count FROM (SELECT {scope.plan} AS plan, {place} AS place {where}) k"
        f" JOIN (SELECT DISTINCT plan, {of} AS place, value FROM ({relation})) v"
        " ON v.plan = k.plan AND v.place = k.place GROUP BY v.value"
    )
    return sql, [*selection.conditions.parameters, *given]


def _labels(database: Database, name: str) -> Mapping[str, str]:
    if name in _LABELS:
        rows = database.rows(_LABELS[name])
    else:
        sql = "SELECT slug AS value, label FROM concepts WHERE scheme = ?"
        rows = database.rows(sql, (_SCHEMES.get(name, ""),))
    return {row["value"]: row["label"] for row in rows}


def _concepts(scheme: str) -> Relation:
    """Every concept of a scheme, and all broader ones, where a sentence speaks of it."""
    return (
        "SELECT c.plan, c.provision, c.sentence, a.ancestor AS value FROM concept_sentences c"
        " JOIN ancestors a ON a.scheme = c.scheme AND a.slug = c.slug WHERE c.scheme = ?",
        (scheme,),
    )


def _entities(types: Sequence[str], scheme: str, qualifiers: Sequence[str]) -> Relation:
    """The concepts that are mentioned with one of the qualifiers, if any is asked for."""
    if not qualifiers:
        return _concepts(scheme)
    sql = (
        'SELECT m.plan, m.measure AS provision, m."commitment" AS sentence, a.ancestor AS value FROM mentions m'
        f" JOIN ancestors a ON a.scheme = ? AND a.slug = m.entity WHERE m.type IN ({places(types)})"
        f" AND m.qualifier IN ({places(qualifiers)})"
    )
    return sql, (scheme, *types, *qualifiers)


def _qualifiers(types: Sequence[str], scheme: str, slugs: Sequence[str]) -> Relation:
    """The qualifiers of mentions, of these concepts and narrower ones if any are asked for."""
    sql = (
        'SELECT m.plan, m.measure AS provision, m."commitment" AS sentence, m.qualifier AS value FROM mentions m'
        f" WHERE m.type IN ({places(types)}) AND m.qualifier IS NOT NULL"
    )
    if not slugs:
        return sql, types
    narrower = f" AND m.entity IN (SELECT slug FROM ancestors WHERE scheme = ? AND ancestor IN ({places(slugs)}))"
    return sql + narrower, (*types, scheme, *slugs)


_INSTRUMENTS = (("instrument",), "instruments")
_BODIES = (("body", "agent"), "bodies")
_RELATIONS: Mapping[str, Callable[[Any], Relation]] = MappingProxyType(
    {
        "right": lambda filters: _concepts("rights"),
        "group": lambda filters: _concepts("groups"),
        "instrument": lambda filters: _entities(*_INSTRUMENTS, filters.action),
        "action": lambda filters: _qualifiers(*_INSTRUMENTS, filters.instrument),
        "body": lambda filters: _entities(*_BODIES, filters.role),
        "role": lambda filters: _qualifiers(*_BODIES, filters.body),
        "instrument_kind": lambda filters: (
            'SELECT m.plan, m.measure AS provision, m."commitment" AS sentence, e.kind AS value FROM mentions m JOIN'
            " concepts e ON e.scheme = 'instruments' AND e.slug = m.entity WHERE m.type = 'instrument'"
            " AND e.kind IS NOT NULL",
            (),
        ),
        "action_type": lambda filters: (
            'SELECT plan, measure AS provision, "commitment" AS sentence, action_type AS value FROM acts',
            (),
        ),
        "modality": lambda filters: (
            "SELECT plan, provision, code AS sentence, modality AS value FROM sentences"
            " WHERE role = 'commitment' AND modality IS NOT NULL",
            (),
        ),
        "agent": lambda filters: (
            "SELECT plan, '' AS provision, sentence, agent AS value FROM sentence_agents",
            (),
        ),
    }
)
