"""The triple store: builds it, opens it, answers queries. The only module that knows Oxigraph.

Worker processes import it, so it imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graph.config import BASE, Config
from graph.errors import QueryError, QueryRefused, QuerySyntaxError, QueryTooLarge, ReleaseError
from graph.sparql.describing import MOST_THINGS, Describe, describe_of, read_recipe
from graph.sparql.finishing import CappedSink, finished
from graph.sparql.hints import syntax_error
from graph.sparql.languages import LANG, canonical_tag, comparable
from graph.sparql.prefixes import PREFIXES
from graph.sparql.queries import AnswerKind, Query

Triples = Sequence[Triple]
Result = QuerySolutions | QueryBoolean | QueryTriples | Triples

TABLE_FORMATS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
    }
)
GRAPH_FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "nquads": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
        "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML,
    }
)
# Relative IRIs of a query resolve against this, so that <group/women> names a thing of the graph.
QUERY_BASE = f"{BASE}id/"


@dataclass(frozen=True, slots=True)
class Formats:
    """The format wanted for each sort of answer, by name; None where no acceptable one exists."""

    table: str | None = "json"
    graph: str | None = "turtle"


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer; ``format`` is None, and the body empty, where none was acceptable."""

    kind: AnswerKind
    format: str | None
    body: bytes


def build_store(nquads: Path, folder: Path) -> int:
    """Build a store in ``folder`` from an N-Quads file; the number of quads in it.

    Raises ReleaseError where the folder is not empty, or the file cannot be read.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ReleaseError(f"{folder}: the folder is not empty.", remedy="Build into a new folder.")
    try:
        store = Store(folder)
        store.bulk_load(path=nquads, format=RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
    except (OSError, SyntaxError) as error:
        raise ReleaseError(f"{nquads}: cannot be loaded: {error}.", remedy="Build the release again.") from error
    return len(store)


def open_store(folder: Path) -> TripleStore:
    """A built store, for reading."""
    try:
        return TripleStore(Store.read_only(str(folder)))
    except OSError as error:
        raise ReleaseError(f"{folder}: not a readable store: {error}.", remedy="Build the release again.") from error


def load_store(nquads: Path) -> TripleStore:
    """A store in memory, from an N-Quads file.

    Workers use this: 60,000 quads load in 0.13 s and take 20 MB more than the opened folder, but
    need no background threads and no open files, which lets a worker's limits be tight.
    """
    store = Store()
    try:
        store.bulk_load(path=nquads, format=RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        raise ReleaseError(f"{nquads}: cannot be loaded: {error}.", remedy="Build the release again.") from error
    return TripleStore(store)


def select_all(nquads: bytes, queries: Iterable[str]) -> list[list[dict[str, str]]]:
    """The rows of SELECT queries over the union of all graphs of N-Quads, which leave the store again with the call.

    A row has the values of the variables that are bound. Raises QuerySyntaxError.
    """
    store = Store()
    store.bulk_load(input=nquads, format=RdfFormat.N_QUADS)
    return [_rows(store, query) for query in queries]


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    try:
        found = store.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise syntax_error(query, str(error)) from error
    if not isinstance(found, QuerySolutions):
        raise QuerySyntaxError("Not a SELECT query.", remedy="Ask for rows.")
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]


class TripleStore:
    """A store that is only read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recipe = read_recipe(Config())  # now, as a worker can open no file later

    def __len__(self) -> int:
        return len(self._store)

    def answer(self, query: Query, formats: Formats, max_bytes: int | None) -> Answer:
        """Answer a query in the format wanted for its sort of answer; ``max_bytes`` is None where any size will do.

        Where neither protocol nor text names a dataset, the default graph is the union of all.
        DESCRIBE gives the description of ``graph.sparql.describing``. Language tags come in canonical case.
        Raises QueryRefused, QuerySyntaxError, QueryTooLarge past ``max_bytes``, or QueryError.
        """
        query.check()
        try:
            result = self._result(query)
        except (OSError, RuntimeError) as error:
            raise QueryError(f"The query failed: {error}.") from error
        return serialised(result, formats, max_bytes)

    def _result(self, query: Query) -> Result:
        dataset = _dataset(query)
        try:
            result = self._evaluated(comparable(query.text), dataset)
        except SyntaxError:
            # Said of the text as it was sent, so that lines and columns are those of the sender.
            try:
                result = self._evaluated(query.text, dataset)
            except SyntaxError as error:
                raise syntax_error(query.text, str(error)) from error
        describe = describe_of(query.text) if isinstance(result, QueryTriples) else None
        return self._described(describe, dataset) if describe else result

    def _evaluated(self, text: str, dataset: _Dataset) -> Any:
        return self._store.query(
            text,
            base_iri=QUERY_BASE,
            use_default_graph_as_union=dataset.union,
            default_graph=list(dataset.default) if dataset.is_named else None,
            named_graphs=list(dataset.named) if dataset.is_named else None,
            custom_functions=_FUNCTIONS if LANG in text else None,
        )

    def _described(self, describe: Describe, dataset: _Dataset) -> Triples:
        """What the recipe finds for each thing that is described, in an order that does not change."""
        if not dataset.is_named and (describe.graphs or describe.named):
            default = self._constants(describe, describe.graphs)
            dataset = _Dataset(tuple(default), tuple(self._constants(describe, describe.named)), union=False)
        things = dict.fromkeys(self._constants(describe, describe.constants))
        if describe.variables and describe.where:
            for row in self._evaluated(comparable(describe.selection), dataset):
                things.update(dict.fromkeys(term for term in row if isinstance(term, NamedNode)))
                if len(things) > MOST_THINGS:
                    raise too_many_things()
        texts = (step(f"<{thing.value}>") for thing in things for step in self._recipe)
        found = {triple for text in texts for triple in self._evaluated(text, dataset)}
        return sorted(found, key=str)

    def _constants(self, describe: Describe, terms: Iterable[str]) -> list[NamedNode]:
        """The IRIs that constant terms of a query stand for."""
        rows: Any = self._store.query(describe.values_of(terms), base_iri=QUERY_BASE) if terms else ()
        return [term for row in rows for term in row]


