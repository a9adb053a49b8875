"""What each list selects from the read model: filters to SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from api.conditions import Conditions, Scope, qualified, speaks_of
from api.models.filters import (
    CodebookFilters,
    CommitmentFilters,
    ConceptFilters,
    EntityFilters,
    LedgerCountFilters,
    LedgerFilters,
    MeasureFilters,
    MentionFilters,
    ProvisionFilters,
    TargetFilters,
)
from api.querying import Selection


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
        "e.slug, e.iri, e.label, e.label_zh, e.label_zh_status, e.definition, e.definition_zh, e.kind",
        _list_of("b.broader", "broader b WHERE b.scheme = e.scheme AND b.slug = e.slug") + " AS broader",
        "e.measure_count, e.commitment_count, e.target_count, e.mention_count",
    ]
)


def _named(**columns: str) -> Mapping[str, str]:
    return MappingProxyType(columns)


def _own(table: str, *columns: str) -> Mapping[str, str]:
    """Columns of a table by their names."""
    return MappingProxyType({name: f'{table}."{name}"' for name in columns})


_COUNT_NAMES = ("measure_count", "commitment_count", "target_count", "mention_count")
_TARGETS_OF_SENTENCE = _count_of(f"targets x WHERE {_IN_SENTENCE} AND x.status = 'target'")
MEASURE_SORTS = _named(
    code="p.position",
    heading="p.heading",
    commitment_count=_count_of("sentences x WHERE x.plan = p.plan AND x.provision = p.code AND x.role = 'commitment'"),
    target_count=_count_of(f"targets x WHERE {_IN_PROVISION} AND x.status = 'target'"),
)
COMMITMENT_SORTS = _named(code="s.position", modality="s.modality", target_count=_TARGETS_OF_SENTENCE)
TARGET_SORTS = _own("t", "start", "indicator_label", "value", "unit", "deadline", "kind", "status")
MENTION_SORTS = _own("m", "start", "type", "entity", "label", "qualifier", "method")
LEDGER_COUNT_SORTS = _named(what="what", status="status", reason="reason", count="count")
CODEBOOK_SORTS = _named(table_name="table_name", field="field")
PLAN_SORTS = _named(plan="plan", title="title")
LEDGER_SORTS = _own("l", "start", "what", "status", "reason")
ENTITY_SORTS = _own("e", "slug", "label", "label_zh", "kind", *_COUNT_NAMES)
_PLACED_SENTENCES = "sentences s JOIN provisions p ON p.plan = s.plan AND p.code = s.provision"
_PLACED_TARGETS = "targets t JOIN provisions p ON p.plan = t.plan AND p.code = t.measure"


def measures(filters: MeasureFilters) -> Selection:
    """Measures, or provisions of the kinds asked for."""
    conditions = Conditions()
    conditions.contains("p.text", filters.q)
    _in_places(conditions, filters, Scope("p.plan", "p.code"), filters.kind)
    return Selection(
        MEASURE_COLUMNS, "provisions p", "p.plan, p.position", conditions, MEASURE_SORTS, "measures", "p.iri"
    )


def commitments(filters: CommitmentFilters) -> Selection:
    """Commitments; what they speak of is asked of the sentence, their right also of its section."""
    conditions = Conditions()
    conditions.add("s.role = 'commitment'")
    conditions.contains("s.text", filters.q)
    conditions.any_of("s.provision", filters.measure)
    scope = Scope("s.plan", "s.provision", "s.code")
    if filters.agent:
        source = "sentence_agents x WHERE x.agent IN ({})"
        conditions.add_for_any(scope.among("x", "", "sentence", source), filters.agent)
    _in_places(conditions, filters, scope, filters.kind)
    order = "s.plan, s.position"
    return Selection(COMMITMENT_COLUMNS, _PLACED_SENTENCES, order, conditions, COMMITMENT_SORTS, "commitments", "s.iri")


def targets(filters: TargetFilters) -> Selection:
    """Targets and parameters; right and group are asked of the measure that they stand in."""
    conditions = Conditions()
    for column in ("plan", "measure", "commitment", "indicator", "unit", "comparator", "kind", "direction", "status"):
        conditions.any_of(f't."{column}"', getattr(filters, column))
    conditions.any_of("t.deadline", filters.deadline)
    if filters.deadline_stated is not None:
        conditions.add("t.deadline_stated = ?", int(filters.deadline_stated))
    conditions.any_of("p.chapter", filters.chapter)
    conditions.any_of("p.section", filters.section)
    typed = "SELECT indicator FROM indicator_types WHERE type IN ({})"
    conditions.add_for_any(f"t.indicator IN ({typed})", filters.indicator_type)
    scope = Scope("t.plan", "t.measure")
    speaks_of(conditions, scope, "rights", filters.right)
    speaks_of(conditions, scope, "groups", filters.group)
    if filters.min is not None:
        conditions.add("t.value >= ?", filters.min)
    if filters.max is not None:
        conditions.add("t.value <= ?", filters.max)
    return Selection(TARGET_COLUMNS, _PLACED_TARGETS, "t.id", conditions, TARGET_SORTS, "targets", "t.id")


def mentions(filters: MentionFilters) -> Selection:
    """Mentions, each filter taken exactly; those of agents, other numbers, acts and means only where asked for."""
    conditions = Conditions()
    for column in ("plan", "measure", "commitment", "type", "entity", "label", "qualifier", "quote", "method"):
        conditions.any_of(f'm."{column}"', getattr(filters, column))
    conditions.any_of('m."start"', filters.start)
    conditions.any_of('m."end"', filters.end)
    if not filters.type:
        conditions.add("m.type NOT IN ('action', 'agent', 'means', 'number')")
    return Selection(MENTION_COLUMNS, "mentions m", "m.id", conditions, MENTION_SORTS, "mentions", "m.id")


def ledger(filters: LedgerFilters) -> Selection:
    """Entries of the ledger."""
    conditions = Conditions()
    for column in ("plan", "measure", "commitment", "what", "status", "reason"):
        conditions.any_of(f'l."{column}"', getattr(filters, column))
    return Selection(LEDGER_COLUMNS, "ledger l", "l.id", conditions, LEDGER_SORTS)


def ledger_counts(filters: LedgerCountFilters) -> Selection:
    """How many entries the ledger has of each sort, status and reason."""
    conditions = Conditions()
    for column in ("plan", "what", "status", "reason"):
        conditions.any_of(column, getattr(filters, column))
    return Selection("*", "ledger_counts", "plan, what, status DESC, reason", conditions, LEDGER_COUNT_SORTS)


def entities(scheme: str, filters: ConceptFilters) -> Selection:
    """The concepts of a scheme, with counts over everything that is narrower."""
    conditions = Conditions()
    conditions.add("e.scheme = ?", scheme)
    if filters.q:
        conditions.add(
            "EXISTS (SELECT 1 FROM labels l WHERE l.scheme = e.scheme AND l.slug = e.slug"
            " AND l.kind IN ('preferred', 'alternative') AND instr(lower(l.label), lower(?)) > 0)",
            filters.q,
        )
    if filters.mentioned is not None:
        negation = "" if filters.mentioned else "NOT "
        source = "concept_sentences c WHERE c.scheme = e.scheme AND c.slug = e.slug"
        conditions.add(f"{negation}EXISTS (SELECT 1 FROM {source})")  # noqa: S608
    if isinstance(filters, EntityFilters):
        _in_hierarchy(conditions, filters)
    return Selection(ENTITY_COLUMNS, "concepts e", "e.slug", conditions, ENTITY_SORTS, scheme, "e.iri")


def _in_hierarchy(conditions: Conditions, filters: EntityFilters) -> None:
    """The filters of schemes that have kinds and a hierarchy."""
    conditions.any_of("e.kind", filters.kind)
    source = "ancestors a WHERE a.scheme = e.scheme AND a.slug = e.slug AND a.ancestor IN ({})"
    conditions.add_for_any(f"EXISTS (SELECT 1 FROM {source} AND a.ancestor <> e.slug)", filters.broader)  # noqa: S608


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
        source = (
            "mentions m JOIN concepts e ON e.scheme = 'instruments' AND e.slug = m.entity"
            " WHERE m.type = 'instrument' AND e.kind IN ({})"
        )
        conditions.add_for_any(scope.among("m", "measure", '"commitment"', source), filters.instrument_kind)
    if filters.modality:
        source = "sentences x WHERE x.role = 'commitment' AND x.modality IN ({})"
        conditions.add_for_any(scope.among("x", "provision", "code", source), filters.modality)
    if filters.action_type:
        source = "acts x WHERE x.action_type IN ({})"
        conditions.add_for_any(scope.among("x", "measure", '"commitment"', source), filters.action_type)
    if filters.has_target is not None:
        negation = "" if filters.has_target else "NOT "
        source = "targets t WHERE t.status = 'target'"
        conditions.add(negation + scope.among("t", "measure", '"commitment"', source))
    if filters.indicator_type:
        source = (
            "targets t JOIN indicator_types i ON i.indicator = t.indicator WHERE t.status = 'target' AND i.type IN ({})"
        )
        conditions.add_for_any(scope.among("t", "measure", '"commitment"', source), filters.indicator_type)


def codebook(filters: CodebookFilters) -> Selection:
    """Fields of the codebook."""
    conditions = Conditions()
    for column, values in (("table_name", filters.table), ("table_kind", filters.kind), ("field", filters.field)):
        conditions.any_of(column, values)
    return Selection("*", "codebook", "table_kind, table_name, field_position", conditions, CODEBOOK_SORTS)


def plans() -> Selection:
    """All plans."""
    return Selection("*", "plan_counts", "plan", Conditions(), PLAN_SORTS)
