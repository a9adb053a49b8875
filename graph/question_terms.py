"""What the parameters of ready questions may be given in a release, and the RDF term of each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from graph.questions import Question, Terms

_CODE = "'\"' || code || '\"'"
_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "chapters": f"SELECT DISTINCT code, {_CODE} FROM chapters ORDER BY plan, position",  # noqa: S608 (constants)
        "measures": f"SELECT DISTINCT code, {_CODE} FROM provisions WHERE kind = 'measure' ORDER BY plan, position",  # noqa: S608
        "criteria": "SELECT criterion, '<' || iri || '>' FROM audit_criteria ORDER BY criterion",
        "treaties": (
            "SELECT DISTINCT t.instrument, '<' || m.value || 'id/instrument/' || t.instrument || '>'"
            " FROM treaty_statuses t, meta m WHERE m.key = 'base' ORDER BY t.instrument"
        ),
        "mention-types": "SELECT DISTINCT type, '\"' || type || '\"' FROM mentions ORDER BY type",
    }
)
_CONCEPTS = "SELECT slug, '<' || iri || '>' FROM concepts WHERE scheme = ? ORDER BY slug"
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "chapters": "SELECT code AS value, code || ' ' || title AS label, '' AS label_zh FROM chapters",
        "measures": "SELECT code AS value, code || ' ' || heading AS label, '' AS label_zh FROM provisions",
        "criteria": "SELECT criterion AS value, label, label_zh FROM audit_criteria",
        "treaties": "SELECT slug AS value, label, label_zh FROM concepts WHERE scheme = 'instruments'",
    }
)
_CONCEPT_NAMES = "SELECT slug AS value, label, label_zh FROM concepts WHERE scheme = ?"
_COUNTS = MappingProxyType({str(number): str(number) for number in range(1, 51)})


class ReadModel(Protocol):
    """What a read model is asked through: rows by SQL."""

    def rows(self, sql: str, parameters: Sequence[object] = (), /) -> Sequence[Mapping[str, Any]]:
        """The rows of a SELECT, by column."""
        ...


def read_terms(database: ReadModel, question: Question) -> Terms:
    """For each sort of value that the question takes: the values that exist in the release, and their terms."""
    return {parameter.values: terms_of(database, parameter.values) for parameter in question.parameters}


def terms_of(database: ReadModel, sort: str) -> Mapping[str, str]:
    """The values of one sort: a scheme of concepts, or what stands in the plans, as SPARQL writes them."""
    if sort == "counts":
        return _COUNTS
    sql = _OTHERS.get(sort)
    rows = database.rows(sql) if sql else database.rows(_CONCEPTS, (sort,))
    return dict(tuple(row.values()) for row in rows)


def value_names(database: ReadModel, sort: str) -> Mapping[str, Mapping[str, Any]]:
    """What the values of one sort are called, by value; those of some sorts, such as counts, have no names."""
    sql = _NAMES.get(sort)
    rows = database.rows(sql) if sql else database.rows(_CONCEPT_NAMES, (sort,))
    return {row["value"]: row for row in rows}
