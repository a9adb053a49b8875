"""What the lists of links select from the read model."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from api.conditions import Conditions
from api.models.links import LinkFilters
from api.querying import Selection

_QUOTES = (
    "(SELECT json_group_array(json_object('quote', q.quote, 'start', q.\"start\", 'end', q.\"end\","
    " 'other_quote', q.other_quote, 'other_start', q.other_start, 'other_end', q.other_end))"
    " FROM (SELECT * FROM link_quotes x WHERE x.link = r.link AND x.number = r.number ORDER BY position) q)"
)
_REASONS = (
    "(SELECT json_group_array(json_object('iri', r.iri, 'kind', r.kind, 'type', r.type, 'entity', r.entity,"  # noqa: S608
    " 'label', r.label, 'action_type', r.action_type, 'information', r.information, 'weight', r.weight,"
    f" 'count', r.count, 'similarity', r.similarity, 'quotes', json({_QUOTES})))"
    " FROM (SELECT * FROM link_reasons y WHERE y.link = l.id ORDER BY number) r)"
)
_COLUMNS = (
    "l.plan, l.iri, l.measure, l.other, a.heading, b.heading AS other_heading, a.section IS b.section AS same_section,"
    f" l.rank, l.weight, {_REASONS} AS reasons, json_array(a.iri, b.iri) AS linked_measures"
)
_ROW_COLUMNS = (
    "l.plan, l.measure, l.other, l.rank, l.weight AS link_weight, r.kind, r.type, r.entity, r.label, r.action_type,"
    ' r.information, r.weight, r.count, r.similarity, q.quote, q."start", q."end", q.other_quote, q.other_start,'
    " q.other_end"
)
_ENDS = (
    "measure_links l JOIN provisions a ON a.plan = l.plan AND a.code = l.measure"
    " JOIN provisions b ON b.plan = l.plan AND b.code = l.other"
)
_SORTS = MappingProxyType({"measure": "a.position", "other": "b.position", "rank": "l.rank", "weight": "l.weight"})
_PARTS = " JOIN link_reasons r ON r.link = l.id JOIN link_quotes q ON q.link = r.link AND q.number = r.number"


def links(filters: LinkFilters) -> Selection:
    """Links, each once, the weightiest of a measure first."""
    conditions = _ends(filters)
    if filters.kind or filters.entity:
        inner = _reasons(filters)
        source = f"SELECT 1 FROM link_reasons r WHERE r.link = l.id AND {inner.sql}"  # noqa: S608
        conditions.add(f"EXISTS ({source})", *inner.parameters)
    return Selection(_COLUMNS, _ENDS, "l.plan, a.position, l.rank, l.id", conditions, _SORTS, "links", "l.id")


def every_link() -> Selection:
    """Links from either end."""
    return replace(links(LinkFilters()), conditions=Conditions())


def links_by_weight() -> Selection:
    """Every link, once, the weightiest of a plan first."""
    conditions = Conditions()
    conditions.add("l.direction = 1")
    return Selection(_COLUMNS, _ENDS, "l.plan, l.weight DESC, l.id", conditions)


def link_reasons(filters: LinkFilters) -> Selection:
    """The reasons of links, a row for each pair of quotes; filters of kind and entity choose among the reasons."""
    conditions, inner = _ends(filters), _reasons(filters)
    conditions.add(inner.sql, *inner.parameters)
    return Selection(
        _ROW_COLUMNS, _ENDS + _PARTS, "l.plan, a.position, l.rank, l.id, r.number, q.position", conditions, _SORTS
    )


def _reasons(filters: LinkFilters) -> Conditions:
    conditions = Conditions()
    conditions.any_of("r.kind", filters.kind)
    conditions.any_of("r.entity", filters.entity)
    return conditions


def _ends(filters: LinkFilters) -> Conditions:
    """Each link from the measure asked for; where both ends or neither are, from the one that stands first."""
    conditions = Conditions()
    conditions.any_of("l.plan", filters.plan)
    conditions.any_of("l.measure", filters.measure)
    conditions.any_of("l.other", filters.other)
    if not (filters.measure or filters.other):
        conditions.add("l.direction = 1")
    elif len(filters.measure) > 1 and not filters.other:  # no measure is linked to itself
        places = ", ".join("?" * len(filters.measure))
        conditions.add(f"(l.direction = 1 OR l.other NOT IN ({places}))", *filters.measure)
    if filters.min_weight is not None:
        conditions.add("l.weight >= ?", filters.min_weight)
    if filters.same_section is not None:
        conditions.add("(a.section IS b.section) = ?", int(filters.same_section))
    return conditions
