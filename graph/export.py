"""A release's graph in other serialisations, its tables as CSV, its crosswalk as SSSOM, and the codebook."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.codebook.reading import Codebook, Field, Table
from graph.codebook.tabular import csvw_metadata, write_csv
from graph.errors import InputError
from graph.release import CROSSWALK, Release
from graph.sparql.languages import restored
from graph.sparql.prefixes import PREFIXES

FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "nquads": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
        "jsonld": RdfFormat.JSON_LD,
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
    }
)


def export_graph(release: Release, form: str, name: str | None) -> bytes:
    """The whole dataset, or one named graph of it by IRI or by the end of its IRI, such as ``assertions``.

    A format without named graphs, such as Turtle, gets the union of all of them.
    Raises InputError for a graph that the release does not have.
    """
    quads = list(_quads(release, name))
    if FORMATS[form].supports_datasets and name is None:
        return write_quads(quads, form)
    return write_triples_of(quads, form)


def read_quads(nquads: Path) -> list[Quad]:
    """The quads of a release's file, in its order."""
    return list(parse(path=nquads, format=RdfFormat.N_QUADS))


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """Quads by the IRI of their named graph, sorted."""
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            found.setdefault(quad.graph_name.value, []).append(quad)
    return dict(sorted(found.items()))


def write_quads(quads: Iterable[Quad], form: str) -> bytes:
    """Quads with their graphs, in a format that has them."""
    return restored(serialize(quads, format=FORMATS[form], prefixes=dict(PREFIXES)) or b"", form)


def write_triples_of(quads: Iterable[Quad], form: str) -> bytes:
    """Quads without their graphs."""
    triples = [Triple(q.subject, q.predicate, q.object) for q in quads]
    return restored(serialize(triples, format=FORMATS[form], prefixes=dict(PREFIXES)) or b"", form)


def export_table(release: Release, table: Table) -> str:
    """A table of the read model as CSV (``graph.codebook.tabular``). Raises InputError where it is none."""
    return table_as_csv(release.read_model, table)


def table_as_csv(read_model: Path, table: Table) -> str:
    """The same, from the file of a read model."""
    uri = f"{read_model.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        try:
            rows = connection.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608 - a name of the codebook
        except sqlite3.Error as error:
            raise InputError(f"{read_model}: {error}.", remedy="Build it again: hrap build.") from error
        names = [column[0] for column in rows.description]
        fields = [table.field(name) for name in names]
        return write_csv(names, ([_json(*pair) for pair in zip(row, fields, strict=True)] for row in rows))


def find_table(codebook: Codebook, name: str) -> Table:
    """A table of the read model by its name. Raises InputError, naming the tables, where there is none."""
    tables = {table.name: table for table in codebook.tables if table.kind == "sqlite"}
    if name not in tables:
        raise InputError(f"There is no table {name!r}.", remedy=f"Tables: {', '.join(tables)}.")
    return tables[name]


def export_metadata(table: Table, url: str) -> str:
    """The CSV on the Web metadata of a table exported to ``url``, which stands beside it."""
    return json.dumps(csvw_metadata(table, url), ensure_ascii=False, indent=1) + "\n"


def export_codebook(codebook: Codebook) -> str:
    """The codebook as Markdown: a section for each table."""
    return "\n".join(line for table in codebook.tables for line in _section(table))


def _section(table: Table) -> Iterator[str]:
    yield from (f"## {table.kind}: {table.name}", "", table.description, "")
    yield from ("| field | holds | type | values |", "|---|---|---|---|")
    for field in table.fields:
        values = ", ".join(f"`{value}`" for value in field.allowed or field.schemes)
        holds = f"{field.description} {field.empty_when or ''}".strip().replace("|", "\\|")
        yield f"| `{field.name}` | {holds} | {field.datatype}{', several' if field.repeats else ''} | {values} |"
    yield ""


def _json(value: Any, field: Field | None) -> Any:
    """A value of SQLite as JSON has it: truth is there 1 or 0, and several values are an array in JSON."""
    if value is None or field is None:
        return value
    if field.datatype == "boolean":
        return bool(value)
    return json.loads(value) if field.repeats else value


def export_crosswalk(release: Release) -> bytes:
    """The crosswalk as SSSOM TSV. Raises InputError where the release was built without one."""
    path = release.folder / CROSSWALK
    if not path.is_file():
        raise InputError(f"{path}: the release has no crosswalk.", remedy="Build it again: hrap build.")
    return path.read_bytes()


def _quads(release: Release, name: str | None) -> Iterator[Quad]:
    quads = read_quads(release.graph)
    if name is None:
        return iter(quads)
    graphs = sorted({q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)})
    wanted = {g for g in graphs if g == name or f"/graph/{name}" in g}
    if not wanted:
        raise InputError(f"There is no graph {name!r}.", remedy=f"Graphs: {', '.join(graphs)}.")
    return (q for q in quads if isinstance(q.graph_name, NamedNode) and q.graph_name.value in wanted)
