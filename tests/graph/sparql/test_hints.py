from __future__ import annotations

import pytest
import rdflib.namespace

from graph.errors import QuerySyntaxError
from graph.sparql.prefixes import KNOWN
from graph.sparql.queries import Query
from graph.store import Formats, load_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "graph.nq"
    path.write_text("", encoding="utf-8")
    return load_store(path)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("SELECT * { ?s hrap:code ?o }", "line 1, column 15", "PREFIX hrap: <https://w3id.org/hrap/ontology#>"),
        ("SELECT *\n{ ?s ?p foaf:Person }", "line 2, column 9", "PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
        ("SELECT * { ?s mine:x 'other:y' }", "line 1, column 15", "which namespace mine: is"),
        ("SELECT * { ?s ?p ?o", "line 1", "1 } is missing"),
        ("SELECT * { ?s ?p ?o }}", "line 1", "1 { is missing"),
        ("SELECT * { ?s ?p ?o FILTER((?o = 1) }", "line 1", "1 ) is missing"),
        ("SELECT * { ?s ?p 'a }", "line 1", "not closed"),
        ("SELECT ?x, ?y { ?x ?p ?y }", "line 1", "without commas"),
        ("SELECT COUNT(?x) { ?x ?p ?o }", "line 1", "SELECT (COUNT(?x) AS ?n)"),
        ("SELECT * { ?s ?p ?o } LIMIT 10, 5", "line 1", "LIMIT 5 OFFSET 10"),
        ("SELECT * { ?s ?p ?o FILTER ?o = 1 }", "line 1", "in brackets"),
        ("SELECT * { ?s ?p ?o FILTER(?o == 1) }", "line 1", "Write = for equal"),
        ("SELECT * { ?s ?p ?o FILTER(?o <> 1) }", "line 1", "Write != for unequal"),
        ("SELECT * { ?s ?p ?o FILTER(?o = 1 AND ?s = 2) }", "line 1", "&&"),
        ("SELECT * { ?s ?p ?o FILTER(?o LIKE '%a%') }", "line 1", "CONTAINS"),
        ("SELECT * FROM plan WHERE code = 1", "line 1", "FROM names a graph"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "line 1", "SAMPLE"),
        ("SELECT * { ?s ?p <a b> }", "line 1", "percent-encode"),
        ("ASK { <http://e/\\u003e> ?p ?o }", "IRI parsing failed.", "percent-encode"),
        ("", "line 1", "empty"),
        ("SELECT * { ?s ?p }", "line 1", "after ?p the third is missing"),
        ("SELECT * { ?s ?p ?o ?q }", "line 1", "Correct the query"),
        ("SELECT * { ?s ?p “x” }", "line 1, column 18: there stands the character U+201C", "straight quotation mark"),
        ("SELECT * {\n\u00a0?s ?p ?o }", "line 2, column 1: there stands the character U+00A0", "plain space"),
        ("\ufeffSELECT * { ?s ?p ?o }", "line 1, column 1: there stands the character U+FEFF", "byte order mark"),
        ("SELECT ？x { ?s ?p ?x }", "line 1, column 8: there stands the character U+FF1F", "Write ? in place of ？"),
        ("SELECT * { ?s ?p ?o } LIMIT –1", "line 1, column 29: there stands the character U+2013", "Write - in place"),
    ],
)
def test_a_syntax_error_says_where_and_what_to_do(store, text, place, hint):
    with pytest.raises(QuerySyntaxError) as caught:
        store.answer(Query(text), Formats(), 1000)
    assert place in caught.value.message
    assert hint in caught.value.remedy


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p }", "ASK", "SELECT * { ?s ?p ?o", "FOO", "PREFIX a: <b SELECT * {}"]
)
def test_what_was_expected_is_a_list_that_ends(store, text):
    with pytest.raises(QuerySyntaxError) as caught:
        store.answer(Query(text), Formats(), 1000)
    assert not caught.value.message.endswith(",.")


def test_places_are_those_of_the_text_as_it_was_sent(store):
    text = "SELECT * {\n  BIND(LANG(?x) AS ?l) ?s ?p\n}"
    with pytest.raises(QuerySyntaxError, match="line 3, column"):
        store.answer(Query(text), Formats(), 1000)


@pytest.mark.parametrize("name", ["skos", "dcterms", "prov", "rdf", "rdfs", "xsd", "dcat", "foaf", "owl", "sh", "void"])
def test_well_known_prefixes_are_those_that_rdflib_knows(name):
    known = {prefix: str(iri) for prefix, iri in rdflib.Graph(bind_namespaces="rdflib").namespaces()}
    assert KNOWN[name] == known[name]
    assert rdflib.namespace
