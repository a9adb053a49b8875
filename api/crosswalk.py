"""What the crosswalk's lists select from the read model: mappings, and indicators with their types."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from api.conditions import Conditions
from api.db import Database
from api.models.crosswalk import IndicatorTyping, MappingItem
from api.models.filters import CrosswalkFilters, IndicatorFilters
from api.querying import Selection
from api.rows import decoded
from api.selections import ENTITY_COLUMNS, ENTITY_SORTS, entities

_EXACT = (
    "subject",
    "subject_scheme",
    "object",
    "instrument",
    "object_kind",
    "relation",
    "fit",
    "party_status",
    "verification",
)
_SORTS = MappingProxyType(
    {
        name: f"m.{name}"
        for name in ("subject", "object_kind", "object_number", "relation", "fit", "confidence", "party_status")
    }
)
_NARROWER = (("right", "rights"), ("group", "groups"), ("theme", "themes"), ("indicator", "indicators"))
_SDG = (
    "(SELECT json_group_array(v) FROM (SELECT DISTINCT m.object_number AS v FROM mappings m WHERE m.subject = e.slug"
    " AND m.subject_scheme = e.scheme AND m.object_kind = '{kind}' ORDER BY v)) AS {name}"
)
_INDICATOR_COLUMNS = ", ".join(
    [
        ENTITY_COLUMNS,
        "t.type AS indicator_type, t.rule AS indicator_type_rule, t.alternative AS indicator_type_alternative",
        _SDG.format(kind="sdg-indicator", name="sdg_indicators"),
        _SDG.format(kind="sdg-series", name="sdg_series"),
    ]
)


def mappings(filters: CrosswalkFilters) -> Selection:
    """Mappings; as a mapping has one subject, filters for two sorts of subject together find none."""
    conditions = Conditions()
    for column in _EXACT:
        conditions.any_of(f"m.{column}", getattr(filters, column))
    for name, scheme in _NARROWER:
        _among(conditions, scheme, getattr(filters, name))
    if filters.min_confidence is not None:
        conditions.add("m.confidence >= ?", filters.min_confidence)
    return Selection("m.*", "mapping_rows m", "m.id, m.state", conditions, _SORTS)


def indicators(filters: IndicatorFilters) -> Selection:
    """Indicators with their types and what they are linked to."""
    conditions = entities("indicators", filters).conditions
    conditions.any_of("t.type", filters.type)
    conditions.any_of("t.rule", filters.type_rule)
    conditions.any_of("e.unit", filters.unit)
    if filters.contested is not None:
        conditions.add(f"t.alternative IS {'NOT ' if filters.contested else ''}NULL")
    source = "concepts e LEFT JOIN indicator_types t ON t.indicator = e.slug"
    return Selection(_INDICATOR_COLUMNS, source, "e.slug", conditions, ENTITY_SORTS, "indicators", "e.iri")


def mappings_of(database: Database, scheme: str, slug: str) -> list[MappingItem]:
    """The mappings of one concept, or to the articles of one instrument."""
    column = "m.instrument = ?" if scheme == "instruments" else "m.subject_scheme = ? AND m.subject = ?"
    values = (slug,) if scheme == "instruments" else (scheme, slug)
    rows = database.rows(f"SELECT m.* FROM mapping_rows m WHERE {column} ORDER BY m.id, m.state", values)  # noqa: S608
    return [MappingItem(**decoded(row, MappingItem)) for row in rows]


def typing_of(database: Database, scheme: str, slug: str) -> IndicatorTyping | None:
    """The type of an indicator; None for any other entity."""
    sql = "SELECT * FROM indicator_types WHERE indicator = ?"
    row = database.row(sql, (slug,)) if scheme == "indicators" else None
    return IndicatorTyping(**decoded(row, IndicatorTyping)) if row else None


def _among(conditions: Conditions, scheme: str, slugs: Sequence[str]) -> None:
    """The subject is one of the concepts of a scheme, or a narrower one."""
    if slugs:
        places = ", ".join("?" * len(slugs))
        narrower = f"SELECT slug FROM ancestors WHERE scheme = ? AND ancestor IN ({places})"  # noqa: S608
        conditions.add(f"m.subject_scheme = ? AND m.subject IN ({narrower})", scheme, scheme, *slugs)
