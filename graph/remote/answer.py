"""What a remote store sends, read term by term and written in the format asked for.

Every answer is read in whole before a byte of it is given on: one that breaks off, or that ends with
the text of an error, is an error. The same library writes it that writes the embedded engine's
answers, so formats, prefixes, escapes and language tags are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from graph.errors import QueryError, QueryTooComplex, StoreLost
from graph.sparql.hints import syntax_error
from graph.sparql.queries import AnswerKind
from graph.store import QUERY_BASE, Answer, Formats, Result, serialised

TABLE_TYPE, GRAPH_TYPE = "application/sparql-results+json", "application/n-triples"
"""What a store is asked for: exact terms in little room."""

# Virtuoso writes a truth value as 1 or 0, which is the same value but not the term that was loaded.
_BOOLEAN = re.compile(
    rb'("datatype":\s*"http://www\.w3\.org/2001/XMLSchema#boolean",\s*"value":\s*")([01])(?=")'
    rb'|"([01])"(?=\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>)'
)
_TRUTHS = {b"0": b"false", b"1": b"true"}
_UNPARSED = Literal("no graph")
_MOST_SIGNS = 100
_SIGNS = re.compile(rf"(?:!\s*){{{_MOST_SIGNS},}}")


def check_syntax(text: str) -> None:
    """Raise QuerySyntaxError, with line, column and a hint, unless the text is SPARQL 1.1 Query.

    Nothing is evaluated, as that could take for ever: the library parses the query, and then refuses
    the default graph that it is given. A long run of ``!`` is refused before, as each nests the parser
    deeper, and here no process can be lost for it: QueryTooComplex.
    """
    if _SIGNS.search(text):
        raise QueryTooComplex(f"More than {_MOST_SIGNS} signs ! stand in a row.", remedy="Leave out pairs of them.")
    try:
        Store().query(text, base_iri=QUERY_BASE, default_graph=_UNPARSED)  # type: ignore[arg-type]
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from error
    except ValueError:
        return


def resolve(prologue: str, terms: Sequence[str]) -> list[str]:
    """The IRIs that terms of a query stand for. Raises QuerySyntaxError."""
    if not terms:
        return []
    different = list(dict.fromkeys(terms))
    query = f"{prologue}\nSELECT ?iri {{ VALUES ?iri {{ {' '.join(different)} }} }}"
    try:
        rows: Any = Store().query(query, base_iri=QUERY_BASE)
    except SyntaxError as error:
        raise syntax_error(query, str(error)) from error
    iris = dict(zip(different, (row["iri"].value for row in rows), strict=True))
    return [iris[term] for term in terms]


def table_answer(body: bytes, kind: AnswerKind, formats: Formats, max_bytes: int) -> Answer:
    """A SPARQL JSON document in the format asked for. Raises StoreLost, or QueryTooLarge."""
    failure: QueryError
    try:
        return serialised(_read_table(body, kind), formats, max_bytes)
    except QueryError as error:
        failure = type(error)(error.message, remedy=error.remedy)
    except (SyntaxError, ValueError, TypeError) as error:
        failure = _broken(error)
    raise failure  # from here, as rows may not leave the thread that reads them, not even in a traceback


def graph_answer(bodies: Iterable[bytes], formats: Formats, max_bytes: int) -> Answer:
    """The triples of N-Triples documents, each once, in the format asked for. Raises StoreLost, or QueryTooLarge."""
    try:
        read = (parse(_BOOLEAN.sub(_truth, body), format=RdfFormat.N_TRIPLES) for body in bodies)
        found = {quad.triple for quads in read for quad in quads}
    except SyntaxError as error:
        raise _broken(error) from error
    return serialised(sorted(found, key=str), formats, max_bytes)


def _read_table(body: bytes, kind: AnswerKind) -> Result:
    result: Any = parse_query_results(_BOOLEAN.sub(_truth, body), format=QueryResultsFormat.JSON)
    if kind == "boolean" and not isinstance(result, QueryBoolean):  # Virtuoso 7 sends a row with 1, or none
        values = [term.value for row in result for term in row if term is not None]
        if values not in ([], ["0"], ["1"]):
            raise ValueError("no truth value")
        told = "true" if values == ["1"] else "false"
        result = parse_query_results(f'{{"head":{{}},"boolean":{told}}}', format=QueryResultsFormat.JSON)
    if kind == "solutions" and isinstance(result, QueryBoolean):
        raise ValueError("a truth value in the place of rows")
    return cast(Result, result)


def read_rows(body: bytes) -> list[list[str | None]]:
    """The values of a SPARQL JSON document's rows. Raises StoreLost."""
    try:
        found = parse_query_results(body, format=QueryResultsFormat.JSON)
        return [[None if term is None else term.value for term in row] for row in found]  # type: ignore[union-attr]
    except (SyntaxError, OSError, TypeError) as error:
        raise _broken(error) from error


def things(body: bytes) -> list[str]:
    """The IRIs in a SPARQL JSON document's rows. Raises StoreLost."""
    try:
        found = parse_query_results(body, format=QueryResultsFormat.JSON)
        return [term.value for row in found for term in row if isinstance(term, NamedNode)]  # type: ignore[union-attr]
    except (SyntaxError, OSError, TypeError) as error:
        raise _broken(error) from error


def _truth(match: re.Match[bytes]) -> bytes:
    return match[1] + _TRUTHS[match[2]] if match[1] else b'"' + _TRUTHS[match[3]] + b'"'


def _broken(error: Exception) -> StoreLost:
    return StoreLost(f"The store's answer broke off, or is none: {error}.", remedy="Try again.")
