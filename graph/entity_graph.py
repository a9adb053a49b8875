"""The whole graph of entities: provisions, rights, groups, instruments, bodies, indicators, targets, and their ties."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.names import Names
from graph.networks.files import Edges, Nodes

SENTENCE = (
    "Provisions, rights, groups, instruments, bodies, indicators and targets, joined by what the plans say of them."
)

_VIEWS = Path(__file__).with_suffix(".sql")


def read_entity_graph(read_model: Path, names: Names) -> tuple[Nodes, Edges]:
    """The nodes by the end of their IRIs, such as ``right/health``, and the edges between them with their relation.

    They come from the read model, in the same order each time; a figure that a node lacks is left out.
    """
    with closing(sqlite3.connect(f"{read_model.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.executescript(_VIEWS.read_text(encoding="utf-8"))
        nodes = [(_local(row["iri"], names), _present(row)) for row in _rows(connection, "nodes")]
        edges = [
            (_local(row["source"], names), _local(row["target"], names), _present(row, "source", "target"))
            for row in _rows(connection, "edges")
        ]
    return nodes, edges


def _rows(connection: sqlite3.Connection, view: str) -> list[sqlite3.Row]:
    order = "iri" if view == "nodes" else "source, target, relation, qualifier"
    return connection.execute(f"SELECT * FROM {view} ORDER BY {order}").fetchall()  # noqa: S608 (our own names)


def _local(iri: str, names: Names) -> str:
    return iri.removeprefix(names.things)


def _present(row: sqlite3.Row, *without: str) -> dict[str, Any]:
    """The figures that a row has; whole numbers as numbers with a point, so that a figure is of one type throughout."""
    found = {name: row[name] for name in row.keys() if name not in without and row[name] is not None}  # noqa: SIM118
    return {name: float(value) if name in ("value", "weight") else value for name, value in found.items()}
