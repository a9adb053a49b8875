"""Citing a query of one's own: what is refused, what counts as the answer, and what names it."""

from __future__ import annotations

import pytest

from graph.citation.queries import check_citable, cite_query, formats_of
from graph.citation.records import Work, as_json, compare, from_json
from graph.errors import InputError, QueryRefused
from graph.sparql.queries import Query
from graph.store import Answer

WORK = Work("A graph & its plan", ("The maintainers",), "https://e/license")
RELEASE = ("0.1.0", "ab" * 32)
CODES = Query("SELECT ?code { ?m ?p ?code }")


def cited(text, body, kind="solutions", release=RELEASE):
    return cite_query(Query(text), Answer(kind, "tsv", body.encode()), release, "https://e/", WORK)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (rand() AS ?x) {}",
        "SELECT ?x { BIND (STRUUID() AS ?x) }",
        "SELECT ?x { BIND (UUID() AS ?x) }",
        "SELECT ?x { BIND (BNODE() AS ?x) }",
        "SELECT ?x { ?x ?y ?z } LIMIT 3",
        "SELECT ?x { ?x ?y ?z } offset 3",
        "SELECT ?x { { SELECT ?x { ?x ?y ?z } LIMIT 3 } } ORDER BY ?x",
        "SELECT ?x { { SELECT ?x { ?x ?y ?z } ORDER BY ?x } } LIMIT 3",
        "SELECT ?x { ?x ?y ?z } # ORDER BY ?x\nLIMIT 3",
    ],
)
def test_what_may_answer_differently_each_time_is_refused(text):
    with pytest.raises(QueryRefused, match="cannot be cited"):
        check_citable(Query(text))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?now { ?now ?limit 'RAND() LIMIT 3' } # NOW() LIMIT",
        "PREFIX rand: <https://e/NOW#> SELECT ?x { ?x rand:LIMIT ?y }",
        "SELECT ?x { ?x ?y ?z } ORDER BY DESC(?x) LIMIT 3 OFFSET 2",
        "SELECT ?x { ?x ?y ?z } ORDER BY (EXISTS { ?x ?x ?x }) LIMIT 3",
        "SELECT ?x { { SELECT ?x { ?x ?y ?z } ORDER BY ?x LIMIT 3 } }",
        "SELECT ?x { ?x ?y ?z } }}} {",
    ],
)
def test_words_elsewhere_and_cuts_of_ordered_rows_are_not(text):
    check_citable(Query(text))


def test_rows_are_hashed_without_their_order_and_the_permalink_finds_query_release_and_result():
    one, other = cited(CODES.text, '?code\n"2"\n"1"\n'), cited(CODES.text, '?code\n"1"\n"2"\n')
    assert one == other
    assert one.rows == ('"1"', '"2"')
    query = "query=SELECT+%3Fcode+%7B+%3Fm+%3Fp+%3Fcode+%7D"
    assert one.permalink == f"https://e/query?{query}&release={'ab' * 32}#result={one.result_sha256}"


def test_a_graph_is_its_triples_each_once_and_a_truth_value_is_one_row():
    text = "CONSTRUCT WHERE { ?s ?p ?o }"
    graph = cited(text, "<b:> <b:> <b:> .\n<a:> <a:> <a:> .\n<b:> <b:> <b:> .\n", "graph")
    assert (graph.columns, graph.rows) == ("CONSTRUCT", ("<a:> <a:> <a:> .", "<b:> <b:> <b:> ."))
    assert cited(text, "", "graph").rows == ()
    truth = cited("ASK { ?s ?p ?o }", '{"head":{},"boolean":true}', "boolean")
    assert (truth.columns, truth.rows) == ("ASK", ("true",))
    assert (formats_of(CODES).table, formats_of(Query("ASK {}")).table) == ("tsv", "json")


def test_blank_nodes_in_the_answer_are_refused_but_not_in_its_words():
    with pytest.raises(QueryRefused, match="blank nodes"):
        cited(CODES.text, "?code\n_:b1\n")
    with pytest.raises(QueryRefused, match="blank nodes"):
        cited("CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }", "_:b1 <a:> <a:> .\n", "graph")
    assert cited(CODES.text, '?code\n"a _:b"\n').rows == ('"a _:b"',)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Which codes are there?\nSELECT ?c { ?m ?p ?c }", "Which codes are there?"),
        ("PREFIX e: <https://e/>\n#\nSELECT ?c  # c\n{ ?m e:p ?c }", "SELECT ?c { ?m e:p ?c }"),
        ("#\nASK { }", "ASK { }"),
    ],
)
def test_a_query_is_named_by_its_first_comment_or_its_text(text, title):
    assert (
        cited(text, '{"boolean":true}' if "ASK" in text else "?c\n", "boolean" if "ASK" in text else "solutions").title
        == title
    )


def test_a_long_query_is_named_in_short():
    title = cited(f"SELECT ?c {{ ?m <https://e/{'x' * 500}> ?c }}", "?c\n").title
    assert len(title) <= 120
    assert title.endswith(" …")


def test_a_choice_that_is_left_to_the_engine_is_said():
    assert "LIMIT may choose otherwise" in cited("SELECT ?c { ?m ?p ?c } ORDER BY ?c LIMIT 2", "?c\n").note
    assert "choose" not in cited(CODES.text, "?code\n").note


def test_a_citation_reads_back_and_names_a_question_or_a_query_but_not_both():
    citation = cited(CODES.text, '?code\n"1"\n')
    assert from_json(as_json(citation), "c.json") == citation
    assert compare(citation, cited(CODES.text, '?code\n"2"\n')).added == ('"2"',)
    for wrong in (
        as_json(citation).replace('"question": null', '"question": "codes"'),
        as_json(citation).replace(f'"query": "{CODES.text}"', '"query": null'),
    ):
        with pytest.raises(InputError, match="a question or a query"):
            from_json(wrong, "c.json")
