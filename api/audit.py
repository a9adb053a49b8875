"""What the lists of the audit select from the read model."""

from __future__ import annotations

from types import MappingProxyType

from api.conditions import Conditions
from api.models.filters import AuditFindingFilters, AuditTallyFilters
from api.querying import Selection

TALLY_COLUMNS = (
    "t.plan, t.criterion, c.label, c.label_zh, c.severity, t.scope, t.code, t.name, t.findings AS count, t.population,"
    " c.counts, t.share, t.unverified, c.message, c.definition, c.scope_note, c.sources, t.iri"
)
FINDING_COLUMNS = (
    "f.plan, f.criterion, f.severity, f.chapter, f.section, f.measure, f.subject, f.object, f.rights, f.heading,"
    ' f.quote, f."start", f."end", f.message, f.unverified, f.iri'
)
_SORTS = MappingProxyType(
    {
        "criterion": "t.criterion",
        "code": "t.code",
        "count": "t.findings",
        "population": "t.population",
        "share": "t.share",
    }
)
_FINDING_SORTS = MappingProxyType({"start": 'f."start"', "measure": "f.measure"})


def audit_tallies(filters: AuditTallyFilters) -> Selection:
    """The criteria with their counts."""
    conditions = Conditions()
    for column in ("plan", "criterion", "scope", "code"):
        conditions.any_of(f"t.{column}", getattr(filters, column))
    conditions.any_of("c.severity", filters.severity)
    source = "audit_tallies t JOIN audit_criteria c ON c.criterion = t.criterion"
    return Selection(TALLY_COLUMNS, source, "t.id", conditions, _SORTS)


def audit_findings(criterion: str, filters: AuditFindingFilters) -> Selection:
    """What meets one criterion."""
    conditions = Conditions()
    conditions.add("f.criterion = ?", criterion)
    for column in ("plan", "chapter", "section", "measure", "severity"):
        conditions.any_of(f"f.{column}", getattr(filters, column))
    if filters.right:
        places = ", ".join("?" * len(filters.right))
        conditions.add(f"EXISTS (SELECT 1 FROM json_each(f.rights) r WHERE r.value IN ({places}))", *filters.right)  # noqa: S608
    if filters.unverified is not None:
        conditions.add("f.unverified = ?", int(filters.unverified))
    return Selection(FINDING_COLUMNS, "audit_findings f", "f.id", conditions, _FINDING_SORTS)
