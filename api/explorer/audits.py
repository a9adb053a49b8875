"""What the pages of the audit show: each criterion with its denominator, by chapter or right, and its findings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from api.audit import audit_findings, audit_tallies
from api.db import Database, Row
from api.models.filters import AuditFindingFilters, AuditTallyFilters

By = Literal["chapter", "right"]
_COUNTS = "t.criterion, t.code, t.findings AS count, t.population, t.share"


@dataclass(frozen=True, slots=True)
class Grid:
    """How many things meet each criterion in each part of the plan; a cell is missing where a part has none to count.

    ``parts`` are chapters or rights, each with its code and names; ``tallies`` are by criterion, then by code.
    """

    parts: Sequence[Row]
    tallies: Mapping[str, Mapping[str, Row]]


@dataclass(frozen=True, slots=True)
class Findings:
    """A run of the things that meet a criterion, and how many there are in all."""

    rows: Sequence[Row]
    total: int


def criteria_of(database: Database, plan: str) -> Sequence[Row]:
    """Every criterion with its count in a plan, those of most weight first, and then by the share that meets them."""
    rows = _tallies(database, AuditTallyFilters(plan=[plan], scope=["plan"]))
    return sorted(rows, key=lambda row: (row["severity"] != "Warning", -row["share"], row["criterion"]))


def criterion_of(database: Database, plan: str, criterion: str) -> Row:
    """A criterion with its count in a plan, and the query that it asks."""
    row = _tallies(database, AuditTallyFilters(plan=[plan], scope=["plan"], criterion=[criterion]))[0]
    query = database.values("SELECT query FROM audit_criteria WHERE criterion = ?", (criterion,))[0]
    return {**row, "query": query}


def grid_of(database: Database, plan: str, by: By, criterion: str | None = None) -> Grid:
    """The counts of every criterion, or of one, in each chapter or under each right."""
    filters = AuditTallyFilters(plan=[plan], scope=[by], criterion=[criterion] if criterion else [])
    tallies: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in replace(audit_tallies(filters), columns=_COUNTS).rows(database):
        tallies[row["criterion"]][row["code"]] = row
    counted = {code for found in tallies.values() for code in found}
    return Grid([part for part in _parts(database, plan, by) if part["code"] in counted], tallies)


def findings_of(
    database: Database, criterion: str, filters: AuditFindingFilters, *, limit: int, offset: int
) -> Findings:
    """What meets a criterion, in the order of the text."""
    selection = audit_findings(criterion, filters)
    rows = selection.rows(database, limit, offset)
    return Findings([{**row, "rights": json.loads(row["rights"])} for row in rows], selection.count(database))


def _tallies(database: Database, filters: AuditTallyFilters) -> Sequence[Row]:
    rows = audit_tallies(filters).rows(database)
    return [{**row, "sources": json.loads(row["sources"])} for row in rows]


def _parts(database: Database, plan: str, by: By) -> Sequence[Row]:
    """The chapters in their order, or the rights by name."""
    if by == "chapter":
        sql = "SELECT code, numeral, title FROM chapter_counts WHERE plan = ? ORDER BY position"
        return database.rows(sql, (plan,))
    sql = "SELECT slug AS code, label, label_zh FROM concepts WHERE scheme = 'rights' ORDER BY label"
    return database.rows(sql)
