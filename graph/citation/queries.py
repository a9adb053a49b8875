"""A query of one's own as it is cited: only where asking again can tell whether the answer is still the same.

Rows are those of the table in SPARQL's TSV, the lines of a graph in N-Triples, or ``true`` or ``false``.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

from graph.citation.records import Citation, Subject, Work, cite_rows
from graph.errors import QueryRefused
from graph.sparql.queries import Query
from graph.sparql.tokens import scan
from graph.store import Answer, Formats

_VOLATILE = ("NOW", "RAND", "UUID", "STRUUID", "BNODE")
_CUTS = ("LIMIT", "OFFSET")
_LONGEST = 120


def formats_of(query: Query) -> Formats:
    """The formats in which the answer to a query is cited."""
    return Formats(table="json" if query.kind == "boolean" else "tsv", graph="ntriples")


def check_citable(query: Query) -> None:
    """Raise QueryRefused where an answer may differ each time: by a volatile function, or cut without an order."""
    for word in _VOLATILE:
        if word in query.words:
            raise QueryRefused(
                f"{word} may answer differently each time, so the answer cannot be cited.",
                remedy="Write the value itself into the query.",
            )
    cut = _cut_without_order(query.text)
    if cut:
        raise QueryRefused(
            f"{cut} without ORDER BY takes whichever rows come first, so the answer cannot be cited.",
            remedy=f"Write ORDER BY before {cut}, or leave {cut} out.",
        )


def cite_query(query: Query, answer: Answer, release: tuple[str, str], base: str, work: Work) -> Citation:
    """The citation of an answer in one of ``formats_of``, from a release by its version and SHA-256.

    Raises QueryRefused where ``check_citable`` does, and where the answer has blank nodes, whose labels do not last.
    """
    check_citable(query)
    columns, rows = _lines(query, answer)
    if any("_:" in row and any(token.kind == "blank" for token in scan(row)) for row in rows):
        raise QueryRefused(
            "The answer has blank nodes, whose labels differ each time, so it cannot be cited.",
            remedy="Name things by IRIs.",
        )
    subject = Subject(_words(query), f"query?{urlencode({'query': query.text})}", query=query.text)
    return cite_rows(subject, columns, rows, release, base, work)


def _lines(query: Query, answer: Answer) -> tuple[str, tuple[str, ...]]:
    """A line that says what the rows are, and the rows; a graph has each triple once."""
    text = answer.body.decode("utf-8")
    if answer.kind == "boolean":
        return query.form, (json.dumps(json.loads(text)["boolean"]),)
    lines = text.removesuffix("\n").split("\n")
    if answer.kind == "graph":
        return query.form, tuple({*lines} - {""})
    return lines[0], tuple(lines[1:])


def _cut_without_order(text: str) -> str:
    """The first LIMIT or OFFSET in whose group no ORDER BY comes before it; empty where there is none."""
    ordered = [False]
    for token in scan(text):
        if token.is_mark("{"):
            ordered.append(False)
        elif token.is_mark("}") and len(ordered) > 1:
            ordered.pop()
        elif token.word == "ORDER":
            ordered[-1] = True
        elif token.word in _CUTS and not ordered[-1]:
            return token.word
    return ""


def _words(query: Query) -> str:
    """What names a query: the comment that it begins with, as in the files of ready questions, or its own text."""
    first = query.text.lstrip().partition("\n")[0]
    if first.startswith("#") and first.strip("# \r"):
        words = first.strip("# \r")
    else:
        found = [token.text for token in scan(query.text)]
        start = next((n for n, text in enumerate(found) if text.upper() == query.form), 0)
        words = " ".join(found[start:])
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2].rstrip()} …"
