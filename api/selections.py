"""What each list selects from the read model: filters to SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.catalogue import Catalogue
from api.conditions import Conditions, Scope, qualified, speaks_of
from api.db import Database, Row
from api.models.filters import (
    CodebookFilters,
    CommitmentFilters,
    EntityFilters,
    LedgerCountFilters,
    LedgerFilters,
    MeasureFilters,
    MentionFilters,
    Paging,
    ProvisionFilters,
    TargetFilters,
)

# Filters whose values are names that must exist.
_CHECKED = (
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
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A SELECT in its parts, the conditions apart from the columns so that rows can be counted."""

    columns: str
    source: str
    order: str
    conditions: Conditions

    def count(self, database: Database) -> int:
        sql = f"SELECT COUNT(*) FROM {self.source} WHERE {self.conditions.sql}"  # noqa: S608
        return int(database.values(sql, self.conditions.parameters)[0])

    def rows(self, database: Database, limit: int = -1, offset: int = 0) -> list[Row]:
        """A part of the rows in their order; all of them without a limit."""
        sql = (
            f"SELECT {self.columns} FROM {self.source} WHERE {self.conditions.sql}"  # noqa: S608
            f" ORDER BY {self.order} LIMIT ? OFFSET ?"
        )
        return database.rows(sql, [*self.conditions.parameters, limit, offset])


def check_names(filters: Paging, catalogue: Catalogue) -> None:
    """Raise ApiError where a filter names something that does not exist."""
    for name in _CHECKED:
        catalogue.check(filters.CHECKED_AS.get(name, name), getattr(filters, name, ()), parameter=name)


def _list_of(entity: str, source: str) -> str:
    """SQL for a JSON array of distinct values in their order."""
    return f"(SELECT json_group_array(v) FROM (SELECT DISTINCT {entity} AS v FROM {source} ORDER BY v))"  # noqa: S608


def _count_of(source: str) -> str:
    return f"(SELECT COUNT(*) FROM {source})"  # noqa: S608


_IN_PROVISION = "x.plan = p.plan AND x.measure = p.code"
_AGENTS = "sentence_agents x JOIN sentences s ON s.plan = x.plan AND s.code = x.sentence"

MEASURE_COLUMNS = ", ".join(
    [
        'p.plan, p.code, p.iri, p.kind, p.type, p.chapter, p.section, p.heading, p.text, p."start", p."end"',
        _list_of('x."right"', "provision_rights x WHERE x.plan = p.plan AND x.provision = p.code") + " AS rights",
        *(
            _list_of("x.entity", f"mentions x WHERE {_IN_PROVISION} AND x.type = '{kind}'") + f" AS {name}"
            for kind, name in (("group", "groups"), ("instrument", "instruments"), ("body", "bodies"))
        ),
        _list_of("x.agent", f"{_AGENTS} WHERE x.plan = p.plan AND s.provision = p.code") + " AS agents",
        _list_of("x.action_type", f"acts x WHERE {_IN_PROVISION}") + " AS action_types",
        _count_of("sentences x WHERE x.plan = p.plan AND x.provision = p.code AND x.role = 'commitment'")
        + " AS commitment_count",
        _count_of(f"targets x WHERE {_IN_PROVISION} AND x.status = 'target'") + " AS target_count",
        _count_of(f"targets x WHERE {_IN_PROVISION} AND x.status = 'parameter'") + " AS parameter_count",
    ]
)
_IN_SENTENCE = 'x.plan = s.plan AND x."commitment" = s.code'
COMMITMENT_COLUMNS = ", ".join(
    [
        's.plan, s.provision AS measure, s.code, s.iri, p.chapter, p.section, s.text, s."start", s."end", s.modality',
        _list_of("x.agent", "sentence_agents x WHERE x.plan = s.plan AND x.sentence = s.code") + " AS agents",
        _list_of("x.action_type", f"acts x WHERE {_IN_SENTENCE}") + " AS action_types",
        _count_of(f"targets x WHERE {_IN_SENTENCE} AND x.status = 'target'") + " AS target_count",
        _count_of(f"targets x WHERE {_IN_SENTENCE} AND x.status = 'parameter'") + " AS parameter_count",
    ]
)
TARGET_COLUMNS = (
    't.plan, t.measure, t."commitment", t.indicator, t.indicator_label, t.comparator, t.kind, t.direction, t.value,'
    " t.unit, t.unit_label, t.denominator, t.per, t.deadline, t.deadline_stated, t.status, t.quote,"
    ' t."start", t."end", t.iri'
)
MENTION_COLUMNS = (
    'm.plan, m.measure, m."commitment", m.type, m.entity, m.label, m.qualifier, m.quote, m."start", m."end", m.method,'
    " m.iri"
)
LEDGER_COLUMNS = (
    'l.plan, l.measure, l."commitment", l.what, l.status, l."by", l.reason, l.reason_label, l.quote,'
    ' l."start", l."end", l.iri'
)
ENTITY_COLUMNS = ", ".join(
    [
        "e.slug, e.iri, e.label, e.label_zh, e.label_zh_status, e.definition, e.kind",
        _list_of("b.broader", "broader b WHERE b.scheme = e.scheme AND b.slug = e.slug") + " AS broader",
        "e.measure_count, e.commitment_count, e.target_count, e.mention_count",
    ]
)
_PLACED_SENTENCES = "sentences s JOIN provisions p ON p.plan = s.plan AND p.code = s.provision"
_PLACED_TARGETS = "targets t JOIN provisions p ON p.plan = t.plan AND p.code = t.measure"


