"""The answer to a query as a table of cells that a page can show: what each says, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from api.db import Database, Row
from graph.names import Names
from graph.store import Answer

MOST_ROWS = 1000
"""How many rows a page shows; the formats for programs hold all of them."""

_TRIPLE = ("subject", "predicate", "object")
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float", "gYear")
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of an answer: its text, where it leads, if anywhere, its names, its language, and whether it is a number.

    ``address`` is a path of this service or an http(s) address, never anything else that an IRI may be.
    """

    text: str
    address: str | None = None
    names: Row | None = None
    language: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """An answer as a table of at most ``MOST_ROWS`` rows, of ``total``; or as a truth value, without columns.

    ``terms`` says that the rows are triples.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell | None]]
    total: int
    truth: bool | None = None
    triples: bool = False

    @property
    def cut(self) -> bool:
        return self.total > len(self.rows)


def result_of(answer: Answer, database: Database, names: Names) -> Result:
    """An answer as SPARQL results in JSON, or as N-Triples, with the names of what it points to."""
    if answer.kind == "graph":
        return _graph(answer.body.decode("utf-8"), database, names)
    document = json.loads(answer.body)
    if answer.kind == "boolean":
        return Result((), (), 0, truth=bool(document["boolean"]))
    found = document["results"]["bindings"]
    columns, shown = document["head"]["vars"], found[:MOST_ROWS]
    known = _names(database, (term["value"] for row in shown for term in row.values() if term["type"] == "uri"))
    rows = [[_bound(row[name], known, names) if name in row else None for name in columns] for row in shown]
    return Result(columns, rows, len(found))


def _graph(text: str, database: Database, names: Names) -> Result:
    lines = text.splitlines(keepends=True)
    graph = Graph().parse(data="".join(lines[:MOST_ROWS]), format="nt")
    triples = sorted(graph, key=lambda triple: [node.n3() for node in triple])
    known = _names(database, (str(node) for triple in triples for node in triple if isinstance(node, URIRef)))
    rows = [[_node(node, known, names) for node in triple] for triple in triples]
    return Result(_TRIPLE, rows, len(lines), triples=True)


def _bound(term: Mapping[str, Any], known: Mapping[str, Row], names: Names) -> Cell:
    """A term as SPARQL 1.1 Query Results JSON writes it."""
    if term["type"] == "uri":
        return _iri(term["value"], known, names)
    if term["type"] == "bnode":
        return Cell(f"_:{term['value']}")
    return Cell(term["value"], language=term.get("xml:lang"), number=term.get("datatype") in _NUMBERS)


def _node(node: Node, known: Mapping[str, Row], names: Names) -> Cell:
    if isinstance(node, URIRef):
        return _iri(str(node), known, names)
    if isinstance(node, Literal):
        return Cell(str(node), language=node.language, number=str(node.datatype) in _NUMBERS)
    return Cell(f"_:{node}" if isinstance(node, BNode) else str(node))


def _iri(iri: str, known: Mapping[str, Row], names: Names) -> Cell:
    if iri.startswith(names.things):
        return Cell(iri, f"/id/{iri.removeprefix(names.things)}", known.get(iri))
    if iri.startswith(names.ontology):
        return Cell(iri, f"/ontology#{iri.removeprefix(names.ontology)}")
    return Cell(iri, iri if _is_web(iri) else None)


def _is_web(iri: str) -> bool:
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _names(database: Database, iris: Iterable[str]) -> Mapping[str, Row]:
    """What the concepts and provisions among these are called."""
    sql = (
        "SELECT iri, label, label_zh FROM concepts WHERE iri IN (SELECT value FROM json_each(?1)) UNION ALL"
        " SELECT iri, code, NULL FROM provisions WHERE iri IN (SELECT value FROM json_each(?1))"
    )
    return {row["iri"]: row for row in database.rows(sql, (json.dumps(sorted(set(iris))),))}
