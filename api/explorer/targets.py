"""The board of targets: each on a number line of its own sort, with its words and what it leaves unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from api.db import Database, Row
from api.explorer.facets import Facet, concept_names, facets_of
from api.explorer.number_lines import Axis, Mark, Value, axis_of, mark_of
from api.explorer.quotes import Quoted, quoted, reading_place
from api.models.filters import TargetFilters
from api.selections import TARGET_COLUMNS, targets

Grouping = Literal["right", "unit"]
Sort = tuple[str, str, str | None, str]
"""What values must have in common to share an axis: unit, kind, what they hold per, and target or parameter."""

Place = tuple[object, ...]

_COLUMNS = (
    f"t.id, {TARGET_COLUMNS}, p.chapter, p.section, s.text, s.start AS sentence_start, l.language,"
    ' h."right", i.label AS indicator_name, i.label_zh AS indicator_name_zh'
)
_AROUND = (
    " JOIN plans l ON l.plan = t.plan"
    ' JOIN sentences s ON s.plan = t.plan AND s.code = t."commitment"'
    " LEFT JOIN sections h ON h.plan = p.plan AND h.code = p.section"
    " LEFT JOIN concepts i ON i.scheme = 'indicators' AND i.slug = t.indicator"
)
_CRITERIA = {
    "baseline": "target-without-baseline",
    "deadline": "target-without-stated-deadline",
    "body": "measure-without-responsible-body",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """A target or parameter with its sentence, its mark, and what is not stated of it."""

    row: Row
    indicator: Row
    quote: Quoted
    place: str
    mark: Mark
    unstated: Sequence[str]


@dataclass(frozen=True, slots=True)
class Line:
    """Promises of one sort on one axis."""

    sort: Sort
    unit: Row
    kind: Row
    axis: Axis
    promises: Sequence[Promise]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a right, or of a unit; without a name, those that stand under no right."""

    slug: str
    names: Row | None
    lines: Sequence[Line]

    @property
    def size(self) -> int:
        """How many promises it holds."""
        return sum(len(line.promises) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Unstated:
    """How many of the chosen targets do not state something; ``criterion`` is that of the audit, if any."""

    what: str
    count: int
    of: int
    criterion: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page shows."""

    groups: Sequence[Group]
    promises: Sequence[Promise]
    unstated: Sequence[Unstated]
    facets: Sequence[Facet]

    def count(self, status: str) -> int:
        """How many targets, or parameters, are shown."""
        return sum(promise.row["status"] == status for promise in self.promises)


def board(database: Database, filters: TargetFilters, by: Grouping) -> Board:
    """The board for these filters."""
    units, kinds = concept_names(database, "units"), concept_names(database, "target-kinds")
    axes = database.lasting(_axes)
    selection = targets(filters)
    rows = replace(selection, columns=_COLUMNS, source=selection.source + _AROUND).rows(database)
    found = database.lasting(_found)
    promises = [_promise(row, axes[_sort(row)], found) for row in rows]
    groups = _by_unit(promises, units) if by == "unit" else _by_right(promises, concept_names(database, "rights"))
    return Board(
        groups=[
            Group(slug, names, [_line(sort, several, axes, units, kinds) for sort, several in _sorted(group, by)])
            for slug, names, group in groups
        ],
        promises=promises,
        unstated=_unstated(database, promises),
        facets=facets_of(database, filters),
    )


def _sort(row: Row) -> Sort:
    return row["unit"], row["kind"], row["per"], row["status"]


def _value(row: Row) -> Value:
    return Value(float(row["value"]), row["kind"], row["comparator"], row["direction"])


def _axes(database: Database) -> Mapping[Sort, Axis]:
    """An axis for each sort, over all that there are, so that filters move no mark."""
    found: dict[Sort, list[Value]] = defaultdict(list)
    for row in database.rows("SELECT unit, kind, per, status, value, comparator, direction FROM targets ORDER BY id"):
        found[_sort(row)].append(_value(row))
    return {sort: axis_of(values, share=sort[0] == "percent" and sort[1] == "level") for sort, values in found.items()}


def _found(database: Database) -> Mapping[str, set[Place]]:
    """Where the audit found a baseline or a body missing; a body is looked for in the whole measure."""
    sql = 'SELECT plan, measure, "start", "end" FROM audit_findings WHERE criterion = ?'
    places = {what: database.rows(sql, (criterion,)) for what, criterion in _CRITERIA.items()}
    return {
        "baseline": {(row["plan"], row["measure"], row["start"], row["end"]) for row in places["baseline"]},
        "body": {(row["plan"], row["measure"]) for row in places["body"]},
    }


def _promise(row: Row, axis: Axis, found: Mapping[str, set[Place]]) -> Promise:
    unstated = []
    if row["status"] == "target":
        measure = (row["plan"], row["measure"])
        missing = {
            "baseline": (*measure, row["start"], row["end"]) in found["baseline"],
            "deadline": not row["deadline_stated"],
            "body": measure in found["body"],
        }
        unstated = [what for what in missing if missing[what]]
    return Promise(
        row=row,
        indicator={"label": row["indicator_name"] or row["indicator_label"], "label_zh": row["indicator_name_zh"]},
        quote=quoted(row["text"], row["quote"], row["start"] - row["sentence_start"]),
        place=reading_place(row["plan"], row["chapter"], row["section"], row["commitment"]),
        mark=mark_of(_value(row), axis),
        unstated=unstated,
    )


def _line(
    sort: Sort,
    promises: Sequence[Promise],
    axes: Mapping[Sort, Axis],
    units: Mapping[str, Row],
    kinds: Mapping[str, Row],
) -> Line:
    first = promises[0].row
    unit = units.get(first["unit"], {"label": first["unit_label"]})
    return Line(sort, unit, kinds.get(first["kind"], {"label": first["kind"]}), axes[sort], promises)


def _sorted(promises: Sequence[Promise], by: Grouping) -> Sequence[tuple[Sort, Sequence[Promise]]]:
    """The promises of a group by their sort, targets before parameters; by unit, the greatest value first."""
    found: dict[Sort, list[Promise]] = defaultdict(list)
    for promise in promises:
        found[_sort(promise.row)].append(promise)
    if by == "unit":
        found = {s: sorted(several, key=lambda p: (-_value(p.row).signed, p.row["id"])) for s, several in found.items()}
    return sorted(found.items(), key=lambda item: (item[0][3] != "target", -len(item[1]), item[1][0].row["id"]))


def _by_right(
    promises: Sequence[Promise], rights: Mapping[str, Row]
) -> Sequence[tuple[str, Row | None, list[Promise]]]:
    """By the right that the section is about, in the order of the text."""
    found: dict[str, list[Promise]] = defaultdict(list)
    for promise in promises:
        found[promise.row["right"] or ""].append(promise)
    return [(slug or "none", rights.get(slug), several) for slug, several in found.items()]


def _by_unit(promises: Sequence[Promise], units: Mapping[str, Row]) -> Sequence[tuple[str, Row | None, list[Promise]]]:
    """By unit, the most used first."""
    found: dict[str, list[Promise]] = defaultdict(list)
    for promise in promises:
        found[promise.row["unit"]].append(promise)
    return [(u, units.get(u), found[u]) for u in sorted(found, key=lambda unit: (-len(found[unit]), unit))]


def _unstated(database: Database, promises: Sequence[Promise]) -> Sequence[Unstated]:
    """What the chosen targets do not state; what no criterion of the audit has looked for is left out."""
    looked_for = database.lasting(_criteria)
    chosen = [promise for promise in promises if promise.row["status"] == "target"]
    return [
        Unstated(
            what,
            sum(what in promise.unstated for promise in chosen),
            len(chosen),
            criterion if criterion in looked_for else None,
        )
        for what, criterion in _CRITERIA.items()
        if what == "deadline" or criterion in looked_for
    ]


def _criteria(database: Database) -> frozenset[str]:
    return frozenset(database.values("SELECT criterion FROM audit_criteria"))