def measures(filters: MeasureFilters) -> Selection:
    """Measures, or provisions of the kinds asked for."""
    conditions = Conditions()
    conditions.contains("p.text", filters.q)
    _in_places(conditions, filters, Scope("p.plan", "p.code"), filters.kind)
    return Selection(MEASURE_COLUMNS, "provisions p", "p.plan, p.position", conditions)


def commitments(filters: CommitmentFilters) -> Selection:
    """Commitments; what they speak of is asked of the sentence, their right also of its section."""
    conditions = Conditions()
    conditions.add("s.role = 'commitment'")
    conditions.contains("s.text", filters.q)
    if filters.agent:
        places = ", ".join("?" * len(filters.agent))
        source = f"sentence_agents x WHERE x.plan = s.plan AND x.sentence = s.code AND x.agent IN ({places})"
        conditions.add(f"EXISTS (SELECT 1 FROM {source})", *filters.agent)  # noqa: S608
    _in_places(conditions, filters, Scope("s.plan", "s.provision", "s.code"), filters.kind)
    return Selection(COMMITMENT_COLUMNS, _PLACED_SENTENCES, "s.plan, s.position", conditions)


def targets(filters: TargetFilters) -> Selection:
    """Targets and parameters; right and group are asked of the measure that they stand in."""
    conditions = Conditions()
    for column in ("plan", "measure", "indicator", "unit", "comparator", "kind", "status"):
        conditions.any_of(f"t.{column}", getattr(filters, column))
    conditions.any_of("p.chapter", filters.chapter)
    conditions.any_of("p.section", filters.section)
    if filters.indicator_type:
        places = ", ".join("?" * len(filters.indicator_type))
        typed = f"SELECT indicator FROM indicator_types WHERE type IN ({places})"  # noqa: S608
        conditions.add(f"t.indicator IN ({typed})", *filters.indicator_type)
    scope = Scope("t.plan", "t.measure")
    speaks_of(conditions, scope, "rights", filters.right)
    speaks_of(conditions, scope, "groups", filters.group)
    if filters.min is not None:
        conditions.add("t.value >= ?", filters.min)
    if filters.max is not None:
        conditions.add("t.value <= ?", filters.max)
    return Selection(TARGET_COLUMNS, _PLACED_TARGETS, "t.id", conditions)


def mentions(filters: MentionFilters) -> Selection:
    """Mentions, each filter taken exactly; those of agents, other numbers, acts and means only where asked for."""
    conditions = Conditions()
    for column in ("plan", "measure", "commitment", "type", "entity", "label", "qualifier", "quote", "method"):
        conditions.any_of(f'm."{column}"', getattr(filters, column))
    conditions.any_of('m."start"', filters.start)
    conditions.any_of('m."end"', filters.end)
    if not filters.type:
        conditions.add("m.type NOT IN ('action', 'agent', 'means', 'number')")
    return Selection(MENTION_COLUMNS, "mentions m", "m.id", conditions)


def ledger(filters: LedgerFilters) -> Selection:
    """Entries of the ledger."""
    conditions = Conditions()
    for column in ("plan", "measure", "commitment", "what", "status", "reason"):
        conditions.any_of(f'l."{column}"', getattr(filters, column))
    return Selection(LEDGER_COLUMNS, "ledger l", "l.id", conditions)


