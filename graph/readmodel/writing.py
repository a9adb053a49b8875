"""The read model: one SQLite file, filled at build time, that lists and pages are answered from.

It is a dump of its own, which Datasette or pandas open as it is. Rows go in sorted order and the
file holds no clock, so that the same plans make the same file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ReleaseError
from graph.model import Document
from graph.names import Names
from graph.readmodel.codebook import require_no_formula, show_examples
from graph.readmodel.concepts import Row, concept_tables
from graph.readmodel.plans import PlanContent, plan_tables
from graph.readmodel.search import write_search
from graph.vocabulary import Vocabulary

_SCHEMA = ("tree.sql", "crosswalk.sql", "links.sql", "networks.sql", "audit.sql", "codebook.sql", "search.sql")


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """What the read model says of the release it belongs to; ``sha256`` is that of its N-Quads."""

    version: str
    sha256: str
    quads: int


def write_read_model(
    path: Path,
    inputs: Sequence[PlanContent],
    vocabulary: Vocabulary,
    release: ReleaseInfo,
    names: Names | None = None,
    *,
    more: Mapping[str, Iterable[Row]] | None = None,
) -> None:
    """Write the SQLite file at ``path``, which must not exist yet; ``more`` are the tables that other steps fill.

    Raises ReleaseError where it exists or cannot be written, VocabularyError where a fact names a
    concept that the vocabulary lacks.
    """
    if path.exists():
        raise ReleaseError(f"{path}: there is a file already.", remedy="Build into a new folder.")
    names = names or Names()
    tables: Mapping[str, Iterable[Row]] = {
        "meta": _meta(release, names),
        **concept_tables(vocabulary),
        **plan_tables(inputs, vocabulary, names),
        **(more or {}),
    }
    try:
        with closing(sqlite3.connect(path)) as connection:
            _write(connection, tables, [(content.plan.id, content.document) for content in inputs])
    except sqlite3.Error as error:
        raise ReleaseError(f"{path}: cannot be written: {error}.", remedy="Check the folder and its space.") from error


def _write(
    connection: sqlite3.Connection,
    tables: Mapping[str, Iterable[Row]],
    plans: Iterable[tuple[str, Document]],
) -> None:
    connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + "".join(map(_script, _SCHEMA)))
    for table, rows in tables.items():
        for row in rows:
            places = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({places})", row)  # noqa: S608 (our own table names)
    connection.commit()
    connection.executescript(_script("counts.sql"))
    write_search(connection, plans)
    show_examples(connection)
    require_no_formula(connection)
    connection.executescript("ANALYZE; VACUUM;")


def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _meta(release: ReleaseInfo, names: Names) -> list[Row]:
    values = {"base": names.base, "quads": str(release.quads), "sha256": release.sha256, "version": release.version}
    return sorted(values.items())
