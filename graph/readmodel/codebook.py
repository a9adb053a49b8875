"""The codebook as tables of the read model, and the check that no text of it is a formula to a spreadsheet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from graph.codebook.reading import Codebook, Field
from graph.codebook.tabular import cell
from graph.errors import ReleaseError
from graph.readmodel.concepts import Row

_FORMULA = "('=', '+', '-', '@', char(9), char(13))"
"""The first characters that spreadsheets take for a formula (OWASP, CSV Injection)."""


def codebook_tables(codebook: Codebook) -> dict[str, list[Row]]:
    """The rows of ``codebook_tables`` and ``codebook``."""
    return {
        "codebook_tables": [
            (table.kind, table.name, table.description, next(iter(table.paths), None)) for table in codebook.tables
        ],
        "codebook": [
            (table.kind, table.name, position, *_members(field))
            for table in codebook.tables
            for position, field in enumerate(table.fields, 1)
        ],
    }


def show_examples(connection: sqlite3.Connection) -> None:
    """Let the example of a column of the file be its first value there."""
    for name, column in list(columns(connection)):
        sql = f'SELECT "{column}" FROM "{name}" WHERE "{column}" NOT IN (\'\', \'[]\') LIMIT 1'  # noqa: S608
        if found := connection.execute(sql).fetchone():
            where = "WHERE table_kind = 'sqlite' AND table_name = ? AND field = ?"
            connection.execute(f"UPDATE codebook SET example = ? {where}", (found[0], name, column))  # noqa: S608
    connection.commit()


def require_no_formula(connection: sqlite3.Connection) -> None:
    """Raise ReleaseError, naming the place, where a text begins with a character that makes it a formula.

    A character that stands alone computes nothing: the sign of a comparator may be ``=``.
    """
    for name, column in sorted(columns(connection), key=lambda place: place[0] == "codebook"):  # it quotes the others
        sql = (
            f'SELECT "{column}" FROM "{name}" WHERE typeof("{column}") = \'text\''  # noqa: S608 - names of the schema
            f' AND length("{column}") > 1 AND substr("{column}", 1, 1) IN {_FORMULA} LIMIT 1'
        )
        if found := connection.execute(sql).fetchone():
            raise ReleaseError(
                f"{name}.{column}: {found[0][:80]!r} begins like a formula of a spreadsheet.",
                remedy="Let the text begin with another character.",
            )


def columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The columns of every table and view, as pairs of names; an index of words is no table."""
    names = (
        "SELECT name FROM sqlite_schema t WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' AND NOT EXISTS"
        " (SELECT 1 FROM sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%'"
        " AND (t.name = v.name OR t.name GLOB v.name || '_*'))"
        " ORDER BY 1"
    )
    for (name,) in connection.execute(names).fetchall():
        yield from ((name, row[1]) for row in connection.execute(f'PRAGMA table_info("{name}")').fetchall())


def _members(field: Field) -> Row:
    return (
        field.name,
        field.description,
        field.empty_when,
        field.datatype,
        int(field.required),
        int(field.repeats),
        json.dumps(field.allowed, ensure_ascii=False),
        json.dumps(field.schemes),
        field.property,
        field.property_chinese,
        None if field.example is None else cell(field.example),
    )
