"""The codebook: what each field of the JSON, CSV and SQLite outputs holds, read from ontology/codebook/.

Tables and fields are told in the terms of CSV on the Web (https://www.w3.org/TR/tabular-metadata/): a
``csvw:Schema`` lists its ``csvw:Column``s, which several schemas may share.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from graph.config import Config
from graph.errors import VocabularyError
from graph.names import Names
from graph.vocabulary import read_turtle

CSVW = Namespace("http://www.w3.org/ns/csvw#")
OBJECT = "object"
"""The datatype of a field that holds a JSON object, or several."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column, a member of a JSON object, or a parameter.

    ``datatype`` is a name of XML Schema, or ``object``. ``schemes`` are slugs of concept schemes whose
    concepts' slugs are the values; ``property`` is the IRI of the term that the field shows, and
    ``literal`` tells that its value is the cell as it stands.
    """

    name: str
    description: str
    empty_when: str | None
    datatype: str
    required: bool
    repeats: bool
    language: str | None
    allowed: tuple[str, ...]
    schemes: tuple[str, ...]
    property: str | None
    property_chinese: str | None
    literal: bool
    value_url: str | None
    example: Any


@dataclass(frozen=True, slots=True)
class Table:
    """A set of fields in their order; ``kind`` is ``list``, ``sqlite``, ``object`` or ``parameters``.

    ``example`` is one row or object as the service gives it, without the members that are objects themselves.
    """

    kind: str
    name: str
    description: str
    paths: tuple[str, ...]
    fields: tuple[Field, ...]
    example: Mapping[str, Any]

    def field(self, name: str) -> Field | None:
        """A field by its name, or None."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Every table, in the order of kind and name."""

    tables: tuple[Table, ...]

    def table(self, kind: str, name: str) -> Table:
        """A table by its kind and name. Raises VocabularyError where there is none."""
        for table in self.tables:
            if (table.kind, table.name) == (kind, name):
                return table
        raise VocabularyError(
            f"The codebook has no {kind} named {name!r}.", remedy="Describe it in a file of ontology/codebook/."
        )


@cache
def load_codebook(config: Config) -> Codebook:
    """Read ontology/codebook/*.ttl, once a process.

    Descriptions come from the ontology where a field shows one of its terms.

    Raises VocabularyError where a file is not Turtle, or a table or field is incomplete.
    """
    graph = read_turtle(sorted(config.ontology.glob("*.ttl")), config) + _read(config)
    names = Names(config.base)
    tables = [_table(graph, node, names) for node in graph.subjects(RDF.type, CSVW.Schema)]
    return Codebook(tuple(sorted(tables, key=lambda table: (table.kind, table.name))))


def codebook_graph(config: Config) -> Graph:
    """The codebook as a named graph. The cells of its lists get IRIs, so that it has no blank nodes (RDF 1.1, 3.5)."""
    graph = _read(config)
    for schema, head in sorted(graph.subject_objects(CSVW.column)):
        position, cell = 1, head
        while cell != RDF.nil:
            rest = graph.value(cell, RDF.rest)
            _rename(graph, cell, URIRef(f"{schema}/column/{position}"))
            if rest is None:
                raise VocabularyError(f"{schema}: its list of columns has no end.", remedy="Write it in parentheses.")
            position, cell = position + 1, rest
    return graph


def _read(config: Config) -> Graph:
    return read_turtle(sorted((config.ontology / "codebook").glob("*.ttl")), config)


def _rename(graph: Graph, old: Node, new: URIRef) -> None:
    for predicate, value in list(graph.predicate_objects(old)):
        graph.remove((old, predicate, value))
        graph.add((new, predicate, value))
    for subject, predicate in list(graph.subject_predicates(old)):
        graph.remove((subject, predicate, old))
        graph.add((subject, predicate, new))


def _table(graph: Graph, node: Node, names: Names) -> Table:
    columns = Collection(graph, graph.value(node, CSVW.column))  # type: ignore[arg-type]  # None makes an empty one
    given = graph.value(node, SKOS.example)
    examples: Mapping[str, Any] = json.loads(str(given)) if given is not None else {}
    return Table(
        kind=_text(graph, node, names.own("tableKind")),
        name=_text(graph, node, DCTERMS.identifier),
        description=_text(graph, node, DCTERMS.description),
        paths=_values(graph, node, names.own("servedAt")),
        fields=tuple(_field(graph, column, names, examples) for column in columns),
        example=examples,
    )


def _field(graph: Graph, node: Node, names: Names, examples: Mapping[str, Any]) -> Field:
    shown = graph.value(node, names.own("showsProperty"))
    literal = shown is not None and (shown, RDF.type, OWL.DatatypeProperty) in graph
    own = graph.value(node, DCTERMS.description)
    description = own if own is not None or shown is None else graph.value(shown, SKOS.definition)
    if description is None:
        raise VocabularyError(f"{node} has no description.", remedy="Describe it, or name the property it shows.")
    datatype = names.slug(_text(graph, node, CSVW.datatype))
    name, repeats = _text(graph, node, CSVW.name), graph.value(node, CSVW.separator) is not None
    example = examples.get(name)
    return Field(
        name=name,
        description=str(description),
        empty_when=_optional(graph, node, SKOS.scopeNote),
        datatype=OBJECT if datatype == "JSON" else datatype,
        required=graph.value(node, CSVW.required) == Literal(True),
        repeats=repeats,
        language=_optional(graph, node, CSVW.lang),
        allowed=_values(graph, node, names.own("allowedValue")),
        schemes=tuple(names.slug(iri) for iri in _values(graph, node, names.own("valueScheme"))),
        property=str(shown) if shown is not None else None,
        property_chinese=_chinese(graph, shown) if shown is not None else None,
        literal=literal,
        value_url=_optional(graph, node, CSVW.valueUrl),
        example=_typed(_optional(graph, node, SKOS.example), datatype, repeats) if example in (None, []) else example,
    )


def _chinese(graph: Graph, term: Node) -> str | None:
    labels = graph.objects(term, RDFS.label)
    return next((str(o) for o in labels if isinstance(o, Literal) and (o.language or "").lower() == "zh-hans"), None)


def _typed(text: str | None, datatype: str, repeats: bool) -> Any:
    """The example of a single field as JSON has it."""
    if text is None:
        return None
    value = json.loads(text) if datatype in ("integer", "decimal", "boolean", "gYear", "JSON") else text
    return [value] if repeats and datatype != "JSON" else value


def _text(graph: Graph, node: Node, predicate: URIRef) -> str:
    found = graph.value(node, predicate)
    if found is None:
        raise VocabularyError(f"{node} has no {predicate}.", remedy="Complete it in ontology/codebook/.")
    return str(found)


def _optional(graph: Graph, node: Node, predicate: URIRef) -> str | None:
    found = graph.value(node, predicate)
    return None if found is None else str(found)


def _values(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in graph.objects(node, predicate)))
