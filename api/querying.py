"""A list as SQL: what is selected, in which order, and the part of it that follows a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from api.conditions import Conditions, places
from api.db import Database, Row

Values = tuple[str | int | float | None, ...]
"""What the terms of an order are in one row."""
_NONE: Mapping[str, str] = MappingProxyType({})
_BESIDE = "~"


@dataclass(frozen=True, slots=True)
class Term:
    """An SQL expression to sort by. Rows that have no value come first, or last where it descends."""

    sql: str
    descending: bool = False

    @property
    def direction(self) -> str:
        return f"{self.sql} DESC" if self.descending else self.sql

    def follows(self, value: object) -> tuple[str, tuple[object, ...]]:
        """The condition that a row comes after those with this value."""
        if self.descending:
            return ("0", ()) if value is None else (f"({self.sql} < ? OR {self.sql} IS NULL)", (value,))
        return (f"{self.sql} IS NOT NULL", ()) if value is None else (f"{self.sql} > ?", (value,))


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list: so many rows, after as many others or after the row with these values of the order."""

    limit: int
    offset: int = 0
    after: Values | None = None
    sort: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What is read beside a part of a list: how many rows there are in all, and the order's values in the last."""

    total: int
    last: Values


@dataclass(frozen=True, slots=True)
class Selection:
    """A SELECT in its parts, the conditions apart from the columns so that rows can be counted.

    ``order`` tells any two rows apart. ``sorts`` are the expressions that a request may sort by, by their names.
    ``prepared`` names the list whose rows were made ready when the release was opened, and ``key`` is the expression
    that they are kept by; without it the columns are read for each request.
    """

    columns: str
    source: str
    order: str
    conditions: Conditions
    sorts: Mapping[str, str] = field(default_factory=lambda: _NONE)
    prepared: str = ""
    key: str = ""

    def count(self, database: Database) -> int:
        sql = f"SELECT COUNT(*) FROM {self.source} WHERE {self.conditions.sql}"  # noqa: S608
        return int(database.values(sql, self.conditions.parameters)[0])

    def rows(self, database: Database, limit: int = -1, offset: int = 0) -> list[Row]:
        """A part of the rows in their order; all of them without a limit."""
        where = f"{self.source} WHERE {self.conditions.sql} ORDER BY {self.order} LIMIT ? OFFSET ?"
        return database.rows(f"SELECT {self.columns} FROM {where}", [*self.conditions.parameters, limit, offset])  # noqa: S608

    def part(self, database: Database, part: Part) -> tuple[list[Row], Read]:
        """A part of the rows, and what was read beside them."""
        found, read = self._select(database, self.columns, part)
        return [dict(row) for row in found], read

    def keys(self, database: Database, part: Part) -> tuple[list[str | int], Read]:
        """The keys of the same part, and what was read beside them."""
        found, read = self._select(database, self.key, part)
        return [row[0] for row in found], read

    def orders(self, database: Database) -> list[Values]:
        """What the terms of the list's own order are in each row, in that order."""
        terms = ", ".join(term.sql for term in self.terms(()))
        sql = f"SELECT {terms} FROM {self.source} WHERE {self.conditions.sql} ORDER BY {self.order}"  # noqa: S608
        return [tuple(row) for row in database.sequences(sql, self.conditions.parameters)]

    def terms(self, sort: Sequence[Term]) -> tuple[Term, ...]:
        """What is sorted by: the terms that were asked for, then the list's own order."""
        return (*sort, *_terms(self.order))

    def _select(self, database: Database, columns: str, part: Part) -> tuple[list[sqlite3.Row], Read]:
        """The rows with the terms of the order and the total behind their columns, all in one statement."""
        terms, where, given = self.terms(part.sort), self.conditions.sql, self.conditions.parameters
        count = f'(SELECT COUNT(*) FROM {self.source} WHERE {where}) AS "{_BESIDE}"'  # noqa: S608
        named = "".join(f'{term.sql} AS "{_BESIDE}{number}", ' for number, term in enumerate(terms))
        parameters = [*given, *given]
        if part.after is not None:
            clause, values = _after(terms, part.after)
            where += f" AND {clause}"
            parameters += values
        order = ", ".join([term.direction for term in terms])
        sql = f"SELECT {columns}, {named}{count} FROM {self.source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        found = database.sequences(sql, [*parameters, part.limit, 0 if part.after is not None else part.offset])
        if not found:
            return [], Read(self.count(database), ())
        last = tuple(found[-1])
        return found, Read(last[-1], last[-1 - len(terms) : -1])


@cache
def _terms(order: str) -> tuple[Term, ...]:
    """The terms of an order, of which there is one a list."""
    return tuple(Term(each.removesuffix(" DESC"), each.endswith(" DESC")) for each in order.split(", "))


def _after(terms: Sequence[Term], values: Sequence[object]) -> tuple[str, list[object]]:
    """The condition that a row comes after the one with these values, as clause and parameters.

    Where every term ascends and has a value it is one comparison of rows, by which SQLite finds its place in an index.
    """
    if all(not term.descending and value is not None for term, value in zip(terms, values, strict=True)):
        return (f"({', '.join(term.sql for term in terms)}) > ({places(values)})", [*values])
    clauses: list[str] = []
    parameters: list[object] = []
    for number, (term, value) in enumerate(zip(terms, values, strict=True)):
        clause, given = term.follows(value)
        same = [f"{before.sql} IS ?" for before in terms[:number]]
        clauses.append(" AND ".join([*same, clause]))
        parameters += [*values[:number], *given]
    return (f"({' OR '.join(f'({clause})' for clause in clauses)})", parameters)
