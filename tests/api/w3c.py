"""The data that the protocol cases of the W3C's SPARQL 1.1 test suite speak of, and the cases, as tables.

The names are those of the suite (w3c/rdf-tests, sparql/sparql11/protocol); the requests are written
from its published descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

GRAPH = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
QUADS = "".join(
    f"<{GRAPH.format(n)}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    f" <http://xmlns.com/foaf/0.1/Document> <{GRAPH.format(n)}> .\n"
    for n in range(4)
)
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Case:
    """A request of the suite: ``boolean`` is the answer of an ASK, ``kind`` what sort of answer it is."""

    name: str
    method: str = "POST"
    parameters: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    content_type: str | None = None
    kind: str = "boolean"
    boolean: bool | None = field(default=True)

    @property
    def url(self) -> str:
        return f"/sparql?{urlencode(self.parameters)}" if self.parameters else "/sparql"


def _typed(*numbers: int) -> str:
    return " ".join(f"<{GRAPH.format(n)}> a ?type{n} ." for n in numbers)


def _graphs(name: str, *numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, GRAPH.format(n)) for n in numbers)


_DEFAULT = _graphs("default-graph-uri", 1, 2)
_NAMED = _graphs("named-graph-uri", 1, 2)
_ZERO = _graphs("default-graph-uri", 0)
_BOTH_DEFAULT = f"ASK {{ {_typed(1, 2)} }}"
_BOTH_NAMED = f"GRAPH ?g1 {{ {_typed(1)} }} GRAPH ?g2 {{ {_typed(2)} }}"
_ASK_NAMED = f"ASK {{ {_BOTH_NAMED} }}"
_ASK_FULL = f"ASK {{ {_typed(3)} {_BOTH_NAMED} }}"
_ASK_FROM = f"ASK FROM <{GRAPH.format(3)}> {{ {_BOTH_NAMED} }}"

ANSWERED = (
    Case("query_post_form", parameters=_ZERO, body=b"query=ASK%20%7B%7D", content_type=FORM),
    Case("query_dataset_default_graphs_get", "GET", (("query", _BOTH_DEFAULT), *_DEFAULT)),
    Case("query_dataset_default_graphs_post", "POST", _DEFAULT, _BOTH_DEFAULT.encode(), QUERY),
    Case("query_dataset_named_graphs_post", "POST", _NAMED, _ASK_NAMED.encode(), QUERY),
    Case("query_dataset_named_graphs_get", "GET", (("query", _ASK_NAMED), *_NAMED)),
    Case("query_dataset_full", "POST", (*_graphs("default-graph-uri", 3), *_NAMED), _ASK_FULL.encode(), QUERY),
    Case("query_multiple_dataset", "POST", _NAMED, _ASK_FROM.encode(), QUERY),
    Case("query_get", "GET", (("query", "ASK {}"), *_ZERO)),
    Case("query_content_type_select", "POST", _ZERO, b"SELECT (1 AS ?value) {}", QUERY, "solutions", None),
    Case("query_content_type_ask", "POST", _ZERO, b"ASK {}", QUERY),
    Case("query_content_type_describe", "POST", _ZERO, b"DESCRIBE <http://example.org/>", QUERY, "graph", None),
    Case("query_content_type_construct", "POST", _ZERO, b"CONSTRUCT { <s> <p> 1 } WHERE {}", QUERY, "graph", None),
    Case("query_post_direct", "POST", _ZERO, b"ASK {}", QUERY),
)
REFUSED = (
    Case("bad_query_method", "PUT", (("query", "ASK {}"),)),
    Case("bad_multiple_queries", "GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    Case("bad_query_wrong_media_type", body=b"ASK {}", content_type="text/plain"),
    Case("bad_query_missing_form_type", body=b"query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", body=b"ASK {}"),
    Case("bad_query_non_utf8", body="ASK {}".encode("utf-16"), content_type=f"{QUERY}; charset=UTF-16"),
    Case("bad_query_syntax", "GET", (("query", "ASK {"),)),
    Case("bad_update_get", "GET", (("update", "CLEAR ALL"),)),
    Case("bad_multiple_updates", body=b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", content_type=FORM),
    Case("bad_update_wrong_media_type", body=b"CLEAR NAMED", content_type="text/plain"),
    Case("bad_update_missing_form_type", body=b"update=CLEAR%20NAMED"),
    Case("bad_update_non_utf8", body="CLEAR NAMED".encode("utf-16"), content_type=f"{UPDATE}; charset=UTF-16"),
    Case("bad_update_syntax", body=b"update=CLEAR%20XYZ", content_type=FORM),
    Case(
        "bad_update_dataset_conflict",
        body=urlencode(
            {"using-named-graph-uri": "http://example/people", "update": "WITH <http://e/a> DELETE {}"}
        ).encode(),
        content_type=FORM,
    ),
)
_INSERT = (
    f"INSERT DATA {{ GRAPH <{GRAPH.format(1)}> {{ <http://e/a> a <http://e/B> }} }} ; "
    "INSERT { GRAPH <http://example.org/protocol-update-dataset-test/> { ?s a <http://e/B> } } WHERE { ?s a ?c }"
).encode()
# A service that is only read refuses what the suite expects an updatable one to do.
UPDATES = (
    Case("update_dataset_default_graph", "POST", _graphs("using-graph-uri", 1), _INSERT, UPDATE),
    Case("update_dataset_default_graphs", "POST", _graphs("using-graph-uri", 1, 2), _INSERT, UPDATE),
    Case("update_dataset_named_graphs", "POST", _graphs("using-named-graph-uri", 1, 2), _INSERT, UPDATE),
    Case(
        "update_dataset_full",
        "POST",
        (*_graphs("using-graph-uri", 1), *_graphs("using-named-graph-uri", 2)),
        _INSERT,
        UPDATE,
    ),
    Case("update_post_form", body=b"update=CLEAR%20ALL", content_type=FORM),
    Case("update_post_direct", body=b"CLEAR ALL", content_type=UPDATE),
    Case(
        "update_base_uri",
        body=b"INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> <test> } }",
        content_type=UPDATE,
    ),
)
