"""A release's graph in other serialisations, its tables as CSV, and its crosswalk as SSSOM."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from types import MappingProxyType

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.errors import InputError
from graph.languages import restored
from graph.prefixes import PREFIXES
from graph.release import CROSSWALK, Release

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
    chosen = FORMATS[form]
    quads = list(_quads(release, name))
    if chosen.supports_datasets and name is None:
        return restored(serialize(quads, format=chosen, prefixes=dict(PREFIXES)) or b"", form)
    triples = [Triple(q.subject, q.predicate, q.object) for q in quads]
    return restored(serialize(triples, format=chosen, prefixes=dict(PREFIXES)) or b"", form)


def export_table(release: Release, table: str) -> str:
    """A table of the read model as CSV with a header row. Raises InputError, naming the tables, for any other name."""
    uri = f"{release.read_model.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        known = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
        if table not in known:
            raise InputError(f"There is no table {table!r}.", remedy=f"Tables: {', '.join(known)}.")
        rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name of the schema, checked above
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)
    return text.getvalue()


def export_crosswalk(release: Release) -> bytes:
    """The crosswalk as SSSOM TSV. Raises InputError where the release was built without one."""
    path = release.folder / CROSSWALK
    if not path.is_file():
        raise InputError(f"{path}: the release has no crosswalk.", remedy="Build it again: hrap build.")
    return path.read_bytes()


def _quads(release: Release, name: str | None) -> Iterator[Quad]:
    quads = list(parse(path=release.graph, format=RdfFormat.N_QUADS))
    if name is None:
        return iter(quads)
    graphs = sorted({q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)})
    wanted = {g for g in graphs if g == name or f"/graph/{name}" in g}
    if not wanted:
        raise InputError(f"There is no graph {name!r}.", remedy=f"Graphs: {', '.join(graphs)}.")
    return (q for q in quads if isinstance(q.graph_name, NamedNode) and q.graph_name.value in wanted)
