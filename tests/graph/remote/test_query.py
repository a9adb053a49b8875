from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryRefused, QuerySyntaxError
from graph.remote.answer import check_syntax, resolve
from graph.remote.names import ReleaseNames
from graph.remote.query import Translator
from graph.sparql.queries import Query

NAMES = ReleaseNames("0123456789abcdef")
ID = "https://w3id.org/hrap/id/"
GRAPHS = (f"{ID}graph/mentions", f"{ID}graph/text")
TRANSLATOR = Translator(NAMES, GRAPHS, resolve)
INSIDE = f"{ID}release/0123456789ab/graph/"


def sent(text, default=(), named=()):
    return TRANSLATOR.sent(Query(text, default, named))


def test_without_a_dataset_a_query_sees_every_graph_of_the_release():
    found = sent("ASK { ?s ?p ?o }")
    assert found.default_graphs == found.named_graphs == (f"{INSIDE}mentions", f"{INSIDE}text")


def test_from_becomes_the_dataset_of_the_protocol_and_leaves_the_text():
    found = sent("SELECT * FROM <graph/text> FROM NAMED <graph/mentions> { ?s ?p ?o }")
    assert (found.default_graphs, found.named_graphs) == ((f"{INSIDE}text",), (f"{INSIDE}mentions",))
    assert "FROM" not in found.text


@pytest.mark.parametrize("other", ["http://example.org/g", f"{ID}release/ffffffffffff/graph/text", INSIDE + "text"])
def test_no_graph_but_the_releases_own_can_be_named(other):
    assert sent("ASK { ?s ?p ?o }", default=(other,)).default_graphs == (NAMES.nothing,)
    assert sent(f"ASK FROM <{other}> {{ ?s ?p ?o }}").default_graphs == (NAMES.nothing,)


def test_names_are_written_out_and_the_prologue_left_out():
    text = f"PREFIX g: <{ID}> BASE <http://e/> SELECT * {{ GRAPH g:graph\\/text {{ ?s <a> 'x'@zh-Hans }} }} # end"
    assert sent(text).text.split() == (f"SELECT * {{ GRAPH <{INSIDE}text> {{ ?s <http://e/a> 'x'@zh-hans }} }}".split())


def test_a_comparison_that_looks_like_an_iri_stays():
    assert "?a<?b&&?c>?d" in sent("SELECT * { ?a ?b ?c , ?d FILTER(?a<?b&&?c>?d) }").text


def test_escapes_by_code_point_cannot_end_a_string():
    assert sent(r'SELECT ("\u0022\u005c\u4e2d" AS ?x) {}').text == r'SELECT ("\"\\中" AS ?x) {}'


@pytest.mark.parametrize(
    "text", ["ASK { FILTER(<bif:f>(1)) }", "PREFIX b: <sql:> ASK { FILTER(b:f(1)) }", "ASK { ?s <java:x> 1 }"]
)
def test_names_of_an_engines_code_are_refused(text):
    with pytest.raises(QueryRefused):
        sent(text)


@pytest.mark.parametrize("text", ["", "ASK {", "CLEAR ALL", "DEFINE x 1 ASK {}", "SELECT (COUNT(*) AS ?n) ?x {}"])
def test_what_is_no_query_fails_before_it_is_sent(text):
    with pytest.raises(QuerySyntaxError):
        check_syntax(text)


@given(st.text(alphabet="\"'\\<>{}#u0022 \nSERVICEa", max_size=60))
def test_whatever_a_string_holds_no_federation_is_sent(inner):
    text = f'SELECT ("{inner}" AS ?x) {{ ?s ?p ?o }}'
    try:
        check_syntax(text)
        found = sent(text).text
    except (QuerySyntaxError, QueryRefused):
        return
    check_syntax(found)
    assert "SERVICE" not in Query(found).words


@given(st.text(max_size=40))
def test_renaming_is_undone(text):
    given_text = f"{text}{GRAPHS[0]}{text}"
    assert NAMES.outside(NAMES.inside(given_text).encode()).decode() == given_text
