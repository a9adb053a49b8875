"""The names that exist in a release, so that a request for any other can be told so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from api.db import Database
from api.models.filters import Paging
from api.problems import NOT_FOUND, UNKNOWN_VALUE, unknown

_SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "right": "rights",
        "group": "groups",
        "instrument": "instruments",
        "body": "bodies",
        "indicator": "indicators",
        "unit": "units",
        "action": "actions",
        "action_type": "action-types",
        "role": "roles",
        "modality": "modalities",
        "reason": "ledger-reasons",
        "theme": "themes",
        "type_rule": "indicator-type-rules",
    }
)
_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "plan": "SELECT plan FROM plans",
        "chapter": "SELECT DISTINCT code FROM chapters ORDER BY position",
        "section": "SELECT code FROM sections GROUP BY code ORDER BY MIN(plan), MIN(position)",
        "measure": "SELECT code FROM provisions GROUP BY code ORDER BY MIN(plan), MIN(position)",
        "commitment": "SELECT code FROM sentences GROUP BY code ORDER BY MIN(plan), MIN(position)",
        "agent": "SELECT slug FROM concepts WHERE scheme = 'bodies' AND kind = 'generic-agent'",
        "body_kind": "SELECT DISTINCT kind FROM concepts WHERE scheme = 'bodies' AND kind IS NOT NULL ORDER BY kind",
        "instrument_kind": (
            "SELECT DISTINCT kind FROM concepts WHERE scheme = 'instruments' AND kind IS NOT NULL ORDER BY kind"
        ),
        "entity": "SELECT DISTINCT slug FROM concepts WHERE scheme IN"
        " ('rights', 'groups', 'instruments', 'bodies', 'indicators', 'number-kinds',"
        " 'action-types', 'means') ORDER BY slug",
        "label": "SELECT DISTINCT label FROM concepts WHERE scheme IN"
        " ('rights', 'groups', 'instruments', 'bodies', 'indicators', 'number-kinds',"
        " 'action-types', 'means') ORDER BY label",
        "criterion": "SELECT criterion FROM audit_criteria ORDER BY criterion",
        "qualifier": "SELECT DISTINCT slug FROM concepts WHERE scheme IN ('actions', 'roles', 'indicator-statuses')"
        " ORDER BY slug",
        "subject": "SELECT DISTINCT subject FROM mappings ORDER BY subject",
        "object": "SELECT DISTINCT object FROM mappings ORDER BY object",
        "treaty": "SELECT DISTINCT instrument FROM mappings WHERE instrument IS NOT NULL ORDER BY instrument",
        "method": "SELECT DISTINCT method FROM mentions ORDER BY method",
        "table": "SELECT DISTINCT table_name FROM codebook_tables ORDER BY 1",
        "list": "SELECT table_name FROM codebook_tables WHERE table_kind = 'list' ORDER BY 1",
        "field": "SELECT DISTINCT field FROM codebook ORDER BY 1",
    }
)

# Filters whose values are names that must exist.
_CHECKED = frozenset(
    {
        "plan",
        "chapter",
        "section",
        "measure",
        "commitment",
        "right",
        "group",
        "instrument",
        "instrument_kind",
        "action",
        "action_type",
        "body",
        "role",
        "agent",
        "modality",
        "indicator",
        "unit",
        "entity",
        "label",
        "qualifier",
        "method",
        "reason",
        "subject",
        "object",
        "theme",
        "type_rule",
        "criterion",
        "table",
        "field",
    }
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The values that exist for each filter."""

    values: Mapping[str, tuple[str, ...]]

    def check(self, filter_name: str, given: Iterable[str], *, parameter: str | None = None) -> None:
        """Raise ApiError for the first value that does not exist, with those that do.

        ``parameter`` is the name under which the values were given, where it is another.
        """
        existing = self.values.get(filter_name, ())
        for value in given:
            if value not in existing:
                what = filter_name.replace("_", " ")
                raise unknown(UNKNOWN_VALUE, what, value, existing, parameter=parameter or filter_name)

    def check_path(self, filter_name: str, value: str) -> None:
        """Raise ApiError, a 404, where a name in the path does not exist."""
        if value not in self.values[filter_name]:
            raise unknown(NOT_FOUND, filter_name, value, self.values[filter_name])


def check_names(filters: Paging, catalogue: Catalogue) -> None:
    """Raise ApiError where a filter names something that does not exist."""
    for name in _CHECKED.intersection(filters.model_fields_set):
        catalogue.check(filters.CHECKED_AS.get(name, name), getattr(filters, name), parameter=name)


def names_of(filters: type[Paging], name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The names that exist for a filter; none where its values are no names."""
    return catalogue.values[filters.CHECKED_AS.get(name, name)] if name in _CHECKED else ()


def read_catalogue(database: Database) -> Catalogue:
    """Every name of the read model that a filter or a path may give."""
    slugs = "SELECT slug FROM concepts WHERE scheme = ? ORDER BY slug"
    of_schemes = {name: tuple(database.values(slugs, (scheme,))) for name, scheme in _SCHEMES.items()}
    others = {name: tuple(database.values(sql)) for name, sql in _VALUES.items()}
    return Catalogue(MappingProxyType({**of_schemes, **others}))
