from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.assertions.literals import decimal, integer, number
from graph.errors import QueryError, QueryRefused, QuerySyntaxError, QueryTooLarge, ReleaseError
from graph.sparql.queries import Query
from graph.store import GRAPH_FORMATS, TABLE_FORMATS, Formats, TripleStore, build_store, load_store, open_store

QUADS = """<http://e/a> <http://e/p> "3.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://e/g1> .
<http://e/a> <http://e/p> "two"@en <http://e/g2> .
"""
EMPTY = TripleStore(Store())
COUNT = "SELECT (COUNT(*) AS ?n) {}{{ ?s ?p ?o }}"


@pytest.fixture(scope="module")
def nquads(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["in memory", "opened"])
def store(request, nquads, tmp_path_factory):
    if request.param == "in memory":
        return load_store(nquads)
    folder = tmp_path_factory.mktemp("opened")
    assert build_store(nquads, folder) == 2
    return open_store(folder)


def count(store, query):
    answer = store.answer(query, Formats(), 10_000)
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


def test_both_ways_to_open_hold_every_quad(store):
    assert len(store) == 2


@pytest.mark.parametrize(
    ("query", "number"),
    [
        (Query(COUNT.format("")), 2),
        (Query(COUNT.format("FROM <http://e/g1> ")), 1),
        (Query(COUNT.format("FROM NAMED <http://e/g1> ")), 0),
        (Query(COUNT.format(""), default_graphs=("http://e/g1",)), 1),
        (Query(COUNT.format("FROM <http://e/none> "), default_graphs=("http://e/g1", "http://e/g2")), 2),
        (Query(COUNT.format(""), named_graphs=("http://e/g1",)), 0),
        (Query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graphs=("http://e/g1",)), 1),
    ],
)
def test_the_default_graph_is_the_union_unless_a_dataset_is_named(store, query, number):
    assert count(store, query) == number


@pytest.mark.parametrize("name", TABLE_FORMATS)
def test_tables_are_serialised_in_every_format(store, name):
    for text in ("SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }"):
        answer = store.answer(Query(text), Formats(table=name), 10_000)
        assert answer.format == name
        assert answer.body


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_graphs_are_serialised_in_every_format(store, name):
    for text in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://e/a>"):
        answer = store.answer(Query(text), Formats(graph=name), 10_000)
        assert (answer.kind, answer.format) == ("graph", name)
        assert b"two" in answer.body


def test_where_no_format_is_acceptable_the_answer_is_empty_and_says_its_kind(store):
    answer = store.answer(Query("CONSTRUCT WHERE { ?s ?p ?o }"), Formats(graph=None), 10_000)
    assert (answer.kind, answer.format, answer.body) == ("graph", None, b"")


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_an_answer_past_the_cap_is_refused_whole(store, text):
    with pytest.raises(QueryTooLarge, match="20 bytes"):
        store.answer(Query(text), Formats(), 20)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("SELECT * { ?s ?p", QuerySyntaxError, "line 1, column"),
        ("SELECT * { ?s x:p ?o }", QuerySyntaxError, "Not SPARQL 1.1"),
        ("", QuerySyntaxError, "line 1"),
        ("DROP ALL", QueryRefused, "read-only"),
        ("SELECT (<http://e/f>(1) AS ?x) {}", QueryError, "not supported"),
    ],
)
def test_a_query_that_fails_says_why(store, text, error, words):
    with pytest.raises(error, match=words):
        store.answer(Query(text), Formats(), 10_000)


def test_a_graph_that_is_no_iri_is_refused(store):
    with pytest.raises(QueryRefused, match="IRI"):
        store.answer(Query("ASK {}", default_graphs=("no iri",)), Formats(), 10_000)


def test_a_store_is_not_built_over_another(nquads, tmp_path):
    build_store(nquads, tmp_path / "store")
    with pytest.raises(ReleaseError, match="not empty"):
        build_store(nquads, tmp_path / "store")


def test_what_is_no_store_and_no_nquads_is_told(tmp_path):
    (tmp_path / "bad.nq").write_text("no quads", encoding="utf-8")
    with pytest.raises(ReleaseError, match="cannot be loaded"):
        load_store(tmp_path / "bad.nq")
    with pytest.raises(ReleaseError, match="cannot be loaded"):
        build_store(tmp_path / "bad.nq", tmp_path / "store")
    with pytest.raises(ReleaseError, match="not a readable store"):
        open_store(tmp_path / "none")


@given(st.decimals(-1_000_000, 1_000_000, places=4))
def test_numbers_come_back_as_they_are_written(value):
    for literal in (decimal(value), number(value), integer(int(value))):
        text = f'SELECT ("{literal}"^^<{literal.datatype}> AS ?x) {{}}'
        (row,) = json.loads(EMPTY.answer(Query(text), Formats(), 1000).body)["results"]["bindings"]
        assert (row["x"]["value"], row["x"]["datatype"]) == (str(literal), str(literal.datatype))