def ledger_counts(filters: LedgerCountFilters) -> Selection:
    """How many entries the ledger has of each sort, status and reason."""
    conditions = Conditions()
    for column in ("plan", "what", "status", "reason"):
        conditions.any_of(column, getattr(filters, column))
    return Selection("*", "ledger_counts", "plan, what, status DESC, reason", conditions)


def entities(scheme: str, filters: EntityFilters) -> Selection:
    """The concepts of a scheme, with counts over everything that is narrower."""
    conditions = Conditions()
    conditions.add("e.scheme = ?", scheme)
    if filters.q:
        conditions.add(
            "EXISTS (SELECT 1 FROM labels l WHERE l.scheme = e.scheme AND l.slug = e.slug"
            " AND l.kind IN ('preferred', 'alternative') AND instr(lower(l.label), lower(?)) > 0)",
            filters.q,
        )
    conditions.any_of("e.kind", filters.kind)
    if filters.mentioned is not None:
        negation = "" if filters.mentioned else "NOT "
        source = "concept_sentences c WHERE c.scheme = e.scheme AND c.slug = e.slug"
        conditions.add(f"{negation}EXISTS (SELECT 1 FROM {source})")  # noqa: S608
    if filters.broader:
        places = ", ".join("?" * len(filters.broader))
        source = f"ancestors a WHERE a.scheme = e.scheme AND a.slug = e.slug AND a.ancestor IN ({places})"
        conditions.add(f"EXISTS (SELECT 1 FROM {source} AND a.ancestor <> e.slug)", *filters.broader)  # noqa: S608
    return Selection(ENTITY_COLUMNS, "concepts e", "e.slug", conditions)


def _in_places(conditions: Conditions, filters: ProvisionFilters, scope: Scope, kinds: Sequence[str]) -> None:
    """The filters that measures and commitments share."""
    conditions.any_of("p.plan", filters.plan)
    conditions.any_of("p.chapter", filters.chapter)
    conditions.any_of("p.section", filters.section)
    conditions.any_of("p.kind", kinds)
    for scheme, slugs in (("rights", filters.right), ("groups", filters.group)):
        speaks_of(conditions, scope, scheme, slugs)
    qualified(
        conditions,
        scope,
        types=("instrument",),
        scheme="instruments",
        slugs=filters.instrument,
        qualifiers=filters.action,
    )
    qualified(conditions, scope, types=("body", "agent"), scheme="bodies", slugs=filters.body, qualifiers=filters.role)
    if filters.instrument_kind:
        tie = scope.matches("m", "measure", '"commitment"')
        source = "mentions m JOIN concepts e ON e.scheme = 'instruments' AND e.slug = m.entity"
        places = ", ".join("?" * len(filters.instrument_kind))
        conditions.add(
            f"EXISTS (SELECT 1 FROM {source} WHERE m.type = 'instrument' AND {tie} AND e.kind IN ({places}))",  # noqa: S608
            *filters.instrument_kind,
        )
    if filters.modality:
        tie = scope.matches("x", "provision", "code")
        places = ", ".join("?" * len(filters.modality))
        conditions.add(
            f"EXISTS (SELECT 1 FROM sentences x WHERE {tie} AND x.role = 'commitment' AND x.modality IN ({places}))",  # noqa: S608
            *filters.modality,
        )
    if filters.action_type:
        places = ", ".join("?" * len(filters.action_type))
        tie = scope.matches("x", "measure", '"commitment"')
        conditions.add(
            f"EXISTS (SELECT 1 FROM acts x WHERE {tie} AND x.action_type IN ({places}))",  # noqa: S608
            *filters.action_type,
        )
    if filters.has_target is not None:
        tie = scope.matches("t", "measure", '"commitment"')
        negation = "" if filters.has_target else "NOT "
        conditions.add(f"{negation}EXISTS (SELECT 1 FROM targets t WHERE t.status = 'target' AND {tie})")  # noqa: S608


def codebook(filters: CodebookFilters) -> Selection:
    """Fields of the codebook."""
    conditions = Conditions()
    for column, values in (("table_name", filters.table), ("table_kind", filters.kind), ("field", filters.field)):
        conditions.any_of(column, values)
    return Selection("*", "codebook", "table_kind, table_name, field_position", conditions)


def plans() -> Selection:
    """All plans."""
    return Selection("*", "plan_counts", "plan", Conditions())
