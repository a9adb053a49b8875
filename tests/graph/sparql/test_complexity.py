from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Config
from graph.errors import QueryTooComplex
from graph.questions import load_questions
from graph.sparql.complexity import Complexity, ComplexityLimits, complexity
from graph.sparql.tokens import tokens

LIMITS = ComplexityLimits()


def counted(text):
    return complexity(tokens(text))


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("SELECT * { ?s ?p ?o }", 1),
        ("SELECT * { ?s ?p ?o ; ?q ?r , ?t ; . ?a a true }", 4),
        ("SELECT * { ?s ?p 'x'^^<t> , 'y'@en . }", 2),
        ("SELECT * { ?s ?p (1 2 3) }", 7),
        ("SELECT * { ?s ?p ((1) (2 3)) }", 11),
        ("SELECT * { ?s ?p [ a <x> ; <b> 1 , 2 ] }", 4),
        ("SELECT * { [] a <x> . (1 2) <p> <q> }", 6),
        ("SELECT * { ?s <a>/<b>/^<c>|!(<d>|<e>) ?o }", 3),
        ("SELECT * { ?s <a>+/(<b>/<c>)* ?o . FILTER (?o = 1) ?x ?y ?z }", 4),
        ("PREFIX a: <b> SELECT * { VALUES ?x { a:b a:c a:d } ?x a:p?/a:q ?z }", 2),
        ("SELECT * { VALUES (?a ?b) { (1 2) (3 4) } ?s ?p ?o } VALUES ?x { 1 2 3 4 5 6 }", 1),
        ("CONSTRUCT { ?s ?p ?o . ?o ?p ?s , (1 2) } WHERE { ?s ?p ?o }", 1),
        ("CONSTRUCT WHERE { ?s ?p ?o . ?o ?p ?s }", 2),
        ("SELECT (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING (?n > 1) ORDER BY DESC(?n) LIMIT 5", 1),
        ("SELECT * { FILTER NOT EXISTS { ?s ?p ?o } ?s ?p 1 FILTER regex(?o, 'x') <a> <b> <c> }", 3),
        (
            "SELECT * { OPTIONAL { ?a ?b 1 } GRAPH ?g { ?a ?b 1 } { SELECT ?x { ?x ?y 1 } LIMIT 4 } UNION { <a> a 1 }}",
            4,
        ),
        ("SELECT * { BIND(IF(?x = 1, 2, 3) AS ?y) ?s ?p ?y MINUS { ?s <a> ?o } }", 2),
    ],
)
def test_triple_patterns_are_counted_however_they_are_written(text, patterns):
    assert counted(text).patterns == patterns


def test_clauses_and_nesting_are_counted_outside_strings_and_comments():
    text = "SELECT * { FILTER(?a || ?b && (?c)) { BIND('{{{ ||' AS ?d) } # {{{\n }"
    assert counted(text) == Complexity(patterns=0, clauses=7, nesting=3)


def test_no_ready_question_comes_near_a_limit():
    for question in load_questions(Config()):
        found = counted(question.query)
        assert 2 * found.patterns < LIMITS.patterns
        assert 4 * found.clauses < LIMITS.clauses
        assert 4 * found.nesting < LIMITS.nesting


# Each of these takes the planner minutes, or all of its memory.
BOMBS = {
    "list": "SELECT * { ?s ?p (" + "1 " * 400 + ") }",
    "nested list": "SELECT * { ?s ?p " + "(" * 400 + "1" + ")" * 400 + " }",
    "star": "SELECT * { ?s " + " ; ".join(f"<p{n}> ?o{n}" for n in range(400)) + " }",
    "objects": "SELECT * { ?s <p> " + " , ".join(f"?o{n}" for n in range(400)) + " }",
    "chain of blank nodes": "SELECT * { ?s ?p " + "[ <p> " * 400 + "1" + " ]" * 400 + " }",
    "path": "SELECT * { ?s " + "/".join(["<p>"] * 400) + " ?o }",
    "optionals": "SELECT * { ?s ?p ?o " + " ".join(f"OPTIONAL {{ ?s <p{n}> ?o{n} }}" for n in range(400)) + " }",
    "graphs": "SELECT * { " + " ".join(f"GRAPH ?g{n} {{ ?s <p{n}> ?o }}" for n in range(400)) + " }",
    "unions": "SELECT * { " + " ".join(f"{{ {{ BIND(1 AS ?a{n}) }} UNION {{}} }}" for n in range(400)) + " }",
    "filters": "SELECT * { ?s ?p ?o " + " ".join(f"FILTER(?o != {n})" for n in range(5000)) + " }",
    "alternatives": "SELECT * { ?s ?p ?o FILTER(" + " || ".join(f"?o = {n}" for n in range(5000)) + ") }",
    "values blocks": "SELECT * { " + " ".join(f"VALUES ?o{n} {{ 1 }}" for n in range(5000)) + " }",
    "groups": "SELECT * " + "{" * 8000 + "}" * 8000,
    "brackets": "SELECT (" + "(" * 8000 + "1" + ")" * 8000 + " AS ?x) {}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_explodes_in_planning_is_refused_and_told_which_limit(name):
    with pytest.raises(QueryTooComplex, match=r"The query has more than [\d,]+ ") as caught:
        LIMITS.check(BOMBS[name])
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES ?x { " + " ".join(str(n) for n in range(20_000)) + " } }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(str(n) for n in range(20_000)) + ")) }",
        "SELECT * { ?s <a>" + "".join(f"|<p{n}>" for n in range(1000)) + " ?o }",
    ],
)
def test_long_lists_of_values_are_no_reason_to_refuse(text):
    LIMITS.check(text)


@given(st.text(alphabet="{}[]()?s:<>'\"/.;,| aSELECTVUFR^1\n#", max_size=80))
def test_any_text_is_counted_without_failing(text):
    found = counted(text)
    assert 0 <= found.patterns <= 2 * len(text)
    assert found.nesting <= sum(text.count(mark) for mark in "{[(")


@given(st.integers(1, 40), st.integers(1, 40))
def test_patterns_add_up(first, second):
    def group(number):
        return "{ " + " . ".join(f"?s <p{n}> ?o" for n in range(number)) + " }"

    assert counted(f"SELECT * {{ {group(first)} UNION {group(second)} }}").patterns == first + second


@given(
    st.lists(st.sampled_from(["{", "}", "(", ")", "[", "?a ", "<p> ", "1 ", ". ", "; ", "/", "||", "FILTER ", "\\"]))
)
def test_a_token_adds_at_most_two_patterns_one_clause_and_one_level(parts):
    """Which is why a query of few tokens is not looked through."""
    found = tokens("SELECT * { " + "".join(parts))
    whole = complexity(found)
    assert whole.patterns <= 2 * len(found)
    assert whole.clauses <= len(found)
    assert whole.nesting <= len(found)
