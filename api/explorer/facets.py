"""What the board of targets can be narrowed by, each choice with how many it would leave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.db import Database, Row
from api.models.filters import TargetFilters
from api.selections import targets

# The scheme that names the values; deadline and status have words of their own.
_SCHEMES = {"unit": "units", "kind": "target-kinds", "direction": "directions"}
_SPOKEN = {"right": "rights", "group": "groups"}
FACETS = ("right", "group", "unit", "kind", "direction", "deadline", "status")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with its names, if it is a concept, and how many it leaves beside the other filters."""

    value: str
    names: Row | None
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter and its choices; several values of one filter mean or."""

    name: str
    choices: Sequence[Choice]

    @property
    def several(self) -> bool:
        """Whether more than one is chosen."""
        return sum(choice.chosen for choice in self.choices) > 1


def facets_of(database: Database, filters: TargetFilters) -> Sequence[Facet]:
    """Every facet. What is chosen of a facet does not narrow that facet itself."""
    return [_facet(database, filters, name) for name in FACETS]


def concept_names(database: Database, scheme: str) -> Mapping[str, Row]:
    """The names of a scheme's concepts, by slug."""
    return database.lasting(_names, scheme)


def _names(database: Database, scheme: str) -> Mapping[str, Row]:
    rows = database.rows("SELECT slug, label, label_zh FROM concepts WHERE scheme = ? ORDER BY slug", (scheme,))
    return {row["slug"]: row for row in rows}


def _facet(database: Database, filters: TargetFilters, name: str) -> Facet:
    others = filters.model_copy(update={name: []})
    counts = _counted(database, others, name)
    chosen = [str(value) for value in getattr(filters, name)]
    scheme = _SCHEMES.get(name) or _SPOKEN.get(name)
    names = concept_names(database, scheme) if scheme else {}
    values = sorted({*counts, *chosen}, key=lambda value: (-counts.get(value, 0), value))
    return Facet(name, [Choice(v, names.get(v), counts.get(v, 0), v in chosen) for v in values])


def _counted(database: Database, filters: TargetFilters, name: str) -> Mapping[str, int]:
    """How many of the chosen targets there are by each value."""
    selection = targets(filters)
    chosen = f"FROM {selection.source} WHERE {selection.conditions.sql}"
    if name in _SPOKEN:
        rows = database.rows(f"SELECT t.plan, t.measure {chosen}", selection.conditions.parameters)
        return _spoken(database, _SPOKEN[name], Counter((row["plan"], row["measure"]) for row in rows))
    sql = f"SELECT t.{name} AS value, COUNT(*) AS count {chosen} AND t.{name} IS NOT NULL GROUP BY t.{name}"
    return {str(row["value"]): row["count"] for row in database.rows(sql, selection.conditions.parameters)}


def _spoken(database: Database, scheme: str, measures: Mapping[tuple[str, str], int]) -> Mapping[str, int]:
    """The targets of the measures that speak of each concept, or of a narrower one."""
    held = database.lasting(_speaking, scheme)
    counts = {slug: sum(measures[place] for place in places if place in measures) for slug, places in held.items()}
    return {slug: count for slug, count in counts.items() if count}


def _speaking(database: Database, scheme: str) -> Mapping[str, set[tuple[str, str]]]:
    """The provisions that speak of each concept of a scheme."""
    wider: dict[str, list[str]] = defaultdict(list)
    for row in database.rows("SELECT slug, ancestor FROM ancestors WHERE scheme = ?", (scheme,)):
        wider[row["slug"]].append(row["ancestor"])
    sql = "SELECT DISTINCT slug, plan, provision FROM concept_sentences WHERE scheme = ?"
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in database.rows(sql, (scheme,)):
        for ancestor in wider[row["slug"]]:
            held[ancestor].add((row["plan"], row["provision"]))
    return held