@dataclass(frozen=True, slots=True)
class _Dataset:
    """The graphs that a query sees: those named by the protocol, or else what its text says."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]
    union: bool

    @property
    def is_named(self) -> bool:
        return bool(self.default or self.named)


_ALL, _OWN = _Dataset((), (), union=True), _Dataset((), (), union=False)


def _dataset(query: Query) -> _Dataset:
    if query.default_graphs or query.named_graphs:
        return _Dataset(tuple(graph_names(query.default_graphs)), tuple(graph_names(query.named_graphs)), union=False)
    return _OWN if query.names_dataset else _ALL


def serialised(result: Result, formats: Formats, max_bytes: int | None) -> Answer:
    """A result in the format wanted for its sort. Raises QueryTooLarge past ``max_bytes``, or QueryError."""
    sink = None if max_bytes is None else CappedSink(max_bytes)
    try:
        answer = _written(result, formats, sink)
    except (OSError, RuntimeError) as error:
        if max_bytes is not None and sink and sink.overflown:
            raise answer_too_large(max_bytes) from error
        raise QueryError(f"The query failed: {error}.") from error
    if max_bytes is not None and len(answer.body) > max_bytes:
        raise answer_too_large(max_bytes)
    return answer


def _written(result: Result, formats: Formats, sink: CappedSink | None) -> Answer:
    """The answer, by way of the sink if there is one: without, small answers cost a third less."""
    body: bytes | None = b""
    if isinstance(result, QuerySolutions | QueryBoolean):
        kind: AnswerKind = "boolean" if isinstance(result, QueryBoolean) else "solutions"
        name = formats.table
        if name:
            body = result.serialize(sink, TABLE_FORMATS[name])
    else:
        kind, name = "graph", formats.graph
        if name:
            body = serialize(result, sink, GRAPH_FORMATS[name], prefixes=dict(PREFIXES))
    written = sink.getvalue() if sink else body or b""
    return Answer(kind, name, finished(written, name))


def _language(term: Any) -> Literal | None:
    """LANG() with tags in canonical case; unbound for what is no literal, as LANG() is."""
    return Literal(canonical_tag(term.language or "")) if isinstance(term, Literal) else None


_FUNCTIONS: dict[NamedNode, Any] = {NamedNode(LANG): _language}


def graph_names(iris: tuple[str, ...]) -> list[NamedNode]:
    """Graphs by their IRIs. Raises QueryRefused for what is none."""
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryRefused(f"A graph is named by an IRI: {error}.", remedy="Give absolute IRIs.") from error


def answer_too_large(max_bytes: int) -> QueryTooLarge:
    """The error of an answer past the cap."""
    return QueryTooLarge(
        f"The answer is larger than {max_bytes:,} bytes.",
        remedy="Ask for fewer rows with LIMIT, or take the dump.",
    )


def too_many_things() -> QueryTooLarge:
    """The error of a DESCRIBE that names more things than are described."""
    return QueryTooLarge(
        f"The DESCRIBE names more than {MOST_THINGS} things.",
        remedy="Describe fewer with LIMIT, or CONSTRUCT what you need.",
    )
